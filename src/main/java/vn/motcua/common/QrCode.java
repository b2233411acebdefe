package vn.motcua.common;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;

/// QR codes as SVG, sharp at any size on screen and paper.
public final class QrCode {
    private QrCode() {}

    /// An SVG element of `modules × modules` units with a quiet zone of two modules.
    public static String svg(String content) {
        BitMatrix matrix = matrix(content);
        int side = matrix.getWidth();
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                if (matrix.get(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" class="qr" role="img" \
        aria-label="Mã QR"><rect width="%1$d" height="%1$d" fill="#fff"/>\
        <path d="%2$s" fill="#000"/></svg>\
        """
                .formatted(side, path);
    }

    /// A PNG as a `data:` address, for papers; one module is `scale` pixels.
    public static String pngAddress(String content, int scale) {
        BitMatrix matrix = matrix(content);
        int side = matrix.getWidth();
        BufferedImage image =
                new BufferedImage(side * scale, side * scale, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < side * scale; y++) {
            for (int x = 0; x < side * scale; x++) {
                image.setRGB(x, y, matrix.get(x / scale, y / scale) ? 0x000000 : 0xFFFFFF);
            }
        }
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", out);
            return "data:image/png;base64," + Base64.getEncoder().encodeToString(out.toByteArray());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static BitMatrix matrix(String content) {
        try {
            return new QRCodeWriter()
                    .encode(
                            content,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.MARGIN,
                                    2,
                                    EncodeHintType.CHARACTER_SET,
                                    "UTF-8"));
        } catch (WriterException fault) {
            throw new IllegalArgumentException("content does not fit a QR code", fault);
        }
    }
}

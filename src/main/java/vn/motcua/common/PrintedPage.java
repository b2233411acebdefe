package vn.motcua.common;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import gg.jte.TemplateEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Papers as PDF, from templates in XHTML, in a serif type with the measures of Times New Roman
/// that draws Vietnamese.
@Component
public class PrintedPage {
    private static final String FAMILY = "Liberation Serif";

    private final TemplateEngine engine;

    PrintedPage(TemplateEngine engine) {
        this.engine = engine;
    }

    /// The PDF of the template `module/name` with its parameters.
    public byte[] pdf(String template, Map<String, Object> parameters) {
        gg.jte.output.StringOutput page = new gg.jte.output.StringOutput();
        engine.render(template + ".jte", parameters, page);
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PdfRendererBuilder builder = new PdfRendererBuilder();
            font(builder, "Regular", 400, FontStyle.NORMAL);
            font(builder, "Bold", 700, FontStyle.NORMAL);
            font(builder, "Italic", 400, FontStyle.ITALIC);
            font(builder, "BoldItalic", 700, FontStyle.ITALIC);
            builder.withHtmlContent(page.toString(), null);
            builder.useFastMode();
            builder.toStream(out);
            builder.run();
            return out.toByteArray();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static void font(
            PdfRendererBuilder builder, String style, int weight, FontStyle slope) {
        String path = "/liberation/LiberationSerif-" + style + ".ttf";
        builder.useFont(() -> open(path), FAMILY, weight, slope, true);
    }

    private static InputStream open(String path) {
        InputStream in = PrintedPage.class.getResourceAsStream(path);
        if (in == null) {
            throw new IllegalStateException("no font " + path);
        }
        return in;
    }
}

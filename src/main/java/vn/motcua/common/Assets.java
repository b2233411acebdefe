package vn.motcua.common;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/// Addresses of our own browser files, changed with their content so that browsers may keep them
/// for ever.
public final class Assets {
    private static final Map<String, String> URLS = new ConcurrentHashMap<>();

    private Assets() {}

    public static String url(String path) {
        return URLS.computeIfAbsent(path, Assets::withDigest);
    }

    private static String withDigest(String path) {
        try (InputStream in = Assets.class.getResourceAsStream("/static" + path)) {
            if (in == null) {
                throw new IllegalArgumentException("no browser file " + path);
            }
            CRC32 sum = new CRC32();
            sum.update(in.readAllBytes());
            return path + "?v=" + Long.toHexString(sum.getValue());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}

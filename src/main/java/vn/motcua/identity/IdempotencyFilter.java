package vn.motcua.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.databind.json.JsonMapper;
import vn.motcua.common.Vietnamese;
import vn.motcua.identity.IdempotencySql.Answer;

/// `Idempotency-Key` on a POST: the same key and body give the stored answer again for 24 hours;
/// another body is 422, a first call still in flight 409. Answers of 5xx are not kept: such a call
/// may be repeated.
@Component
class IdempotencyFilter extends OncePerRequestFilter {
    private static final String HEADER = "Idempotency-Key";
    private static final int LONGEST_KEY = 200;
    private static final int LARGEST_BODY = 64 * 1024 * 1024;

    private final IdempotencySql sql;
    private final MessageSource messages;
    private final JsonMapper json;

    IdempotencyFilter(IdempotencySql sql, MessageSource messages, JsonMapper json) {
        this.sql = sql;
        this.messages = messages;
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || request.getHeader(HEADER) == null;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = request.getHeader(HEADER).strip();
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        if (key.isEmpty() || key.length() > LONGEST_KEY || signedIn == null) {
            refuse(response, 400, "idempotency.key");
            return;
        }
        String username = signedIn.getName();
        HttpServletRequest again = request;
        String hash;
        String type = request.getContentType();
        if (type != null && type.startsWith("multipart/")) {
            try {
                hash = hashOfParts(request);
            } catch (IllegalStateException tooLarge) {
                chain.doFilter(request, response);
                return;
            }
        } else {
            byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
            if (body.length > LARGEST_BODY) {
                refuse(response, 413, "upload.too-large");
                return;
            }
            again = new ReadBody(request, body);
            hash = hash(request, body);
        }
        if (!sql.take(username, key, hash)) {
            replay(sql.find(username, key), hash, response);
            return;
        }
        ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
        boolean answered = false;
        try {
            chain.doFilter(again, kept);
            if (kept.getStatus() < 500) {
                sql.answer(
                        username,
                        key,
                        kept.getStatus(),
                        kept.getContentType(),
                        kept.getHeader("Location"),
                        kept.getContentAsByteArray());
                answered = true;
            }
        } finally {
            if (!answered) {
                sql.release(username, key);
            }
        }
        kept.copyBodyToResponse();
    }

    private void replay(Optional<Answer> stored, String hash, HttpServletResponse response)
            throws IOException {
        if (stored.isEmpty()) {
            refuse(response, 409, "idempotency.in-flight");
            return;
        }
        Answer answer = stored.get();
        if (!answer.requestHash().equals(hash)) {
            refuse(response, 422, "idempotency.other-body");
        } else if (answer.status() == null) {
            refuse(response, 409, "idempotency.in-flight");
        } else {
            response.setStatus(answer.status());
            if (answer.contentType() != null) {
                response.setContentType(answer.contentType());
            }
            if (answer.location() != null) {
                response.setHeader("Location", answer.location());
            }
            if (answer.body() != null) {
                response.getOutputStream().write(answer.body());
            }
        }
    }

    private void refuse(HttpServletResponse response, int status, String code) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(
                response.getOutputStream(),
                Map.of(
                        "type",
                        "urn:motcua:problem:" + code,
                        "status",
                        status,
                        "code",
                        code,
                        "title",
                        messages.getMessage("problem." + code, null, Vietnamese.LOCALE),
                        "errors",
                        java.util.List.of()));
    }

    private static String hash(HttpServletRequest request, byte[] body) {
        MessageDigest digest = digest(request);
        digest.update(body);
        return HexFormat.of().formatHex(digest.digest());
    }

    /// The parts are read from where the container keeps them; the controller reads them again.
    private static String hashOfParts(HttpServletRequest request)
            throws IOException, ServletException {
        MessageDigest digest = digest(request);
        for (Part part : request.getParts()) {
            digest.update((part.getName() + "\n").getBytes(StandardCharsets.UTF_8));
            try (DigestInputStream in = new DigestInputStream(part.getInputStream(), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest(HttpServletRequest request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((request.getRequestURI() + "\n").getBytes(StandardCharsets.UTF_8));
            return digest;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static final class ReadBody extends HttpServletRequestWrapper {
        private final byte[] body;

        ReadBody(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            ByteArrayInputStream in = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return in.read();
                }

                @Override
                public int read(byte[] target, int offset, int length) {
                    return in.read(target, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return in.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException();
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(
                    new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}

package vn.motcua.common;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// The address under which citizens reach this installation: `motcua.public-url`, else that of the
/// present request.
@Component
public class PublicAddress {
    private final @Nullable String configured;

    PublicAddress(Environment environment) {
        this.configured = environment.getProperty("motcua.public-url");
    }

    /// The absolute address of a path that begins with a slash.
    public String of(String path) {
        if (configured != null && !configured.isBlank()) {
            return configured.replaceAll("/+$", "") + path;
        }
        return RequestContextHolder.getRequestAttributes() == null
                ? path
                : ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString() + path;
    }
}

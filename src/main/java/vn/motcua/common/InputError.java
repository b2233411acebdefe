package vn.motcua.common;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// One thing wrong with what came in: where (line of a file from 1, field or column) and, in
/// Vietnamese, what. `line` is absent for forms and JSON.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InputError(@Nullable Integer line, @Nullable String field, String message) {
    public static InputError field(String field, String message) {
        return new InputError(null, field, message);
    }

    public static InputError line(int line, @Nullable String field, String message) {
        return new InputError(line, field, message);
    }
}

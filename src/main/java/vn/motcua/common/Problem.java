package vn.motcua.common;

import java.util.List;
import org.springframework.http.HttpStatus;

/// The one way to refuse a request. `code` is stable (`dossier.not-found`); the Vietnamese text
/// stands in the message bundles under `problem.<code>` and may take arguments.
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    private final transient Object[] arguments;
    private final transient List<InputError> errors;

    private Problem(HttpStatus status, String code, List<InputError> errors, Object... arguments) {
        super(code, null, false, true);
        this.status = status;
        this.code = code;
        this.errors = List.copyOf(errors);
        this.arguments = arguments.clone();
    }

    /// Something is not there, or is not the reader's to see: both look the same from outside.
    public static Problem notFound(String code, Object... arguments) {
        return new Problem(HttpStatus.NOT_FOUND, code, List.of(), arguments);
    }

    /// The thing was changed by someone else since it was read.
    public static Problem conflict(String code, Object... arguments) {
        return new Problem(HttpStatus.CONFLICT, code, List.of(), arguments);
    }

    /// The request is understood but what it asks is not possible now.
    public static Problem unprocessable(String code, Object... arguments) {
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, code, List.of(), arguments);
    }

    public static Problem badRequest(String code, Object... arguments) {
        return new Problem(HttpStatus.BAD_REQUEST, code, List.of(), arguments);
    }

    public static Problem forbidden(String code, Object... arguments) {
        return new Problem(HttpStatus.FORBIDDEN, code, List.of(), arguments);
    }

    public static Problem of(HttpStatus status, String code, Object... arguments) {
        return new Problem(status, code, List.of(), arguments);
    }

    /// Input that cannot be taken, each error with its field or line.
    public static Problem invalid(List<InputError> errors) {
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "input.invalid", errors);
    }

    public static Problem invalid(String field, String message) {
        return invalid(List.of(InputError.field(field, message)));
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Object[] arguments() {
        return arguments.clone();
    }

    public List<InputError> errors() {
        return errors;
    }
}

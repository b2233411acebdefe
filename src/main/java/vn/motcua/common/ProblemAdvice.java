package vn.motcua.common;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/// Tells every refusal and fault: problem+json under `/api/`, a page elsewhere. Nothing of an
/// unknown fault but its incident number reaches a person.
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    // What PostgreSQL says of a text with a zero character, a number or a moment out of its range.
    private static final Set<String> UNSTORABLE = Set.of("22021", "22003", "22008", "22P05");

    private final MessageSource messages;

    ProblemAdvice(MessageSource messages) {
        this.messages = messages;
    }

    @ExceptionHandler
    Object refuse(Problem problem, HttpServletRequest request) {
        return answer(
                request,
                problem.status(),
                problem.code(),
                text(problem.code(), problem.arguments()),
                problem.errors());
    }

    @ExceptionHandler
    Object tooLarge(MaxUploadSizeExceededException fault, HttpServletRequest request) {
        return simple(request, HttpStatus.CONTENT_TOO_LARGE, "upload.too-large");
    }

    @ExceptionHandler
    Object brokenUpload(MultipartException fault, HttpServletRequest request) {
        return simple(request, HttpStatus.BAD_REQUEST, "upload.broken");
    }

    @ExceptionHandler
    Object missingPart(MissingServletRequestPartException fault, HttpServletRequest request) {
        return answer(
                request,
                HttpStatus.BAD_REQUEST,
                "input.invalid",
                text("input.invalid"),
                List.of(InputError.field(fault.getRequestPartName(), text("input.missing-file"))));
    }

    @ExceptionHandler
    Object missing(MissingServletRequestParameterException fault, HttpServletRequest request) {
        return answer(
                request,
                HttpStatus.BAD_REQUEST,
                "input.invalid",
                text("input.invalid"),
                List.of(InputError.field(fault.getParameterName(), text("input.required"))));
    }

    @ExceptionHandler
    Object mistyped(MethodArgumentTypeMismatchException fault, HttpServletRequest request) {
        return answer(
                request,
                HttpStatus.BAD_REQUEST,
                "input.invalid",
                text("input.invalid"),
                List.of(
                        InputError.field(
                                fault.getName(),
                                text("input.unreadable", String.valueOf(fault.getValue())))));
    }

    @ExceptionHandler
    Object unreadable(HttpMessageNotReadableException fault, HttpServletRequest request) {
        List<InputError> errors = List.of();
        if (fault.getCause() instanceof JacksonException broken) {
            String place =
                    broken instanceof DatabindException bound
                            ? String.join(
                                    ".",
                                    bound.getPath().stream()
                                            .map(step -> "" + step.getPropertyName())
                                            .toList())
                            : "";
            errors =
                    List.of(
                            new InputError(
                                    broken.getLocation() == null
                                            ? null
                                            : broken.getLocation().getLineNr(),
                                    place.isEmpty() ? null : place,
                                    text("input.unreadable-json")));
        }
        return answer(
                request,
                HttpStatus.BAD_REQUEST,
                "input.unreadable-json",
                text("input.unreadable-json"),
                errors);
    }

    @ExceptionHandler
    Object forbidden(AccessDeniedException fault, HttpServletRequest request) {
        return simple(request, HttpStatus.FORBIDDEN, "access.forbidden");
    }

    @ExceptionHandler
    Object unstorable(DataAccessException fault, HttpServletRequest request) throws Exception {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && UNSTORABLE.contains(sql.getSQLState())) {
                return simple(request, HttpStatus.UNPROCESSABLE_CONTENT, "input.unstorable");
            }
        }
        return unexpected(fault, request);
    }

    @ExceptionHandler
    Object rejected(RequestRejectedException fault, HttpServletRequest request) {
        return simple(request, HttpStatus.BAD_REQUEST, "http.400");
    }

    @ExceptionHandler
    Object unexpected(Exception fault, HttpServletRequest request) throws Exception {
        if (fault instanceof AuthenticationException) {
            throw fault;
        }
        if (fault instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
            return simple(request, status, code(status));
        }
        return incident(request, request.getRequestURI(), fault);
    }

    /// An answer where no controller was reached.
    Object tell(
            HttpServletRequest request,
            String path,
            HttpStatus status,
            String code,
            @Nullable Throwable fault) {
        if (status.is5xxServerError()) {
            return incident(request, path, fault);
        }
        String told =
                messages.getMessage("problem." + code, null, null, Vietnamese.LOCALE) == null
                        ? code(status)
                        : code;
        return answer(request, path, status, told, text(told), List.of());
    }

    private Object incident(HttpServletRequest request, String path, @Nullable Throwable fault) {
        String incident = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("Incident {} at {}", incident, path, fault);
        return answer(
                request,
                path,
                HttpStatus.INTERNAL_SERVER_ERROR,
                "incident",
                text("incident", incident),
                List.of());
    }

    private String code(HttpStatus status) {
        String code = "http." + status.value();
        return messages.getMessage("problem." + code, null, null, Vietnamese.LOCALE) == null
                ? "http.400"
                : code;
    }

    private Object simple(HttpServletRequest request, HttpStatus status, String code) {
        return answer(request, status, code, text(code), List.of());
    }

    private Object answer(
            HttpServletRequest request,
            HttpStatus status,
            String code,
            String title,
            List<InputError> errors) {
        return answer(request, request.getRequestURI(), status, code, title, errors);
    }

    private Object answer(
            HttpServletRequest request,
            String path,
            HttpStatus status,
            String code,
            String title,
            List<InputError> errors) {
        if (path.startsWith("/api/") || wantsJson(request)) {
            ProblemDetail detail = ProblemDetail.forStatus(status);
            detail.setType(URI.create("urn:motcua:problem:" + code));
            detail.setTitle(title);
            detail.setProperty("code", code);
            detail.setProperty("errors", errors);
            return ResponseEntity.status(status)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(detail);
        }
        ModelAndView page = new ModelAndView("common/problem");
        page.setStatus(status);
        page.addObject("view", new ProblemView(status.value(), title, errors));
        return page;
    }

    private static boolean wantsJson(HttpServletRequest request) {
        @Nullable String accept = request.getHeader("Accept");
        return accept != null
                && accept.toLowerCase(Locale.ROOT).contains("json")
                && !accept.contains("text/html");
    }

    private String text(String code, Object... arguments) {
        String known = messages.getMessage("problem." + code, arguments, null, Vietnamese.LOCALE);
        return known != null
                ? known
                : messages.getMessage("problem.http.400", null, Vietnamese.LOCALE);
    }
}

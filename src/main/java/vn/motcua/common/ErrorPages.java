package vn.motcua.common;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/// What the container or a filter refused, told in the same way as everything else. A refusal may
/// carry the code of its text as message.
@Controller
class ErrorPages implements ErrorController {
    private final ProblemAdvice advice;

    ErrorPages(ProblemAdvice advice) {
        this.advice = advice;
    }

    @RequestMapping("/error")
    Object error(HttpServletRequest request) {
        HttpStatus status =
                request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer known
                        ? HttpStatus.valueOf(known)
                        : HttpStatus.NOT_FOUND;
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        Object message = request.getAttribute(RequestDispatcher.ERROR_MESSAGE);
        return advice.tell(
                request,
                path == null ? request.getRequestURI() : path.toString(),
                status,
                message == null ? "" : message.toString(),
                (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
    }
}

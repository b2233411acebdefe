package vn.motcua.common;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/// Downloads are written by the thread of their request: one that takes long is not cut off by the
/// timeout of asynchronous requests, and only one thread saves the session.
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class Downloads implements HandlerMethodReturnValueHandler {
    private final List<HandlerMethodReturnValueHandler> others;

    Downloads(RequestMappingHandlerAdapter adapter) {
        others = List.copyOf(Objects.requireNonNull(adapter.getReturnValueHandlers()));
        List<HandlerMethodReturnValueHandler> handlers = new ArrayList<>(others);
        handlers.addFirst(this);
        adapter.setReturnValueHandlers(handlers);
    }

    @Override
    public boolean supportsReturnType(MethodParameter returned) {
        ResolvableType declared = ResolvableType.forMethodParameter(returned);
        // A method that answers with a page or a download declares Object.
        return ResponseEntity.class == returned.getParameterType()
                && (Object.class == declared.resolve()
                        || StreamingResponseBody.class == declared.getGeneric(0).resolve());
    }

    @Override
    public void handleReturnValue(
            @Nullable Object value,
            MethodParameter returned,
            ModelAndViewContainer container,
            NativeWebRequest request)
            throws Exception {
        if (!(value instanceof ResponseEntity<?> answer
                && answer.getBody() instanceof StreamingResponseBody body)) {
            for (HandlerMethodReturnValueHandler other : others) {
                if (other.supportsReturnType(returned)) {
                    other.handleReturnValue(value, returned, container, request);
                    return;
                }
            }
            throw new IllegalStateException("nobody answers with " + returned);
        }
        container.setRequestHandled(true);
        ServletServerHttpResponse response =
                new ServletServerHttpResponse(
                        Objects.requireNonNull(
                                request.getNativeResponse(HttpServletResponse.class)));
        response.setStatusCode(answer.getStatusCode());
        response.getHeaders().putAll(answer.getHeaders());
        body.writeTo(response.getBody());
        response.flush();
    }
}

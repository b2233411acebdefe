package vn.motcua.common;

import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/// Renders the precompiled template `module/name.jte` for the view name `module/name`. The template
/// gets the model attributes that it declares, and the page's `frame`. No Content-Length is set:
/// several fragments may share one answer.
@Component
class JteViews implements ViewResolver, Ordered {
    private final TemplateEngine engine;

    JteViews(TemplateEngine engine) {
        this.engine = engine;
    }

    @Override
    public @Nullable View resolveViewName(String viewName, Locale locale) {
        String template = viewName + ".jte";
        return engine.hasTemplate(template) ? new JteView(engine, template) : null;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 10;
    }

    private record JteView(TemplateEngine engine, String template) implements View {
        @Override
        public String getContentType() {
            return "text/html;charset=UTF-8";
        }

        @Override
        public void render(
                @Nullable Map<String, ?> model,
                HttpServletRequest request,
                HttpServletResponse response)
                throws Exception {
            Map<String, Object> parameters = new HashMap<>();
            var declared = engine.getParamInfo(template);
            if (model != null) {
                model.forEach((name, value) -> {
                    if (declared.containsKey(name)) {
                        parameters.put(name, value);
                    }
                });
            }
            if (declared.containsKey("frame")) {
                parameters.put("frame", Frame.of(request));
            }
            Utf8ByteOutput output = new Utf8ByteOutput();
            engine.render(template, parameters, output);
            response.setContentType(getContentType());
            output.writeTo(response.getOutputStream());
        }
    }
}

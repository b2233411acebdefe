package vn.motcua;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import vn.motcua.checking.CheckCommand;
import vn.motcua.common.InstallationException;
import vn.motcua.common.Verification;

/// The one program: `start` runs the server, `verify` recounts what was derived.
@SpringBootApplication
public class MotcuaApplication {
    private static final Map<String, String> OPTIONS =
            Map.of(
                    "--port", "server.port",
                    "--data", "motcua.data",
                    "--database-url", "motcua.database-url",
                    "--database-user", "motcua.database-user",
                    "--database-password", "motcua.database-password");

    public static void main(String[] args) {
        String command = args.length == 0 ? "start" : args[0];
        String[] rest =
                args.length == 0 ? args : java.util.Arrays.copyOfRange(args, 1, args.length);
        try {
            switch (command) {
                case "start" -> start(rest);
                case "verify" -> System.exit(verify(rest));
                case "check" ->
                        System.exit(
                                CheckCommand.run(
                                        rest,
                                        new PrintStream(System.out, true, UTF_8),
                                        new PrintStream(System.err, true, UTF_8)));
                default ->
                        fail("Không có lệnh " + command + ". Các lệnh: start, verify, check.", 2);
            }
        } catch (RuntimeException fault) {
            String line = lineFor(fault);
            if (line == null) {
                throw fault;
            }
            fail(line, 1);
        }
    }

    private static void start(String[] arguments) {
        SpringApplication application = new SpringApplication(MotcuaApplication.class);
        application.addListeners(
                (ApplicationListener<ApplicationReadyEvent>)
                        ready ->
                                System.out.println(
                                        "Motcua is ready: http://localhost:"
                                                + ready.getApplicationContext()
                                                        .getEnvironment()
                                                        .getProperty("local.server.port")));
        application.run(properties(arguments));
    }

    private static int verify(String[] arguments) {
        SpringApplication application = new SpringApplication(MotcuaApplication.class);
        application.setAdditionalProfiles("verify");
        int differences = 0;
        try (ConfigurableApplicationContext context = application.run(properties(arguments))) {
            for (Verification verification :
                    context.getBeanProvider(Verification.class).orderedStream().toList()) {
                List<String> found = verification.differences();
                System.out.println(
                        verification.subject()
                                + ": "
                                + (found.isEmpty() ? "khớp" : found.size() + " sai khác"));
                found.forEach(line -> System.out.println("  - " + line));
                differences += found.size();
            }
        }
        return differences == 0 ? 0 : 1;
    }

    private static String[] properties(String[] arguments) {
        List<String> properties = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            String name = argument.contains("=") ? argument.split("=", 2)[0] : argument;
            if (name.equals("--demo")) {
                properties.add("--motcua.demo=true");
            } else if (OPTIONS.containsKey(name)) {
                String value;
                if (argument.contains("=")) {
                    value = argument.split("=", 2)[1];
                } else if (i + 1 < arguments.length) {
                    value = arguments[++i];
                } else {
                    throw fail("Thiếu giá trị sau " + name, 2);
                }
                properties.add("--" + OPTIONS.get(name) + "=" + value);
            } else {
                throw fail("Không có tùy chọn " + argument, 2);
            }
        }
        return properties.toArray(String[]::new);
    }

    private static IllegalStateException fail(String line, int code) {
        System.err.println("motcua: " + line);
        System.exit(code);
        return new IllegalStateException(line);
    }

    private static @org.jspecify.annotations.Nullable String lineFor(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof InstallationException known) {
                return known.getMessage();
            }
            if (cause instanceof org.springframework.boot.web.server.PortInUseException port) {
                return "Cổng "
                        + port.getPort()
                        + " đang có chương trình khác dùng; hãy chọn --port khác.";
            }
        }
        return null;
    }
}

package vn.motcua.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import vn.motcua.MotcuaApplication;

/// The whole program without its jobs, on an embedded database of the product's own kind in a
/// directory that is gone afterwards.
public final class Installation implements AutoCloseable {
    private final Path directory;
    private final ConfigurableApplicationContext context;

    private Installation(Path directory, ConfigurableApplicationContext context) {
        this.directory = directory;
        this.context = context;
    }

    public static Installation start() {
        Path directory =
                Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "motcua-bench-" + ProcessHandle.current().pid());
        SpringApplication application = new SpringApplication(MotcuaApplication.class);
        return new Installation(
                directory,
                application.run(
                        "--motcua.data=" + directory,
                        "--db-scheduler.enabled=false",
                        "--motcua.first-account=false",
                        "--server.address=127.0.0.1",
                        "--server.port=0"));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> List<T> beans(Class<T> type) {
        return context.getBeanProvider(type).orderedStream().toList();
    }

    public BeanFactory beans() {
        return context.getBeanFactory();
    }

    @Override
    public void close() throws IOException {
        context.close();
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

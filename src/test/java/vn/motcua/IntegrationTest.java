package vn.motcua;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

/// The whole program on a real PostgreSQL, without a web port. All such tests share one context and
/// one database: each makes units and records of its own and asserts about those.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        properties = {"db-scheduler.enabled=false", "motcua.first-account=false"},
        classes = MotcuaApplication.class)
@AutoConfigureMockMvc
@Import({TestDatabase.class, Fixtures.class})
public @interface IntegrationTest {}

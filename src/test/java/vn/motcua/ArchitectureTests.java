package vn.motcua;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "vn.motcua", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
    private static final Set<String> CLOCKS =
            Set.of(
                    "java.time.Instant",
                    "java.time.LocalDate",
                    "java.time.LocalDateTime",
                    "java.time.LocalTime",
                    "java.time.OffsetDateTime",
                    "java.time.YearMonth",
                    "java.time.Year",
                    "java.time.ZonedDateTime");

    @ArchTest
    static final ArchRule SQL_STANDS_IN_SQL_CLASSES =
            noClasses()
                    .that(
                            are(
                                    describe(
                                            "outside a …Sql class",
                                            type ->
                                                    !outermost(type)
                                                            .getSimpleName()
                                                            .endsWith("Sql"))))
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(
                            JdbcClient.class,
                            JdbcOperations.class,
                            NamedParameterJdbcOperations.class);

    @ArchTest
    static final ArchRule ONLY_THE_DATABASE_MODULE_AND_SQL_CLASSES_OPEN_CONNECTIONS =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("vn.motcua.database..")
                    .and(
                            are(
                                    describe(
                                            "outside a …Sql class",
                                            type ->
                                                    !outermost(type)
                                                            .getSimpleName()
                                                            .endsWith("Sql"))))
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(
                            java.sql.Connection.class,
                            java.sql.DriverManager.class,
                            java.sql.PreparedStatement.class);

    @ArchTest
    static final ArchRule CONTROLLERS_ARE_NOT_PUBLIC =
            classes()
                    .that()
                    .areAnnotatedWith(Controller.class)
                    .or()
                    .areAnnotatedWith(RestController.class)
                    .should()
                    .notBePublic();

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_THING_IS =
            classes()
                    .should()
                    .haveNameNotMatching(".*(Impl|Manager|Helper|Utils?|Dto|DTO)(\\$.*)?");

    @ArchTest
    static final ArchRule TIME_IS_ASKED_OF_THE_CLOCK =
            classes()
                    .should(
                            new ArchCondition<JavaClass>("not read the system's time") {
                                @Override
                                public void check(JavaClass type, ConditionEvents events) {
                                    for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
                                        if (readsTheTime(call)) {
                                            events.add(
                                                    SimpleConditionEvent.violated(
                                                            type, call.getDescription()));
                                        }
                                    }
                                }
                            });

    @ArchTest
    static final ArchRule ONLY_COMMON_TEMPLATES_ARE_USED_ACROSS_MODULES =
            classes()
                    .should(
                            new ArchCondition<JavaClass>("use templates of its own or of common") {
                                @Override
                                public void check(JavaClass type, ConditionEvents events) {
                                    for (Dependency use : type.getDirectDependenciesFromSelf()) {
                                        JavaClass target = use.getTargetClass();
                                        String module = target.getPackageName();
                                        if (target.getSimpleName().startsWith("Jte")
                                                && target.getSimpleName().endsWith("Generated")
                                                && !module.equals("vn.motcua.common")
                                                && !module.equals(type.getPackageName())) {
                                            events.add(
                                                    SimpleConditionEvent.violated(
                                                            type, use.getDescription()));
                                        }
                                    }
                                }
                            });

    private static boolean readsTheTime(JavaMethodCall call) {
        String owner = call.getTargetOwner().getFullName();
        String name = call.getName();
        if (owner.equals("java.lang.System")) {
            return name.equals("currentTimeMillis");
        }
        if (owner.equals("java.time.Clock")) {
            return name.startsWith("system")
                    && !call.getOriginOwner()
                            .getFullName()
                            .equals("vn.motcua.common.CommonConfiguration");
        }
        return CLOCKS.contains(owner)
                && name.equals("now")
                && call.getTarget().getRawParameterTypes().stream()
                        .noneMatch(type -> type.getName().equals("java.time.Clock"));
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass at = type;
        while (at.getEnclosingClass().isPresent()) {
            at = at.getEnclosingClass().get();
        }
        return at;
    }
}

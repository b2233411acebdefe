package vn.motcua.demo;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.motcua.dossier.DossierImport;
import vn.motcua.dossier.ImportResult;
import vn.motcua.identity.Accounts;
import vn.motcua.identity.Actor;
import vn.motcua.identity.Grant;
import vn.motcua.identity.Role;

/// Loads the demonstration before the program says that it is ready. Each part is one transaction
/// with its mark: what a crash has cut off is loaded at the next start, what stands is left alone.
@Component
@Profile("!verify")
@Order(50)
@ConditionalOnProperty(name = "motcua.demo", havingValue = "true")
class Demonstration implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(Demonstration.class);

    private final DemonstrationSql sql;
    private final DemonstrationBanner banner;
    private final TransactionTemplate transaction;
    private final KrongNo units;
    private final Catalogue catalogue;
    private final Staff staff;
    private final PastDossiers past;
    private final ThisMonth thisMonth;
    private final DossierImport imports;
    private final Accounts accounts;
    private final Clock clock;

    Demonstration(
            DemonstrationSql sql,
            DemonstrationBanner banner,
            TransactionTemplate transaction,
            KrongNo units,
            Catalogue catalogue,
            Staff staff,
            PastDossiers past,
            ThisMonth thisMonth,
            DossierImport imports,
            Accounts accounts,
            Clock clock) {
        this.sql = sql;
        this.banner = banner;
        this.transaction = transaction;
        this.units = units;
        this.catalogue = catalogue;
        this.staff = staff;
        this.past = past;
        this.thisMonth = thisMonth;
        this.imports = imports;
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        load();
    }

    /// Loads the parts that are missing; how many those were.
    int load() {
        Instant now = clock.instant();
        int parts =
                part("units", units::load)
                        + part("procedures", catalogue::load)
                        + part("accounts", staff::load)
                        + part(
                                "dossiers-2024",
                                () -> bring(past.asAtClose(), "krong-no-15-09-2024.csv"))
                        + part(
                                "dossiers-2024-resumed",
                                () -> bring(past.resumed(), "krong-no-30-06-2025.csv"))
                        + part(
                                "dossiers-since",
                                () -> bring(past.since(now), "krong-no-tu-16-09-2024.csv"))
                        + part("dossiers-present", () -> thisMonth.load(everything(), now));
        banner.refresh();
        return parts;
    }

    private int part(String name, Runnable work) {
        Boolean done =
                transaction.execute(status -> {
                    sql.lock();
                    if (sql.loaded(name)) {
                        return false;
                    }
                    work.run();
                    sql.mark(name);
                    return true;
                });
        if (!Boolean.TRUE.equals(done)) {
            return 0;
        }
        LOG.info("demonstration: {} loaded", name);
        return 1;
    }

    private void bring(DossierFile file, String name) {
        ImportResult result = imports.run(file.bytes(), name, everything());
        if (!result.rejected().isEmpty()) {
            throw new IllegalStateException(name + ": " + result.rejected().getFirst());
        }
    }

    /// The administrator, with every role on the province whatever the account holds.
    private Actor everything() {
        Actor known = accounts.actor(Staff.ADMINISTRATOR).orElseThrow();
        long province = units.province().value();
        return new Actor(
                known.account(),
                known.username(),
                known.fullName(),
                province,
                Arrays.stream(Role.values()).map(role -> new Grant(role, province)).toList());
    }
}

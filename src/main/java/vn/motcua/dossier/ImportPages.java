package vn.motcua.dossier;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.multipart.MultipartFile;
import vn.motcua.common.Problem;
import vn.motcua.identity.Accounts;
import vn.motcua.identity.Actor;
import vn.motcua.identity.Role;

/// Import by hand: the file is stored, a job takes it in and survives a restart, the page follows.
@Controller
class ImportPages {
    private static final TaskDescriptor<Long> TASK =
            TaskDescriptor.of("dossier-import", Long.class);

    private final ImportSql sql;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final Clock clock;

    ImportPages(ImportSql sql, ObjectProvider<SchedulerClient> scheduler, Clock clock) {
        this.sql = sql;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    record ImportView(List<ImportRun> runs, String header) {}

    @GetMapping("/ho-so/nhap")
    String form(Actor actor, Model model) {
        actor.require(Role.COUNTER, Role.ADMINISTRATOR);
        model.addAttribute(
                "view",
                new ImportView(sql.runs(actor.account()), String.join(",", ImportReading.HEADER)));
        return "dossier/imports";
    }

    @PostMapping("/ho-so/nhap")
    String start(Actor actor, @RequestPart MultipartFile file) throws IOException {
        actor.require(Role.COUNTER, Role.ADMINISTRATOR);
        byte[] bytes = file.getBytes();
        if (bytes.length == 0) {
            throw Problem.invalid("file", "Hãy chọn tệp CSV có nội dung");
        }
        String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        long run =
                sql.addRun(
                        actor.username(),
                        actor.account(),
                        name,
                        bytes,
                        DossierImport.sha256(bytes));
        scheduler
                .getObject()
                .scheduleIfNotExists(
                        TASK.instance("" + run).data(run).scheduledTo(clock.instant()));
        return "redirect:/ho-so/nhap/" + run;
    }

    @GetMapping("/ho-so/nhap/{run}")
    String follow(
            Actor actor,
            @PathVariable long run,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
            Model model) {
        model.addAttribute(
                "run",
                sql.run(run, actor.account())
                        .orElseThrow(() -> Problem.notFound("dossier.import-not-found", "" + run)));
        return fragment ? "dossier/importProgress" : "dossier/importRun";
    }

    @Configuration(proxyBeanMethods = false)
    static class Jobs {
        @Bean
        OneTimeTask<Long> dossierImportTask(
                DossierImport imports,
                ImportSql sql,
                Accounts accounts,
                PlatformTransactionManager transactions) {
            // Told outside the import's own transaction, so that the page sees it at once.
            TransactionTemplate aside = new TransactionTemplate(transactions);
            aside.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
            return Tasks.oneTime(TASK)
                    .execute((instance, context) -> {
                        long run = instance.getData();
                        sql.file(run)
                                .ifPresent(
                                        stored -> take(imports, sql, accounts, aside, run, stored));
                    });
        }

        private static void take(
                DossierImport imports,
                ImportSql sql,
                Accounts accounts,
                TransactionTemplate aside,
                long run,
                ImportSql.StoredFile stored) {
            Actor actor = accounts.actor(stored.by()).orElse(null);
            if (actor == null) {
                sql.finish(run, "refused:account", ImportResult.refused(List.of()));
                return;
            }
            try {
                imports.run(
                        run,
                        stored.file(),
                        stored.name(),
                        actor,
                        (phase, done, total) ->
                                aside.executeWithoutResult(
                                        status -> sql.progress(run, phase, done, total)));
            } catch (Problem told) {
                // The run keeps what was wrong; there is nothing to repeat.
            }
        }
    }
}

package vn.motcua.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import vn.motcua.Fixtures;
import vn.motcua.IntegrationTest;
import vn.motcua.TestDatabase;
import vn.motcua.identity.Role;

@IntegrationTest
class JournalTests {
    // A journal of its own: sealing tests tamper with it.
    private static final HikariDataSource DATABASE = TestDatabase.freshDatabase();

    @Autowired MockMvcTester mvc;
    @Autowired Fixtures fixtures;
    @Autowired Journal shared;

    private final JdbcClient jdbc = JdbcClient.create(DATABASE);
    private final TransactionTemplate transactions =
            new TransactionTemplate(new DataSourceTransactionManager(DATABASE));
    private final Journal journal = new Journal(new JournalSql(jdbc));
    private final JournalSealing sealing = new JournalSealing(new JournalSql(jdbc));

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @BeforeEach
    void emptyJournal() throws Exception {
        jdbc.sql("drop schema if exists audit cascade").update();
        for (String name : List.of("V001__journal.sql", "V002__no_truncate.sql")) {
            String script =
                    new ClassPathResource("db/migration/audit/" + name)
                            .getContentAsString(StandardCharsets.UTF_8);
            try (var connection = DATABASE.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(script);
            }
        }
    }

    @Test
    void refusesToChangeOrRemoveWhatIsWritten() {
        write("một");
        seal();
        for (String change :
                List.of(
                        "update audit.entry set detail = 'x'",
                        "delete from audit.entry",
                        "truncate audit.entry",
                        "update audit.seal set hash = 'x'",
                        "delete from audit.seal",
                        "truncate audit.seal cascade",
                        "update audit.seal_entry set seal_number = 2",
                        "delete from audit.seal_entry",
                        "truncate audit.seal_entry")) {
            assertThatThrownBy(() -> jdbc.sql(change).update())
                    .as(change)
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("the journal is append-only");
        }
    }

    @Test
    void detectsWhatWasChangedRemovedOrInserted() {
        write("một", "hai", "ba");
        seal();
        write("bốn");
        seal();
        assertThat(sealing.differences()).isEmpty();

        tamper("update audit.entry set detail = 'khác' where record = 'hai'");
        assertThat(sealing.differences())
                .containsExactly("niêm phong 1: có mục đã bị sửa (từ 1 đến 3)");
        tamper("update audit.entry set detail = 'chi tiết' where record = 'hai'");
        assertThat(sealing.differences()).isEmpty();

        tamper("update audit.entry set record = 'haichi', detail = ' tiết' where record = 'hai'");
        assertThat(sealing.differences()).hasSize(1);
        tamper(
                "update audit.entry set record = 'hai', detail = 'chi tiết' where record = 'haichi'");

        tamper("update audit.entry set at = at - interval '1 day' where record = 'bốn'");
        assertThat(sealing.differences())
                .containsExactly("niêm phong 2: có mục đã bị sửa (từ 4 đến 4)");
        tamper("update audit.entry set at = at + interval '1 day' where record = 'bốn'");
        assertThat(sealing.differences()).isEmpty();

        tamper(
                """
                insert into audit.entry (id, at, by_username, action, kind, record) overriding system value
                values (900, now(), 'ai', 'a', 'k', 'chen vào');
                insert into audit.seal_entry values (900, 1)
                """);
        assertThat(sealing.differences()).containsExactly("niêm phong 1 thiếu mục nhật ký");
        tamper(
                "delete from audit.seal_entry where entry_id = 900; delete from audit.entry where id = 900");
        assertThat(sealing.differences()).isEmpty();

        tamper("delete from audit.entry where record = 'bốn'");
        assertThat(sealing.differences()).containsExactly("niêm phong 2 thiếu mục nhật ký");
        tamper(
                "delete from audit.seal_entry where seal_number = 1; delete from audit.seal where number = 1");
        assertThat(sealing.differences()).contains("thiếu niêm phong số 1");
    }

    @Test
    void sealsOnceOnTwoNodes() throws Exception {
        for (int i = 0; i < 200; i++) {
            write("mục " + i);
        }
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Integer> node =
                () -> {
                    together.await();
                    return seal();
                };
        try (ExecutorService nodes = Executors.newFixedThreadPool(2)) {
            Future<Integer> one = nodes.submit(node);
            Future<Integer> two = nodes.submit(node);
            assertThat(one.get() + two.get()).isEqualTo(200);
        }
        assertThat(count("audit.seal")).isEqualTo(1);
        assertThat(sealing.differences()).isEmpty();
    }

    @Test
    void sealsLaterWhatStandsInAnOpenTransaction() {
        write("trước");
        transactions.executeWithoutResult(open -> {
            journal.record("ai", "làm", "loại", "còn mở", null);
            newThread(() -> write("sau"));
            newThread(this::seal);
            assertThat(sealed()).containsExactly("trước");
        });
        seal();
        assertThat(sealed()).containsExactlyInAnyOrder("trước", "còn mở", "sau");
        assertThat(sealing.differences()).isEmpty();
        assertThat(seal()).isZero();
    }

    @Test
    void leavesNoEntryOfAnActThatWasRolledBack() {
        transactions.executeWithoutResult(act -> {
            journal.record("ai", "làm", "loại", "bỏ", null);
            act.setRollbackOnly();
        });
        assertThat(count("audit.entry")).isZero();
    }

    @Test
    void showsAnAdministratorWhatHisPeopleDid() throws Exception {
        long unit = fixtures.unit(Fixtures.unique("JU"), "Đơn vị nhật ký", "OFFICE", null);
        String administrator = Fixtures.unique("nhatky");
        fixtures.account(administrator, unit, Role.ADMINISTRATOR);
        String counter = Fixtures.unique("nguoi");
        fixtures.account(counter, unit, Role.COUNTER);
        String stranger = Fixtures.unique("nguoila");
        fixtures.account(
                stranger,
                fixtures.unit(Fixtures.unique("JX"), "Nơi khác", "OFFICE", null),
                Role.COUNTER);
        String record = Fixtures.unique("HS-");
        shared.record(counter, "dossier.accept", "dossier", record, "<b>chi tiết</b>");
        shared.record(stranger, "dossier.accept", "dossier", record + "-la", null);

        String page = page(administrator, "");
        assertThat(page)
                .contains(record)
                .contains("&lt;b&gt;chi tiết")
                .doesNotContain(record + "-la");
        assertThat(page(administrator, "?by=" + counter + "&action=dossier&record=" + record))
                .contains(record);
        assertThat(page(administrator, "?action=dossier.acc")).contains("Không có mục nhật ký nào");
        assertThat(page(administrator, "?to=2020-01-01")).contains("Không có mục nhật ký nào");
        assertThat(mvc.get().uri("/quan-tri/nhat-ky?from=2020-02-31").with(user(administrator)))
                .hasStatus(422);
        assertThat(mvc.get().uri("/quan-tri/nhat-ky").with(user(counter))).hasStatus(403);
        var download =
                mvc.get()
                        .uri("/quan-tri/nhat-ky/tai-xuong?format=csv&record=" + record)
                        .with(user(administrator))
                        .exchange();
        assertThat(download.getResponse().getContentAsString(StandardCharsets.UTF_8))
                .contains("dossier.accept");
    }

    private String page(String reader, String query) throws Exception {
        return mvc.get()
                .uri("/quan-tri/nhat-ky" + query)
                .with(user(reader))
                .exchange()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private void write(String... records) {
        for (String record : records) {
            journal.record("ai", "làm", "loại", record, "chi tiết");
        }
    }

    private int seal() {
        return transactions.execute(one -> sealing.sealNext());
    }

    private List<String> sealed() {
        return jdbc.sql(
                        """
                        select e.record from audit.entry e
                        join audit.seal_entry s on s.entry_id = e.id order by e.id
                        """)
                .query(String.class)
                .list();
    }

    private int count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
    }

    private void tamper(String sql) {
        try (var connection = DATABASE.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute(sql);
            statement.execute("set session_replication_role = origin");
        } catch (java.sql.SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static void newThread(Runnable act) {
        Thread thread = new Thread(act);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException fault) {
            throw new IllegalStateException(fault);
        }
    }
}

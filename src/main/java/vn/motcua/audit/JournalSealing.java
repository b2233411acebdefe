package vn.motcua.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.motcua.audit.JournalSql.Entry;
import vn.motcua.audit.JournalSql.Seal;
import vn.motcua.common.Verification;

/// Seals finished entries into the hash chain: each batch's hash covers its entries and the hash of
/// the batch before, so that a changed, removed or inserted entry breaks every later hash.
@Component
class JournalSealing implements Verification {
    private static final int BATCH = 5_000;
    private static final String START = "0".repeat(64);

    private final JournalSql sql;

    JournalSealing(JournalSql sql) {
        this.sql = sql;
    }

    /// Seals one batch; how many entries it held.
    @Transactional
    public int sealNext() {
        sql.lockSeals();
        List<Entry> entries = sql.unsealed(BATCH);
        if (entries.isEmpty()) {
            return 0;
        }
        Seal last = sql.lastSeal();
        String previous = last == null ? START : last.hash();
        long number = last == null ? 1 : last.number() + 1;
        sql.addSeal(
                new Seal(number, entries.size(), previous, hash(previous, entries)),
                entries.stream().map(Entry::id).toList());
        return entries.size();
    }

    @Override
    public String subject() {
        return "nhật ký (chuỗi băm)";
    }

    @Override
    public List<String> differences() {
        List<String> found = new ArrayList<>();
        String previous = START;
        long expected = 1;
        for (Seal seal : sql.seals()) {
            if (seal.number() != expected) {
                found.add("thiếu niêm phong số " + expected);
                expected = seal.number();
            }
            if (!seal.previousHash().equals(previous)) {
                found.add("niêm phong " + seal.number() + " không nối với niêm phong trước");
            }
            List<Entry> entries = sql.sealedEntries(seal.number());
            if (entries.size() != seal.entries() || entries.contains(JournalSql.MISSING)) {
                found.add("niêm phong " + seal.number() + " thiếu mục nhật ký");
            } else if (!hash(seal.previousHash(), entries).equals(seal.hash())) {
                found.add(
                        "niêm phong %d: có mục đã bị sửa (từ %d đến %d)"
                                .formatted(
                                        seal.number(),
                                        entries.getFirst().id(),
                                        entries.getLast().id()));
            }
            previous = seal.hash();
            expected++;
        }
        return found;
    }

    private static String hash(String previous, List<Entry> entries) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(previous.getBytes(StandardCharsets.UTF_8));
            for (Entry entry : entries) {
                List<String> fields =
                        List.of(
                                "" + entry.id(),
                                entry.at().toString(),
                                entry.by(),
                                entry.action(),
                                entry.kind(),
                                entry.record(),
                                entry.detail() == null ? "-" : "+" + entry.detail());
                for (String field : fields) {
                    // The length in front keeps text from moving between fields unseen.
                    byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
                    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                    digest.update(bytes);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

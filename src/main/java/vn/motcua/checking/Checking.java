package vn.motcua.checking;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import vn.motcua.checking.reading.Documents;

/// Recomputes the figures of a report: sums, shares, totals, balances, and the same quantity in two
/// places. Says what cannot be right and why; corrects nothing and keeps nothing of what it reads.
public final class Checking {
    public CheckedFile check(Path file) throws UnreadableFile {
        return Engine.check(Documents.read(file));
    }

    /// Checks a file that is not on disk; the name's extension must fit its content.
    public CheckedFile check(String name, InputStream content) throws IOException, UnreadableFile {
        return Engine.check(Documents.read(name, content));
    }

    /// Checks the text of a report that is still being written.
    public CheckedFile checkText(String name, String text) throws UnreadableFile {
        return Engine.check(Documents.text(name, text));
    }
}

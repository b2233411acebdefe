package vn.motcua.checking;

import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command `motcua check [--format text|json] FILE...`. Needs no server. Gives 0 when nothing
/// is wrong, 1 when wrong figures were found, 2 when a file cannot be read or the command is
/// misused.
public final class CheckCommand {
    private static final String USAGE = "Cách dùng: motcua check [--format text|json] TỆP...";

    private CheckCommand() {}

    public static int run(String[] args, PrintStream out, PrintStream err) {
        String format = "text";
        List<String> files = new ArrayList<>();
        boolean options = true;
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            if (i == 0 && arg.equals("check")) {
                continue;
            }
            if (options && arg.equals("--")) {
                options = false;
            } else if (options && (arg.equals("--help") || arg.equals("-h"))) {
                out.println(USAGE);
                return 0;
            } else if (options && arg.equals("--format") && i + 1 < args.length) {
                format = args[++i];
            } else if (options && arg.startsWith("--format=")) {
                format = arg.substring("--format=".length());
            } else if (options && arg.startsWith("--")) {
                err.println("motcua check: không hiểu tùy chọn " + arg + ". " + USAGE);
                return 2;
            } else {
                files.add(arg);
            }
        }
        if (files.isEmpty() || !(format.equals("text") || format.equals("json"))) {
            err.println(USAGE);
            return 2;
        }
        return check(files, format.equals("json"), out, err);
    }

    private static int check(List<String> files, boolean json, PrintStream out, PrintStream err) {
        Checking checking = new Checking();
        List<CheckedFile> checked = new ArrayList<>();
        boolean unreadable = false;
        for (String file : files) {
            try {
                CheckedFile result = checking.check(Path.of(file)).named(file);
                checked.add(result);
                if (!json) {
                    TextOutput.print(result, out);
                }
            } catch (UnreadableFile e) {
                err.println(file + ": " + e.explanation());
                unreadable = true;
            } catch (InvalidPathException e) {
                err.println(file + ": không tìm thấy tệp, hoặc đó không phải là tệp.");
                unreadable = true;
            } catch (OutOfMemoryError e) {
                err.println(file + ": tệp quá lớn so với bộ nhớ của máy.");
                unreadable = true;
            }
        }
        if (json) {
            out.println(JsonOutput.of(checked));
        }
        out.flush();
        if (unreadable) {
            return 2;
        }
        return checked.stream().anyMatch(CheckedFile::hasWrongFigures) ? 1 : 0;
    }
}

package vn.motcua.checking;

import java.io.PrintStream;

/// Findings as a compiler prints its errors: the place first, then what is wrong and why.
final class TextOutput {
    private TextOutput() {}

    static void print(CheckedFile file, PrintStream out) {
        for (Finding finding : file.findings()) {
            out.println(
                    file.file()
                            + ":"
                            + finding.line()
                            + ": "
                            + finding.verdict().label()
                            + ": "
                            + finding.message()
                            + " ["
                            + finding.kind().code()
                            + "]");
            out.println("    | " + finding.quote());
            String where =
                    finding.elsewhere().isEmpty()
                            ? ""
                            : " · xem thêm: " + String.join(", ", finding.elsewhere());
            out.println(
                    "    = in: " + finding.stated() + " · tính lại: " + finding.expected() + where);
        }
        out.println(
                file.file()
                        + ": "
                        + file.figures()
                        + " con số, "
                        + file.claims()
                        + " phép kiểm tra: "
                        + count(file, Verdict.WRONG)
                        + " sai, "
                        + count(file, Verdict.ROUNDING)
                        + " làm tròn, "
                        + count(file, Verdict.SUSPECT)
                        + " nghi vấn.");
    }

    private static long count(CheckedFile file, Verdict verdict) {
        return file.findings().stream().filter(f -> f.verdict() == verdict).count();
    }
}

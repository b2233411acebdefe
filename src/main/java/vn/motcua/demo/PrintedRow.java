package vn.motcua.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import vn.motcua.common.CsvTable;

/// A row of the dossier table in the report of the district Krông Nô for 01/01–15/09/2024 (phụ lục:
/// tình hình giải quyết hồ sơ, and its tables of online receipts under plans 78 and 47). Where the
/// printed row does not close, its statuses stand and what was received in person gives way.
record PrintedRow(
        String unit,
        int carried,
        int online,
        int inPerson,
        int onTime,
        int late,
        int inTime,
        int overdue,
        int suspended,
        int refused,
        int withdrawn,
        int onlineFrom15March,
        int onlineFrom1September) {
    private static final List<String> HEADER =
            List.of(
                    "unit",
                    "carried",
                    "online",
                    "in_person",
                    "on_time",
                    "late",
                    "in_time",
                    "overdue",
                    "suspended",
                    "refused",
                    "withdrawn",
                    "online_from_15_03",
                    "online_from_01_09");

    static List<PrintedRow> all() {
        try (InputStream in = PrintedRow.class.getResourceAsStream("/demo/printed-2024.csv")) {
            if (in == null) {
                throw new IllegalStateException("demo/printed-2024.csv is missing");
            }
            return CsvTable.read(in, HEADER).rows().stream().map(PrintedRow::of).toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static PrintedRow of(CsvTable.Row row) {
        return new PrintedRow(
                row.get("unit"),
                number(row, "carried"),
                number(row, "online"),
                number(row, "in_person"),
                number(row, "on_time"),
                number(row, "late"),
                number(row, "in_time"),
                number(row, "overdue"),
                number(row, "suspended"),
                number(row, "refused"),
                number(row, "withdrawn"),
                number(row, "online_from_15_03"),
                number(row, "online_from_01_09"));
    }

    private static int number(CsvTable.Row row, String column) {
        return Integer.parseInt(row.get(column));
    }

    int total() {
        return carried + online + inPerson;
    }

    int onlineBefore15March() {
        return online - onlineFrom15March;
    }

    KrongNo.Place place() {
        return KrongNo.PLACES.stream()
                .filter(place -> place.code().equals(unit))
                .findFirst()
                .orElseThrow();
    }
}

package vn.motcua.checking;

import java.util.List;

/// Findings as the public interface names them.
final class JsonOutput {
    private JsonOutput() {}

    static String of(List<CheckedFile> files) {
        StringBuilder json = new StringBuilder("{\"files\":[");
        for (int i = 0; i < files.size(); i++) {
            CheckedFile file = files.get(i);
            json.append(i == 0 ? "" : ",").append("{\"file\":");
            string(json, file.file());
            json.append(",\"figures\":").append(file.figures());
            json.append(",\"claims\":").append(file.claims()).append(",\"findings\":[");
            for (int j = 0; j < file.findings().size(); j++) {
                json.append(j == 0 ? "" : ",");
                finding(json, file.findings().get(j));
            }
            json.append("]}");
        }
        return json.append("]}").toString();
    }

    private static void finding(StringBuilder json, Finding finding) {
        field(json, "{", "id", finding.id());
        field(json, ",", "kind", finding.kind().code());
        field(json, ",", "basis", finding.basis().code());
        if (finding.line().matches("\\d+")) {
            json.append(",\"line\":").append(finding.line());
        } else {
            field(json, ",", "line", finding.line());
        }
        field(json, ",", "quote", finding.quote());
        field(json, ",", "stated", finding.stated());
        field(json, ",", "expected", finding.expected());
        field(json, ",", "verdict", finding.verdict().code());
        field(json, ",", "message", finding.message());
        json.append('}');
    }

    private static void field(StringBuilder json, String before, String name, String value) {
        json.append(before).append('"').append(name).append("\":");
        string(json, value);
    }

    private static void string(StringBuilder json, String value) {
        json.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < 0x20) {
                        json.append(String.format("\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}

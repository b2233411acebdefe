package vn.motcua.dossier;

import org.jspecify.annotations.Nullable;

/// Who asks: a citizen or an organization.
///
/// @param idNumber personal identification number or tax number
/// @param representative person who files on the applicant's behalf
public record Applicant(
        String name,
        Kind kind,
        @Nullable String idNumber,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String address,
        @Nullable String representative) {
    public enum Kind {
        CITIZEN("Cá nhân"),
        ORGANIZATION("Tổ chức, doanh nghiệp");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /// The number with its middle hidden, for lists and the public.
    public @Nullable String maskedIdNumber() {
        if (idNumber == null || idNumber.length() < 6) {
            return idNumber == null ? null : "••••";
        }
        return idNumber.substring(0, 3)
                + "•".repeat(idNumber.length() - 5)
                + idNumber.substring(idNumber.length() - 2);
    }

    /// The name with its middle words hidden, for the public.
    public String maskedName() {
        String[] words = name.split(" ");
        if (words.length < 2) {
            return name.substring(0, Math.min(1, name.length())) + "•••";
        }
        return words[0] + " ••• " + words[words.length - 1];
    }
}

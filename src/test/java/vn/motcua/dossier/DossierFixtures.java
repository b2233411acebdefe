package vn.motcua.dossier;

import java.time.LocalDate;
import java.util.List;
import vn.motcua.Fixtures;
import vn.motcua.calendar.Term;
import vn.motcua.calendar.TermUnit;
import vn.motcua.identity.Actor;
import vn.motcua.identity.Role;
import vn.motcua.procedure.NewProcedure;
import vn.motcua.procedure.Procedures;

/// A commune under a district with its people, and procedures; every call makes its own.
public record DossierFixtures(
        String district,
        long districtId,
        String commune,
        long communeId,
        String procedure,
        Actor counter,
        Actor handler,
        Actor approver,
        Actor monitor,
        Actor administrator) {

    public static DossierFixtures make(Fixtures fixtures, Procedures procedures) {
        String suffix = Fixtures.unique("x");
        String district = "D" + suffix;
        String commune = "C" + suffix;
        long districtId = fixtures.unit(district, "Huyện thử " + suffix, "DISTRICT", null);
        long communeId = fixtures.unit(commune, "Xã thử " + suffix, "COMMUNE", districtId);
        String procedure = "P." + suffix;
        procedures.create(
                NewProcedure.of(
                                procedure,
                                "Thủ tục thử " + suffix,
                                "Lĩnh vực thử",
                                LocalDate.of(2020, 1, 1))
                        .withTerm(new Term(5, TermUnit.WORKING_DAYS)),
                "test");
        return new DossierFixtures(
                district,
                districtId,
                commune,
                communeId,
                procedure,
                fixtures.account("tn" + suffix, communeId, Role.COUNTER),
                fixtures.account("xl" + suffix, communeId, Role.HANDLER),
                fixtures.account("ld" + suffix, communeId, Role.APPROVER),
                fixtures.account("gs" + suffix, districtId, Role.MONITOR),
                fixtures.account("qt" + suffix, districtId, Role.ADMINISTRATOR, Role.COUNTER));
    }

    public Reception reception(String applicant) {
        return new Reception(
                procedure,
                commune,
                vn.motcua.procedure.Channel.IN_PERSON,
                new Applicant(applicant, Applicant.Kind.CITIZEN, null, null, null, null, null),
                null,
                null,
                null,
                false,
                1,
                List.of(),
                null,
                null);
    }

    /// The header line and the rows, as the file that an import takes.
    public static byte[] csv(String... rows) {
        return (String.join(",", ImportReading.HEADER) + "\n" + String.join("\n", rows) + "\n")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}

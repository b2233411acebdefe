package vn.motcua.dossier;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.motcua.common.PrintedPage;
import vn.motcua.common.PublicAddress;
import vn.motcua.common.QrCode;
import vn.motcua.common.Vietnamese;
import vn.motcua.identity.Accounts;
import vn.motcua.identity.Actor;
import vn.motcua.organization.Unit;
import vn.motcua.organization.Units;
import vn.motcua.procedure.ProcedureVersion;
import vn.motcua.procedure.Procedures;

/// The receipt (Mẫu 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả) as PDF. Căn cứ: TT
/// 03/2025/TT-VPCP, Phụ lục I; trình bày theo NĐ 30/2020/NĐ-CP.
@Controller
class ReceiptPages {
    private final Dossiers dossiers;
    private final Procedures procedures;
    private final Units units;
    private final Accounts accounts;
    private final PrintedPage printer;
    private final PublicAddress address;

    ReceiptPages(
            Dossiers dossiers,
            Procedures procedures,
            Units units,
            Accounts accounts,
            PrintedPage printer,
            PublicAddress address) {
        this.dossiers = dossiers;
        this.procedures = procedures;
        this.units = units;
        this.accounts = accounts;
        this.printer = printer;
        this.address = address;
    }

    record ReceiptView(
            Dossier dossier,
            ProcedureVersion procedure,
            String superior,
            String unit,
            String place,
            String receiver,
            String receivedAt,
            @Nullable String dueAt,
            String qr,
            String followAddress) {}

    @GetMapping("/ho-so/{code}/giay-tiep-nhan.pdf")
    ResponseEntity<byte[]> receipt(Actor actor, @PathVariable String code) {
        Dossier dossier = dossiers.get(code, actor);
        Unit unit = units.get(dossier.unit());
        String superior = unit.parent() == null ? "" : units.get(unit.parent()).name();
        String follow =
                address.of(
                        "/tra-cuu?ma="
                                + dossier.code()
                                + (dossier.followKey() == null
                                        ? ""
                                        : "&khoa=" + dossier.followKey()));
        String receiver =
                dossiers.events(dossier).reversed().stream()
                        .findFirst()
                        .map(event -> accounts.nameOf(event.by()))
                        .orElse("");
        byte[] pdf =
                printer.pdf(
                        "dossier/receipt",
                        Map.of(
                                "view",
                                new ReceiptView(
                                        dossier,
                                        procedures.version(dossier.procedureVersion()),
                                        superior,
                                        unit.name(),
                                        place(unit.name()),
                                        receiver,
                                        inWords(Vietnamese.local(dossier.receivedAt())),
                                        dossier.dueAt() == null
                                                ? null
                                                : inWords(Vietnamese.local(dossier.dueAt())),
                                        QrCode.pngAddress(follow, 6),
                                        address.of("/tra-cuu"))));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(
                                        "giay-tiep-nhan-" + dossier.code() + ".pdf",
                                        StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(pdf);
    }

    private static String inWords(LocalDateTime at) {
        return "%02d giờ %02d phút, %s"
                .formatted(at.getHour(), at.getMinute(), Vietnamese.officialDate(at.toLocalDate()));
    }

    /// The place before the date: the name without its kind of unit.
    private static String place(String name) {
        return name.replaceFirst(
                "(?i)^(Bộ phận TN&TKQ|UBND|Ủy ban nhân dân)\\s+(xã|phường|thị trấn|huyện|đặc khu)?\\s*",
                "");
    }
}

package vn.motcua.dossier;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.motcua.common.Vietnamese;
import vn.motcua.organization.Units;
import vn.motcua.procedure.ProcedureVersion;
import vn.motcua.procedure.Procedures;

/// Where a citizen sees how far a dossier is: by its code and the six digits on the receipt.
@Controller
class TrackingPages {
    private final DossierSql sql;
    private final Procedures procedures;
    private final Units units;
    private final Clock clock;

    TrackingPages(DossierSql sql, Procedures procedures, Units units, Clock clock) {
        this.sql = sql;
        this.procedures = procedures;
        this.units = units;
        this.clock = clock;
    }

    /// A part of the way in plain words; `at` is when it happened or is promised.
    record Phase(String css, String name, @Nullable Instant at, String told) {}

    record Followed(
            String code,
            String procedure,
            String unit,
            String applicant,
            StateSign sign,
            @Nullable Instant dueAt,
            List<Phase> phases) {}

    record TrackingView(
            String code, String key, @Nullable Followed found, @Nullable String refusal) {}

    @GetMapping("/tra-cuu")
    ModelAndView follow(
            @RequestParam(defaultValue = "", name = "ma") String code,
            @RequestParam(defaultValue = "", name = "khoa") String key) {
        String asked = code.strip();
        ModelAndView page = new ModelAndView("dossier/tracking");
        if (asked.isEmpty() || key.isBlank()) {
            page.addObject(
                    "view",
                    new TrackingView(
                            asked,
                            key,
                            null,
                            asked.isEmpty()
                                    ? null
                                    : "Hãy nhập thêm 6 số tra cứu in trên giấy tiếp nhận."));
            return page;
        }
        var dossier = sql.followed(asked, key.strip());
        if (dossier.isEmpty()) {
            page.setStatus(HttpStatus.NOT_FOUND);
            page.addObject(
                    "view",
                    new TrackingView(
                            asked,
                            key,
                            null,
                            "Không có hồ sơ nào khớp với hai mã này. Cả hai đều in trên giấy tiếp"
                                    + " nhận; hãy kiểm tra lại."));
            return page;
        }
        page.addObject("view", new TrackingView(asked, key, followed(dossier.get()), null));
        return page;
    }

    private Followed followed(Dossier dossier) {
        ProcedureVersion procedure = procedures.version(dossier.procedureVersion());
        Progress progress = dossier.progress();
        return new Followed(
                dossier.code(),
                procedure.name(),
                units.get(dossier.unit()).name(),
                dossier.applicant().maskedName(),
                StateSign.of(dossier.state(), dossier.dueAt(), progress.endedAt(), clock.instant()),
                dossier.dueAt(),
                phases(dossier));
    }

    private List<Phase> phases(Dossier dossier) {
        Progress progress = dossier.progress();
        List<Phase> phases = new ArrayList<>();
        phases.add(new Phase("done", "Đã nộp", dossier.receivedAt(), "Hồ sơ đã đến cơ quan."));
        phases.add(
                progress.acceptedAt() == null
                        ? new Phase(
                                dossier.state() == State.FILED ? "current" : "",
                                "Tiếp nhận",
                                null,
                                "Cơ quan sẽ báo nhận hoặc báo thiếu giấy tờ trong 8 giờ làm việc.")
                        : new Phase(
                                "done",
                                "Đã tiếp nhận",
                                progress.acceptedAt(),
                                "Bắt đầu tính thời hạn."));
        switch (dossier.state()) {
            case FILED -> {}
            case ACCEPTED, PROCESSING ->
                    phases.add(
                            new Phase(
                                    "current",
                                    "Đang giải quyết",
                                    progress.dueAt(),
                                    progress.dueAt() == null
                                            ? "Cơ quan đang xử lý, bạn chưa phải làm gì."
                                            : "Cơ quan đang xử lý, bạn chưa phải làm gì. Hẹn trả"
                                                    + " chậm nhất "
                                                    + Vietnamese.moment(progress.dueAt())
                                                    + "."));
            case AWAITING_SUPPLEMENT ->
                    phases.add(
                            new Phase(
                                    "current",
                                    "Chờ bạn bổ sung giấy tờ",
                                    progress.pausedSince(),
                                    supplement(dossier)));
            case SUSPENDED ->
                    phases.add(
                            new Phase(
                                    "current",
                                    "Tạm dừng",
                                    progress.pausedSince(),
                                    "Cơ quan tạm dừng giải quyết và sẽ báo khi tiếp tục."));
            case COMPLETED ->
                    phases.add(
                            new Phase(
                                    "current",
                                    "Đã có kết quả",
                                    progress.endedAt(),
                                    "Mời bạn mang giấy tiếp nhận đến nơi nộp để nhận kết quả."));
            case RETURNED ->
                    phases.add(
                            new Phase(
                                    "done",
                                    "Đã trả kết quả",
                                    progress.returnedAt(),
                                    "Hồ sơ đã xong."));
            case DECLINED, REFUSED, STOPPED, WITHDRAWN ->
                    phases.add(
                            new Phase(
                                    "done",
                                    dossier.state().label(),
                                    progress.endedAt(),
                                    "Hồ sơ không được giải quyết tiếp. Xem lý do trên văn bản đã gửi"
                                            + " bạn hoặc hỏi nơi nộp."));
        }
        return phases;
    }

    private String supplement(Dossier dossier) {
        return sql.events(dossier.id()).stream()
                .filter(event -> event.kind().equals(Action.REQUEST_SUPPLEMENT.code()))
                .findFirst()
                .map(DossierEvent::note)
                .map(note -> "Cần bổ sung: " + note)
                .orElse("Hãy hỏi nơi nộp về giấy tờ cần bổ sung.");
    }
}

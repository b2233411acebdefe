package vn.motcua.demo;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.motcua.common.UnitId;
import vn.motcua.identity.Accounts;
import vn.motcua.identity.Grant;
import vn.motcua.identity.Role;
import vn.motcua.organization.Unit;
import vn.motcua.organization.Units;

/// The accounts of the demonstration, all with one password. Whoever already has an account of the
/// same name keeps it as it is.
@Component
class Staff {
    static final String ADMINISTRATOR = "quantri";
    static final String PASSWORD = "motcua";

    private record Person(String username, String name, String title) {}

    private static final List<Person> COMMUNES =
            List.of(
                    commune("namda", "Nông Thị Lan", "xã Nam Đà"),
                    commune("dakmam", "Trần Thị Bích Liên", "thị trấn Đắk Mâm"),
                    commune("buonchoah", "H'Nga Rlơk", "xã Buôn Choah"),
                    commune("namxuan", "Lý Văn Phùng", "xã Nam Xuân"),
                    commune("namndir", "Đỗ Thị Kim Oanh", "xã Năm N'Đir"),
                    commune("namnung", "Y Sơn Đắk Cắt", "xã Năm Nung"),
                    commune("quangphu", "Võ Ngọc Hải", "xã Quảng Phú"),
                    commune("tanthanh", "Triệu Thị Mai", "xã Tân Thành"),
                    commune("dakdro", "H'Bình Buôn Krông", "xã Đắk Drô"),
                    commune("daknang", "Bùi Văn Toàn", "xã Đắk Nang"),
                    commune("daksor", "Hoàng Thị Nụ", "xã Đắk Sôr"),
                    commune("ducxuyen", "Đinh Công Tráng", "xã Đức Xuyên"));

    private final Accounts accounts;
    private final Units units;
    private final KrongNo krongNo;
    private final Clock clock;

    Staff(Accounts accounts, Units units, KrongNo krongNo, Clock clock) {
        this.accounts = accounts;
        this.units = units;
        this.krongNo = krongNo;
        this.clock = clock;
    }

    void load() {
        Map<String, UnitId> keys = krongNo.keys();
        List<UnitId> desks =
                Stream.concat(
                                Stream.of(KrongNo.COUNTER),
                                KrongNo.OFFICES.stream().map(KrongNo.Office::code))
                        .map(code -> key(keys, code))
                        .toList();
        List<UnitId> counter = List.of(key(keys, KrongNo.COUNTER));
        List<UnitId> district = List.of(key(keys, KrongNo.DISTRICT));
        List<UnitId> roots =
                units.inForce(LocalDate.now(clock), null).stream()
                        .filter(unit -> unit.parent() == null)
                        .map(Unit::id)
                        .toList();
        add(
                new Person(ADMINISTRATOR, "Trần Quốc Bảo", "Quản trị hệ thống"),
                grants(roots, Role.values()));
        add(
                new Person("tiepnhan", "Nguyễn Thị Thu Hà", "Công chức Bộ phận TN&TKQ huyện"),
                grants(counter, Role.COUNTER));
        add(
                new Person("xuly", "Lê Văn Cường", "Chuyên viên UBND huyện"),
                grants(desks, Role.HANDLER));
        add(
                new Person("lanhdao", "Phạm Đức Thịnh", "Phó Chủ tịch UBND huyện"),
                grants(desks, Role.APPROVER));
        add(
                new Person("tonghop", "Vũ Thị Hồng Nhung", "Chuyên viên Phòng Nội vụ"),
                grants(district, Role.REPORTER));
        add(
                new Person("thamdinh", "Hoàng Minh Tuấn", "Chuyên viên Sở Nội vụ"),
                grants(List.of(key(keys, KrongNo.PROVINCE)), Role.APPRAISER));
        add(
                new Person(
                        "giamsat",
                        "Y Thịnh Buôn Krông",
                        "Phó Trưởng Ban Kinh tế - Xã hội HĐND huyện"),
                grants(district, Role.MONITOR));
        for (Person person : COMMUNES) {
            UnitId unit =
                    KrongNo.PLACES.stream()
                            .filter(place -> place.account().equals(person.username()))
                            .map(place -> key(keys, place.code()))
                            .findFirst()
                            .orElseThrow();
            add(
                    person,
                    grants(
                            List.of(unit),
                            Role.COUNTER,
                            Role.HANDLER,
                            Role.APPROVER,
                            Role.REPORTER));
        }
    }

    private void add(Person person, List<Grant> grants) {
        if (accounts.actor(person.username()).isEmpty()) {
            accounts.createWithKnownPassword(
                    new Accounts.NewAccount(
                            person.username(),
                            person.name(),
                            null,
                            person.title(),
                            PASSWORD,
                            false,
                            grants),
                    "system");
        }
    }

    private static List<Grant> grants(List<UnitId> units, Role... roles) {
        List<Grant> grants = new ArrayList<>();
        units.forEach(unit ->
                Arrays.stream(roles).forEach(role -> grants.add(new Grant(role, unit.value()))));
        return grants;
    }

    private static UnitId key(Map<String, UnitId> keys, String code) {
        UnitId key = keys.get(code);
        if (key == null) {
            throw new IllegalStateException("no unit " + code);
        }
        return key;
    }

    private static Person commune(String username, String name, String commune) {
        return new Person(username, name, "Công chức Tư pháp - hộ tịch " + commune);
    }
}

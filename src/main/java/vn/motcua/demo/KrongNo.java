package vn.motcua.demo;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.motcua.common.UnitId;
import vn.motcua.organization.NewUnit;
import vn.motcua.organization.Tier;
import vn.motcua.organization.Unit;
import vn.motcua.organization.Units;

/// The units of the demonstration. Codes are those of the General Statistics Office and names those
/// of the district's table of dossiers, in its order; codes of offices and the identification codes
/// below H16 (Đắk Nông) are illustrative. The real district ended on 30/06/2025, this one goes on.
@Component
class KrongNo {
    static final String PROVINCE = "67";
    static final String DISTRICT = "664";
    static final String COUNTER = "664.MC";
    static final LocalDate SINCE = LocalDate.of(2004, 1, 1);

    /// A unit that receives dossiers.
    ///
    /// @param account username of who works there
    record Place(String code, String name, String agency, String account, List<String> aliases) {
        boolean district() {
            return code.equals(COUNTER);
        }

        /// `xã Nam Đà`, as in an address.
        String village() {
            return district() ? "thị trấn Đắk Mâm" : name.replace("UBND ", "");
        }
    }

    /// An office of the district: it performs steps and receives nothing.
    record Office(String code, String name, Tier tier) {}

    static final List<Place> PLACES =
            List.of(
                    new Place(
                            COUNTER,
                            "Bộ phận TN&TKQ huyện",
                            "H16.47",
                            "tiepnhan",
                            List.of("Bộ phận Tiếp nhận và Trả kết quả huyện", "Một cửa huyện")),
                    commune("24697", "UBND xã Nam Đà", "21", "namda", "UBND Xã Nam Đà"),
                    commune(
                            "24688",
                            "UBND thị trấn Đắk Mâm",
                            "22",
                            "dakmam",
                            "UBND Thị trấn Đăk Mâm"),
                    commune("24694", "UBND xã Buôn Choah", "23", "buonchoah", "UBND Xã Buôn Choah"),
                    commune("24692", "UBND xã Nam Xuân", "24", "namxuan", "UBND Xã Nam Xuân"),
                    commune("24715", "UBND xã Năm N'Đir", "25", "namndir", "UBND Xã Nam Ndir"),
                    commune("24703", "UBND xã Năm Nung", "26", "namnung", "UBND Xã Nâm Nung"),
                    commune("24712", "UBND xã Quảng Phú", "27", "quangphu", "UBND Xã Quảng Phú"),
                    commune("24699", "UBND xã Tân Thành", "28", "tanthanh", "UBND Xã Tân Thành"),
                    commune("24700", "UBND xã Đắk Drô", "29", "dakdro", "UBND Xã Đăk Drô"),
                    commune("24709", "UBND xã Đắk Nang", "30", "daknang", "UBND Xã Đăk Nang"),
                    commune("24691", "UBND xã Đắk Sôr", "31", "daksor", "UBND Xã Đăk Sôr"),
                    commune("24706", "UBND xã Đức Xuyên", "32", "ducxuyen", "UBND Xã Đức Xuyên"));

    static final List<Office> OFFICES =
            List.of(
                    new Office("664.VP", "Văn phòng HĐND và UBND huyện", Tier.OFFICE),
                    new Office("664.TP", "Phòng Tư pháp", Tier.OFFICE),
                    new Office("664.TNMT", "Phòng Tài nguyên và Môi trường", Tier.OFFICE),
                    new Office("664.KTHT", "Phòng Kinh tế và Hạ tầng", Tier.OFFICE),
                    new Office("664.TCKH", "Phòng Tài chính - Kế hoạch", Tier.OFFICE),
                    new Office("664.LDTBXH", "Phòng Lao động - Thương binh và Xã hội", Tier.OFFICE),
                    new Office("664.GDDT", "Phòng Giáo dục và Đào tạo", Tier.OFFICE),
                    new Office("664.NV", "Phòng Nội vụ", Tier.OFFICE),
                    new Office(
                            "664.DKDD",
                            "Chi nhánh Văn phòng Đăng ký đất đai Krông Nô",
                            Tier.SERVICE));

    private final Units units;

    KrongNo(Units units) {
        this.units = units;
    }

    void load() {
        UnitId province =
                add(PROVINCE, "Tỉnh Đắk Nông", Tier.PROVINCE, null, "H16", List.of("Đăk Nông"));
        UnitId district =
                add(
                        DISTRICT,
                        "UBND huyện Krông Nô",
                        Tier.DISTRICT,
                        province,
                        "H16.47",
                        List.of("UBND huyện K'ông Nô", "huyện Krông Nô"));
        for (Place place : PLACES) {
            add(
                    place.code(),
                    place.name(),
                    place.district() ? Tier.OFFICE : Tier.COMMUNE,
                    district,
                    place.agency(),
                    place.aliases());
        }
        for (Office office : OFFICES) {
            add(office.code(), office.name(), office.tier(), district, null, List.of());
        }
    }

    private UnitId add(
            String code,
            String name,
            Tier tier,
            @Nullable UnitId parent,
            @Nullable String agency,
            List<String> aliases) {
        return units.add(
                new NewUnit(code, name, tier, parent, agency, aliases, SINCE, null), "system");
    }

    UnitId province() {
        return units.byCode(PROVINCE, SINCE).orElseThrow().id();
    }

    /// Keys of all units of the demonstration by their codes.
    Map<String, UnitId> keys() {
        Map<String, UnitId> keys = new HashMap<>();
        for (Unit unit : units.inForce(SINCE, new Long[] {province().value()})) {
            keys.put(unit.code(), unit.id());
        }
        return keys;
    }

    private static Place commune(
            String code, String name, String agency, String account, String alias) {
        return new Place(
                code,
                name,
                "H16.47." + agency,
                account,
                List.of(alias, alias.replaceFirst("^UBND ", "")));
    }
}

package vn.motcua.demo;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import vn.motcua.dossier.Applicant;

/// Invented people of the district: Kinh, Tày, Nùng, Dao, Mông, Thái, M'Nông and Ê Đê names.
final class People {
    private static final String[] KINH = {
        "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Lê", "Phạm", "Hoàng", "Phan", "Vũ",
        "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Đinh", "Mai", "Trịnh", "Cao"
    };
    private static final String[] NORTHERN = {
        "Nông", "Hoàng", "Lý", "Triệu", "Lương", "Bế", "Đàm", "Ma", "Lục", "Vi", "Bàn", "Phàn",
        "Giàng", "Sùng", "Vàng", "Thào", "Lò", "Hà", "Chu", "Long"
    };
    private static final String[] CLANS = {
        "Buôn Krông",
        "Buôn Yă",
        "Niê",
        "Mlô",
        "Êban",
        "Byă",
        "Rlơk",
        "Đắk Cắt",
        "Liêng",
        "Cil",
        "Rya",
        "Kđoh",
        "Hwing",
        "Triêk",
        "Tơr"
    };
    private static final String[] HIGHLAND = {
        "Thịnh", "Sơn", "Bình", "Krang", "Nga", "Lan", "Đức", "Minh", "Nghĩa", "Hương", "Thơm",
        "Loan", "Duyên", "Khuê", "Blăm", "Tuấn", "Phương", "Siêng", "Bích", "Nhung"
    };
    private static final String[] MEN = {
        "Văn Hùng",
        "Văn Dũng",
        "Đức Thắng",
        "Minh Quân",
        "Quốc Việt",
        "Văn Toàn",
        "Hữu Phước",
        "Công Danh",
        "Văn Nam",
        "Xuân Trường",
        "Thanh Tùng",
        "Ngọc Sơn",
        "Văn Bình",
        "Đình Khoa",
        "Hoàng Long",
        "Trọng Nghĩa",
        "Văn Lâm",
        "Anh Tú",
        "Mạnh Cường",
        "Văn Phúc",
        "Bá Lộc",
        "Duy Khánh",
        "Văn Sáng",
        "Thế Anh"
    };
    private static final String[] WOMEN = {
        "Thị Hoa",
        "Thị Hồng",
        "Thị Mai",
        "Thị Lan Anh",
        "Thị Thúy",
        "Thị Bích Ngọc",
        "Thị Kim Chi",
        "Thị Thu Trang",
        "Thị Hạnh",
        "Thị Phượng",
        "Thị Nga",
        "Thị Tuyết",
        "Ngọc Diệp",
        "Thị Yến",
        "Thị Xuân",
        "Thị Mỹ Linh",
        "Thị Quỳnh",
        "Thị Hiền",
        "Thị Loan",
        "Thị Minh Tâm",
        "Thị Vân",
        "Thị Duyên",
        "Thị Hòa",
        "Thị Thơ"
    };
    private static final String[] FIRMS = {
        "Hợp tác xã Nông nghiệp Nam Đà",
        "Hợp tác xã Lúa gạo Buôn Choah",
        "Công ty TNHH Cà phê Krông Nô",
        "Công ty TNHH Xây dựng Đắk Mâm",
        "Hợp tác xã Dịch vụ Quảng Phú",
        "Công ty TNHH MTV Hồ tiêu Đức Xuyên"
    };

    private final Random random;

    People(Random random) {
        this.random = random;
    }

    private record Name(String text, boolean man) {}

    String name() {
        return person().text();
    }

    /// Someone who lives in the place, with a number and a phone.
    Applicant applicant(KrongNo.Place place, boolean business) {
        if (business && random.nextInt(4) == 0) {
            return new Applicant(
                    FIRMS[random.nextInt(FIRMS.length)],
                    Applicant.Kind.ORGANIZATION,
                    "6400%06d".formatted(random.nextInt(1_000_000)),
                    phone(),
                    null,
                    address(place),
                    person().text());
        }
        Name name = person();
        int year = 1950 + random.nextInt(55);
        String century = year < 2000 ? (name.man() ? "0" : "1") : (name.man() ? "2" : "3");
        return new Applicant(
                name.text(),
                Applicant.Kind.CITIZEN,
                "067%s%02d%06d".formatted(century, year % 100, random.nextInt(1_000_000)),
                phone(),
                email(),
                address(place),
                null);
    }

    private Name person() {
        boolean man = random.nextBoolean();
        int people = random.nextInt(100);
        if (people < 18) {
            return new Name((man ? "Y " : "H'") + pick(HIGHLAND) + " " + pick(CLANS), man);
        }
        return new Name(pick(people < 45 ? NORTHERN : KINH) + " " + pick(man ? MEN : WOMEN), man);
    }

    private String phone() {
        return List.of("090", "091", "097", "098", "035", "038", "077").get(random.nextInt(7))
                + "%07d".formatted(random.nextInt(10_000_000));
    }

    private @Nullable String email() {
        return random.nextInt(5) == 0
                ? "congdan%04d@example.vn".formatted(random.nextInt(10_000))
                : null;
    }

    private String address(KrongNo.Place place) {
        return "Thôn %d, %s, huyện Krông Nô".formatted(1 + random.nextInt(12), place.village());
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }
}

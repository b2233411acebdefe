package vn.motcua.demo;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.motcua.common.PageBanner;

/// Says on every page of an installation that holds the demonstration that it does.
@Component
class DemonstrationBanner implements PageBanner {
    private static final String TEXT =
            "Bản trình diễn: dữ liệu minh họa, giữ huyện Krông Nô còn hiệu lực sau 01/07/2025; mọi"
                    + " tài khoản có mật khẩu motcua";

    private final DemonstrationSql sql;
    private volatile @Nullable Boolean loaded;

    DemonstrationBanner(DemonstrationSql sql) {
        this.sql = sql;
    }

    @Override
    public @Nullable String text() {
        Boolean known = loaded;
        if (known == null) {
            known = sql.any();
            loaded = known;
        }
        return known ? TEXT : null;
    }

    /// Asks again whether there is something to say.
    void refresh() {
        loaded = null;
    }
}

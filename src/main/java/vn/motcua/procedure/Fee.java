package vn.motcua.procedure;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.motcua.common.Vietnamese;

/// A fee of a procedure.
///
/// @param channels the channels it is taken on; empty: on all
/// @param amount whole đồng; 0 is free of charge, null is not determined (the note then tells)
/// @param per what the amount is for, such as `trang`; null: the dossier
public record Fee(
        String name,
        Set<Channel> channels,
        @Nullable Long amount,
        @Nullable String per,
        @Nullable String note) {
    public Fee {
        channels = Set.copyOf(channels);
    }

    public boolean free() {
        return amount != null && amount == 0;
    }

    public boolean takenOn(Channel channel) {
        return channels.isEmpty() || channels.contains(channel);
    }

    /// `8.000 đồng/bản`, `Miễn phí` or `Cần xác định`.
    public String label() {
        if (amount == null) {
            return "Cần xác định";
        }
        if (amount == 0) {
            return "Miễn phí";
        }
        return Vietnamese.money(amount) + (per == null ? "" : "/" + per);
    }
}

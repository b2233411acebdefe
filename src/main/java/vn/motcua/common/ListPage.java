package vn.motcua.common;

import java.util.List;
import java.util.function.Function;

/// A page of a list: `page` counts from 0, `total` is the count of the whole list.
public record ListPage<T>(List<T> items, int page, int size, long total) {
    public static final int LARGEST = 500;

    public ListPage {
        items = List.copyOf(items);
    }

    public <R> ListPage<R> map(Function<? super T, ? extends R> change) {
        return new ListPage<R>(items.stream().<R>map(change).toList(), page, size, total);
    }

    public int pages() {
        return (int) Math.max(1, (total + size - 1) / size);
    }

    public static int checkedSize(int size) {
        return Math.clamp(size, 1, LARGEST);
    }
}

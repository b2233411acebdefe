package vn.motcua.checking.reading;

/// How much of a file is read before it is refused.
final class Limits {
    static final long FILE_BYTES = 64L << 20;
    static final long UNPACKED_BYTES = 400L << 20;
    static final int ENTRIES = 10_000;
    static final int INFLATION = 150;
    static final long INFLATION_FREE_BYTES = 8L << 20;
    static final int PAGES = 3_000;
    static final int LINES = 400_000;
    static final long CHARACTERS = 30_000_000L;

    private Limits() {}
}

package vn.motcua.checking.reading;

/// How exactly a figure is meant.
public enum Hedge {
    NONE,
    ABOUT,
    ABOVE,
    BELOW
}

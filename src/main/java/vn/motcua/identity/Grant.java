package vn.motcua.identity;

import java.io.Serializable;

/// A role on a unit and everything under it.
public record Grant(Role role, long unit) implements Serializable {}

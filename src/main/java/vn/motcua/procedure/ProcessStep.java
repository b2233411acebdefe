package vn.motcua.procedure;

import org.jspecify.annotations.Nullable;
import vn.motcua.common.UnitId;
import vn.motcua.identity.Role;

/// A row of the internal process, as the published decision prints it.
///
/// @param no position from 1
/// @param unit who performs it; null: the unit that received the dossier
/// @param minutes allowed working minutes; null where the decision does not say
public record ProcessStep(
        int no, String name, @Nullable UnitId unit, Role role, @Nullable Long minutes) {}

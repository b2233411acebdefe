package vn.motcua.dossier;

/// A dossier was received or has turned; published in the transaction that did it.
///
/// @param kind code of the action or `receive`
public record DossierChanged(long id, String code, String kind) {}

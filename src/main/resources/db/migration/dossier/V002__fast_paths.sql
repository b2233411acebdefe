-- Codes are compared byte by byte: no language orders them, and it is much faster.
alter table dossier.dossier alter column code type text collate "C";
alter table dossier.dossier alter column external_code type text collate "C";

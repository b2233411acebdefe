-- Dossiers lie about in the order of their coming: a table of earlier days need not read the later.
create index standing_accepted on dossier.standing
  using brin (accepted_at) with (pages_per_range = 32, autosummarize = on);

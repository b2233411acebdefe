-- What other modules may join: which procedure a version belongs to, and what it is called.
create view procedure.version_name as
select v.id as version_id, p.code, v.name, v.field
from procedure.version v join procedure.procedure p on p.id = v.procedure_id;

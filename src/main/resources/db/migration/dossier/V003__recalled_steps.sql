-- A step taken back before anyone had touched it: it took no time, and no statistic counts it.
alter table dossier.step_run add column recalled boolean not null default false;
update dossier.step_run set recalled = true where note = 'thu hồi khi chưa ai nhận' and used_minutes = 0;

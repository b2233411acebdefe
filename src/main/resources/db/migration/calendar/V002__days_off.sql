-- Căn cứ: Bộ luật Lao động 2019, Điều 111 khoản 3 và Điều 112; Nghị quyết 28/2026/QH16 (ngày 24/11).
create function pg_temp.off(first date, last date, name text, source text, status text) returns void
language sql as $$
  insert into calendar.special_day (day, kind, name, source, status)
  select d::date, 'OFF', $3, $4, $5 from generate_series($1, $2, interval '1 day') as d;
$$;

create function pg_temp.made_up(made_up date, replaced date, name text, source text) returns void
language sql as $$
  insert into calendar.special_day (day, kind, name, replaces, source, status)
  values ($1, 'MAKE_UP', $3, $2, $4, 'ANNOUNCED');
$$;

do $$
declare
  law constant text := 'Bộ luật Lao động 2019, Điều 112';
  in_lieu constant text := 'Bộ luật Lao động 2019, Điều 111 khoản 3 (nghỉ bù ngày nghỉ hằng tuần)';
  of_2023 constant text := 'Công văn 8056/VPCP-KGVX ngày 01/12/2022';
  of_2024 constant text := 'Thông báo 5015/TB-LĐTBXH ngày 22/11/2023';
  swap_2024 constant text := 'Công văn 2450/VPCP-KGVX ngày 12/4/2024 (hoán đổi ngày làm việc)';
  of_2025 constant text := 'Công văn 8726/VPCP-KGVX ngày 26/11/2024';
  of_2026 constant text := 'Thông báo 9441/TB-BNV';
  culture_day constant text := 'Nghị quyết 28/2026/QH16';
begin
  perform pg_temp.off('2023-01-01', '2023-01-01', 'Tết Dương lịch', law, 'ANNOUNCED');
  perform pg_temp.off('2023-01-02', '2023-01-02', 'Tết Dương lịch', in_lieu, 'ANNOUNCED');
  perform pg_temp.off('2023-01-20', '2023-01-26', 'Tết', of_2023, 'ANNOUNCED');
  perform pg_temp.off('2023-04-29', '2023-04-29', 'Giỗ Tổ Hùng Vương', law, 'ANNOUNCED');
  perform pg_temp.off('2023-04-30', '2023-05-01', 'lễ 30/4 và 1/5', law, 'ANNOUNCED');
  perform pg_temp.off('2023-05-02', '2023-05-03', 'lễ 30/4 và 1/5', in_lieu, 'ANNOUNCED');
  perform pg_temp.off('2023-09-01', '2023-09-04', 'Quốc khánh', of_2023, 'ANNOUNCED');

  perform pg_temp.off('2024-01-01', '2024-01-01', 'Tết Dương lịch', law, 'ANNOUNCED');
  perform pg_temp.off('2024-02-08', '2024-02-14', 'Tết', of_2024, 'ANNOUNCED');
  perform pg_temp.off('2024-04-18', '2024-04-18', 'Giỗ Tổ Hùng Vương', law, 'ANNOUNCED');
  perform pg_temp.off('2024-04-29', '2024-04-29', 'lễ 30/4 và 1/5', swap_2024, 'ANNOUNCED');
  perform pg_temp.off('2024-04-30', '2024-05-01', 'lễ 30/4 và 1/5', law, 'ANNOUNCED');
  perform pg_temp.made_up('2024-05-04', '2024-04-29', 'Làm bù dịp lễ 30/4 và 1/5', swap_2024);
  perform pg_temp.off('2024-09-02', '2024-09-03', 'Quốc khánh', of_2024, 'ANNOUNCED');

  perform pg_temp.off('2025-01-01', '2025-01-01', 'Tết Dương lịch', law, 'ANNOUNCED');
  perform pg_temp.off('2025-01-27', '2025-01-31', 'Tết', of_2025, 'ANNOUNCED');
  perform pg_temp.off('2025-04-07', '2025-04-07', 'Giỗ Tổ Hùng Vương', law, 'ANNOUNCED');
  perform pg_temp.off('2025-04-30', '2025-05-01', 'lễ 30/4 và 1/5', law, 'ANNOUNCED');
  perform pg_temp.off('2025-05-02', '2025-05-02', 'lễ 30/4 và 1/5', of_2025 || ' (hoán đổi ngày làm việc)', 'ANNOUNCED');
  perform pg_temp.made_up('2025-04-26', '2025-05-02', 'Làm bù dịp lễ 30/4 và 1/5', of_2025 || ' (hoán đổi ngày làm việc)');
  perform pg_temp.off('2025-09-01', '2025-09-02', 'Quốc khánh', of_2025, 'ANNOUNCED');

  perform pg_temp.off('2026-01-01', '2026-01-01', 'Tết Dương lịch', law, 'ANNOUNCED');
  perform pg_temp.off('2026-01-02', '2026-01-02', 'Tết Dương lịch', of_2026 || ' (hoán đổi ngày làm việc)', 'ANNOUNCED');
  perform pg_temp.made_up('2026-01-10', '2026-01-02', 'Làm bù dịp Tết Dương lịch', of_2026 || ' (hoán đổi ngày làm việc)');
  perform pg_temp.off('2026-02-16', '2026-02-20', 'Tết', of_2026, 'ANNOUNCED');
  perform pg_temp.off('2026-04-26', '2026-04-26', 'Giỗ Tổ Hùng Vương', law, 'ANNOUNCED');
  perform pg_temp.off('2026-04-27', '2026-04-27', 'Giỗ Tổ Hùng Vương', in_lieu, 'ANNOUNCED');
  perform pg_temp.off('2026-04-30', '2026-05-01', 'lễ 30/4 và 1/5', law, 'ANNOUNCED');
  perform pg_temp.off('2026-08-31', '2026-08-31', 'Quốc khánh', of_2026 || ' (hoán đổi ngày làm việc)', 'ANNOUNCED');
  perform pg_temp.made_up('2026-08-22', '2026-08-31', 'Làm bù dịp Quốc khánh', of_2026 || ' (hoán đổi ngày làm việc)');
  perform pg_temp.off('2026-09-01', '2026-09-02', 'Quốc khánh', of_2026, 'ANNOUNCED');
  perform pg_temp.off('2026-11-24', '2026-11-24', 'Ngày Văn hóa Việt Nam', culture_day, 'ANNOUNCED');
end $$;

-- Years without a notice: days of the sun by the law to 2045; Tết (from the day before the first to
-- the fourth) and Giỗ Tổ from the lunar calendar to 2030; a holiday on a weekend moves to the next
-- working day. The notice of each year replaces them.
do $$
declare
  computed constant text := 'Tính theo Bộ luật Lao động 2019, Điều 112; chờ thông báo của năm';
  in_lieu constant text := 'Tính theo Bộ luật Lao động 2019, Điều 111 khoản 3; chờ thông báo của năm';
  national date;
  holiday record;
  instead date;
begin
  for y in 2027..2045 loop
    perform pg_temp.off(make_date(y, 1, 1), make_date(y, 1, 1), 'Tết Dương lịch', computed, 'COMPUTED');
    perform pg_temp.off(make_date(y, 4, 30), make_date(y, 5, 1), 'lễ 30/4 và 1/5', computed, 'COMPUTED');
    national := make_date(y, 9, 2);
    -- The second day is the neighbour that makes the longest rest with the weekend.
    if extract(isodow from national) in (2, 3, 5, 6) then
      perform pg_temp.off(national - 1, national, 'Quốc khánh', computed, 'COMPUTED');
    else
      perform pg_temp.off(national, national + 1, 'Quốc khánh', computed, 'COMPUTED');
    end if;
    perform pg_temp.off(make_date(y, 11, 24), make_date(y, 11, 24), 'Ngày Văn hóa Việt Nam', computed, 'COMPUTED');
  end loop;
  for holiday in
    select * from (values ('2027-02-06'::date, '2027-04-16'::date), ('2028-01-26', '2028-04-04'),
                          ('2029-02-13', '2029-04-23'), ('2030-02-02', '2030-04-12')) as l (tet, gio_to)
  loop
    perform pg_temp.off(holiday.tet - 1, holiday.tet + 3, 'Tết', computed, 'COMPUTED');
    perform pg_temp.off(holiday.gio_to, holiday.gio_to, 'Giỗ Tổ Hùng Vương', computed, 'COMPUTED');
  end loop;
  for holiday in
    select day, name from calendar.special_day
    where status = 'COMPUTED' and extract(isodow from day) in (6, 7) order by day
  loop
    instead := holiday.day + 1;
    while extract(isodow from instead) in (6, 7)
          or exists (select 1 from calendar.special_day s where s.day = instead) loop
      instead := instead + 1;
    end loop;
    perform pg_temp.off(instead, instead, holiday.name, in_lieu, 'COMPUTED');
  end loop;
end $$;

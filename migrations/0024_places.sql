-- owner: access
-- That this database has a brand. Of two who set it up at once, the one whose row is first founds it.
-- The row belongs to no brand: its brand_id is 0, as that of all that is asked before one is known.
create table first_brand (
    brand_id {{bigint}} not null,
    founded_id {{bigint}} not null,
    founded_at {{bigint}} not null,
    primary key (brand_id)
) {{table}};

insert into first_brand (brand_id, founded_id, founded_at)
select 0, b.id, b.created_at from brand as b where b.id = (select min(id) from brand);

-- What one person did, the latest first: log-ins, and the audit log of somebody.
create index audit_entry_actor on audit_entry (brand_id, actor, number);

-- Regions and categories are edited, so they count their changes.
alter table region add column version {{bigint}} not null default 1;

alter table category add column version {{bigint}} not null default 1;

-- When a store is open, as JSON: an empty list where nobody has said. Its sales floor in square
-- metres.
alter table store add column opening_hours TEXT {{c}} not null default '[]';

alter table store add column area_m2 {{bigint}} check (area_m2 > 0);

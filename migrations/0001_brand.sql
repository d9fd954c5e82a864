-- owner: access
-- The chains of this database. The one table without a brand before its rows; a reference table on
-- a cluster.
create table brand (
    id {{bigint}} not null primary key,
    code TEXT {{c}} not null,
    name TEXT {{c}} not null,
    currency TEXT {{c}} not null,
    zone TEXT {{c}} not null,
    version {{bigint}} not null,
    created_at {{bigint}} not null,
    updated_at {{bigint}} not null
) {{table}};

create unique index brand_code on brand (code);

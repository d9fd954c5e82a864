-- owner: retail
-- Product groups: goods that the brand has put together for its offers. A group that is not active
-- holds nothing; it is never deleted, for offers of the past name it.
create table goods_group (
    brand_id {{bigint}} not null,
    id {{bigint}} not null,
    name TEXT {{c}} not null,
    note TEXT {{c}} not null,
    is_active {{bigint}} not null,
    version {{bigint}} not null,
    created_at {{bigint}} not null,
    updated_at {{bigint}} not null,
    primary key (brand_id, id)
) {{table}};

create unique index goods_group_by_name on goods_group (brand_id, name);

-- What a group includes and what it excludes: SKUs, goods with all their SKUs, categories with all
-- that is below them. No two things of a brand share an id, whatever they are, so the id alone
-- finds a thing; kind says what to show.
create table goods_group_pick (
    brand_id {{bigint}} not null,
    group_id {{bigint}} not null,
    thing_id {{bigint}} not null,
    kind TEXT {{c}} not null,
    is_excluded {{bigint}} not null,
    primary key (brand_id, group_id, thing_id)
) {{table}};

-- Which groups a sale's goods are in: each sale asks for the groups that name its things.
create index goods_group_pick_by_thing
    on goods_group_pick (brand_id, thing_id, group_id, is_excluded);

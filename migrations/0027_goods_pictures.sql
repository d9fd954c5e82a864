-- owner: retail
-- Pictures of goods, drawn anew from what came as two JPEGs. fingerprint is the SHA-256 of what
-- came, so that the same file is kept once; place is 1, 2, 3 … in the order in which they are
-- shown. The small one stands before the large one: whoever wants it reads no further.
create table goods_picture (
    brand_id {{bigint}} not null,
    id {{bigint}} not null,
    goods_id {{bigint}} not null,
    place {{bigint}} not null check (place > 0),
    fingerprint {{blob}} not null,
    width {{bigint}} not null check (width > 0),
    height {{bigint}} not null check (height > 0),
    created_at {{bigint}} not null,
    small {{blob}} not null,
    large {{blob}} not null,
    primary key (brand_id, id)
) {{table}};

create index goods_picture_by_place on goods_picture (brand_id, goods_id, place);
create unique index goods_picture_by_fingerprint
    on goods_picture (brand_id, goods_id, fingerprint);

-- The picture in the first place, so that lists of goods and SKUs read one table.
alter table goods add column picture_id {{bigint}};

-- owner: retail
-- What was asked for a SKU, and from when: a price holds until the next row. store_id is 0 for the
-- price of the whole chain, and list_price null where a store gave its own price up, so that the
-- chain's counts from then on. Rows are added and never changed.
create table price_record (
    brand_id {{bigint}} not null,
    sku_id {{bigint}} not null,
    store_id {{bigint}} not null,
    from_at {{bigint}} not null,
    list_price {{bigint}} check (list_price >= 0),
    member_price {{bigint}} check (member_price >= 0 and member_price <= list_price),
    primary key (brand_id, sku_id, store_id, from_at)
) {{table}};

-- Today's prices are known to hold since their row was last written.
insert into price_record (brand_id, sku_id, store_id, from_at, list_price, member_price)
select s.brand_id, s.id, 0, s.updated_at, s.list_price, s.member_price from sku as s;

insert into price_record (brand_id, sku_id, store_id, from_at, list_price, member_price)
select p.brand_id, p.sku_id, p.store_id, p.updated_at, p.list_price, p.member_price
from store_price as p;

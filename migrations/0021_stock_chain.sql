-- owner: retail
-- The journal of stock was sorted by shelf, so each line of each sale took a page of its own. Now it
-- grows at its end, and each move names the one before it on its shelf, whose level names the last.
alter table stock add column last_entry_id {{bigint}} not null default 0;

update stock set last_entry_id = coalesce((
    select max(e.id) from stock_entry as e
    where e.brand_id = stock.brand_id and e.store_id = stock.store_id
        and e.sku_id = stock.sku_id), 0);

create table stock_entry_by_shelf (
    brand_id {{bigint}} not null,
    store_id {{bigint}} not null,
    sku_id {{bigint}} not null,
    id {{bigint}} not null,
    quantity {{bigint}} not null,
    level_after {{bigint}} not null,
    cause TEXT {{c}} not null,
    cause_id {{bigint}},
    reason TEXT {{c}},
    staff_id {{bigint}},
    moved_at {{bigint}} not null,
    primary key (brand_id, store_id, sku_id, id)
) {{table}};

insert into stock_entry_by_shelf (brand_id, store_id, sku_id, id, quantity, level_after, cause,
    cause_id, reason, staff_id, moved_at)
select brand_id, store_id, sku_id, id, quantity, level_after, cause, cause_id, reason, staff_id,
    moved_at
from stock_entry;

drop table stock_entry;

create table stock_entry (
    brand_id {{bigint}} not null,
    id {{bigint}} not null,
    store_id {{bigint}} not null,
    sku_id {{bigint}} not null,
    before_id {{bigint}} not null,
    quantity {{bigint}} not null,
    level_after {{bigint}} not null,
    cause TEXT {{c}} not null,
    cause_id {{bigint}},
    reason TEXT {{c}},
    staff_id {{bigint}},
    moved_at {{bigint}} not null,
    primary key (brand_id, id)
) {{table}};

insert into stock_entry (brand_id, id, store_id, sku_id, before_id, quantity, level_after, cause,
    cause_id, reason, staff_id, moved_at)
select brand_id, id, store_id, sku_id,
    coalesce(lag(id) over (partition by brand_id, store_id, sku_id order by id), 0),
    quantity, level_after, cause, cause_id, reason, staff_id, moved_at
from stock_entry_by_shelf order by brand_id, id;

drop table stock_entry_by_shelf;

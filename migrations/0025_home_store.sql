-- owner: checkout
-- The store that the member belonged to when the sale was settled: what members spend elsewhere is
-- told by it, also when they move later. Sales of before get the store of today.
alter table orders add column home_store_id {{bigint}};

update orders set home_store_id = (
    select m.store_id from member m
    where m.brand_id = orders.brand_id and m.id = orders.member_id
) where member_id is not null;

-- Returns and top-ups as lists, the newest first.
create index order_return_by_time on order_return (brand_id, returned_at, id);
create index top_up_by_time on top_up (brand_id, topped_up_at, id);

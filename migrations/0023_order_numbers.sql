-- owner: checkout
-- Nobody finds an order by its number but through the id that its letters and its day come from,
-- and ids are unique. The index cost each sale a page, for it is sorted by store.
drop index orders_by_no;

-- What stands on a receipt and nowhere else; null for what was sold before or elsewhere.
alter table orders add column receipt_code TEXT {{c}};

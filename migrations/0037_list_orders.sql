-- owner: platform
-- Lists by amount, by enrolment and by the last sale. One index a table, for each is one more place
-- to write: with a sale in orders, after it in member_visit. Amounts lie in no order of time, so
-- that of orders goes by store: its new rows fall into the few pages of one store, and whoever may
-- see some stores reads theirs only; the whole brand is put together out of its stores.
create index orders_by_total on orders (brand_id, store_id, total, id);
create index order_return_by_total on order_return (brand_id, total, id);
create index top_up_by_principal on top_up (brand_id, principal, id);
create index member_by_enrolment on member (brand_id, enrolled_at, id);
create index member_visit_by_last on member_visit (brand_id, last_at, member_id);

-- Those who are gone are counted by their index only while SQLite takes no other for as good: so
-- now it holds all that is asked, whatever index comes after it.
drop index member_gone;
create index member_gone on member (brand_id, erased_at, merged_into)
    where erased_at is not null or merged_into is not null;

-- owner: insight
-- What happened in a store on a business day, added up from events. Store 0 stands for what
-- happened in no store, such as an enrolment online.
create table store_day (
  brand_id {{bigint}} NOT NULL,
  business_date TEXT {{c}} NOT NULL,
  store_id {{bigint}} NOT NULL,
  orders {{bigint}} NOT NULL,
  member_orders {{bigint}} NOT NULL,
  sales {{bigint}} NOT NULL,
  member_sales {{bigint}} NOT NULL,
  units {{bigint}} NOT NULL,
  returns_count {{bigint}} NOT NULL,
  returned {{bigint}} NOT NULL,
  new_members {{bigint}} NOT NULL,
  top_up_principal {{bigint}} NOT NULL,
  top_up_bonus {{bigint}} NOT NULL,
  points_earned {{bigint}} NOT NULL,
  points_spent {{bigint}} NOT NULL,
  stored_value_spent {{bigint}} NOT NULL,
  PRIMARY KEY (brand_id, business_date, store_id)
) {{table}};

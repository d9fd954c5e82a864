-- owner: insight
-- Who bought in a store on a day and how often, in one row: the overview reads half a year of days at
-- once, and a row for each person cost more to read than the people to count. buyers holds twelve
-- bytes a person, see insight's buyer_day. Of a member who was merged it holds the id of then.
-- What stood in the rows is counted anew from the orders.
drop table buyer_day;

create table buyer_day (
    brand_id {{bigint}} NOT NULL,
    business_date TEXT {{c}} NOT NULL,
    store_id {{bigint}} NOT NULL,
    buyers {{blob}} NOT NULL,
    PRIMARY KEY (brand_id, business_date, store_id)
) {{table}};

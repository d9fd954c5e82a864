-- owner: insight
-- What the overview needs beside what was counted so far. These columns and tables are filled from
-- the orders when the server starts with them for the first time; see `projection`.
alter table store_day add column gross {{bigint}} NOT NULL DEFAULT 0;
alter table store_day add column cross_store_sales {{bigint}} NOT NULL DEFAULT 0;
alter table store_day add column undone_orders {{bigint}} NOT NULL DEFAULT 0;
alter table store_day add column undone_member_orders {{bigint}} NOT NULL DEFAULT 0;
alter table store_day add column returned_units {{bigint}} NOT NULL DEFAULT 0;
alter table store_day add column member_returned {{bigint}} NOT NULL DEFAULT 0;
alter table store_day add column stored_value_back {{bigint}} NOT NULL DEFAULT 0;
alter table store_day add column points_back {{bigint}} NOT NULL DEFAULT 0;
alter table store_day add column points_taken_back {{bigint}} NOT NULL DEFAULT 0;

-- Sales by the hour of the store's clock.
create table store_hour (
    brand_id {{bigint}} NOT NULL,
    business_date TEXT {{c}} NOT NULL,
    store_id {{bigint}} NOT NULL,
    hour {{bigint}} NOT NULL,
    orders {{bigint}} NOT NULL,
    sales {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, business_date, store_id, hour)
) {{table}};

-- How often a member bought in a store on a day, sales of which everything came back not counted.
-- `buyer_id` is who that member is now: after a merge the survivor.
create table buyer_day (
    brand_id {{bigint}} NOT NULL,
    business_date TEXT {{c}} NOT NULL,
    store_id {{bigint}} NOT NULL,
    member_id {{bigint}} NOT NULL,
    buyer_id {{bigint}} NOT NULL,
    orders {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, business_date, store_id, member_id)
) {{table}};

create index buyer_day_by_member on buyer_day (brand_id, member_id);

-- Which form of a projection a brand's rows have. A row that is missing or old is made good by
-- counting anew from the tables where the facts came from.
create table projection (
    brand_id {{bigint}} NOT NULL,
    name TEXT {{c}} NOT NULL,
    version {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, name)
) {{table}};

-- How often the figures of a brand have moved on, so that whoever looks at them can be told.
create table figures_beat (
    brand_id {{bigint}} NOT NULL,
    beat {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id)
) {{table}};

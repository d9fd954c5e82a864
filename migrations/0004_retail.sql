-- owner: retail
-- Regions, stores, tills, the catalogue, prices and stock. Every key begins with the brand, so
-- that a cluster can keep a brand's rows together.

create table region (
    brand_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    code TEXT {{c}} NOT NULL,
    name TEXT {{c}} NOT NULL,
    created_at {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, id)
) {{table}};

create unique index region_by_code on region (brand_id, code);

create table store (
    brand_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    code TEXT {{c}} NOT NULL,
    name TEXT {{c}} NOT NULL,
    region_id {{bigint}},
    ownership TEXT {{c}} NOT NULL,
    zone TEXT {{c}} NOT NULL,
    cutoff {{bigint}} NOT NULL,
    allows_negative_stock {{bigint}} NOT NULL,
    is_open {{bigint}} NOT NULL,
    address TEXT {{c}},
    phone TEXT {{c}},
    version {{bigint}} NOT NULL,
    created_at {{bigint}} NOT NULL,
    updated_at {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, id)
) {{table}};

create unique index store_by_code on store (brand_id, code);
create index store_by_region on store (brand_id, region_id);

create table till (
    brand_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    store_id {{bigint}} NOT NULL,
    code TEXT {{c}} NOT NULL,
    name TEXT {{c}} NOT NULL,
    is_active {{bigint}} NOT NULL,
    version {{bigint}} NOT NULL,
    created_at {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, id)
) {{table}};

create unique index till_by_code on till (brand_id, store_id, code);

-- parent_id is 0 for a category at the top: null would escape the unique key.
create table category (
    brand_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    parent_id {{bigint}} NOT NULL,
    depth {{bigint}} NOT NULL,
    name TEXT {{c}} NOT NULL,
    created_at {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, id)
) {{table}};

create unique index category_by_name on category (brand_id, parent_id, name);

create table goods (
    brand_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    code TEXT {{c}} NOT NULL,
    name TEXT {{c}} NOT NULL,
    category_id {{bigint}},
    is_active {{bigint}} NOT NULL,
    version {{bigint}} NOT NULL,
    created_at {{bigint}} NOT NULL,
    updated_at {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, id)
) {{table}};

create unique index goods_by_code on goods (brand_id, code);
create index goods_by_category on goods (brand_id, category_id);

-- search_text is the folded name of the goods and of the SKU, so that a search reads one table.
create table sku (
    brand_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    goods_id {{bigint}} NOT NULL,
    code TEXT {{c}} NOT NULL,
    name TEXT {{c}} NOT NULL,
    search_text TEXT {{c}} NOT NULL,
    unit TEXT {{c}} NOT NULL,
    list_price {{bigint}} NOT NULL CHECK (list_price >= 0),
    member_price {{bigint}} CHECK (member_price >= 0 and member_price <= list_price),
    keeps_stock {{bigint}} NOT NULL,
    is_active {{bigint}} NOT NULL,
    version {{bigint}} NOT NULL,
    created_at {{bigint}} NOT NULL,
    updated_at {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, id)
) {{table}};

create unique index sku_by_code on sku (brand_id, code);
create index sku_by_goods on sku (brand_id, goods_id);

create table barcode (
    brand_id {{bigint}} NOT NULL,
    barcode TEXT {{c}} NOT NULL,
    sku_id {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, barcode)
) {{table}};

create index barcode_by_sku on barcode (brand_id, sku_id);

-- A store's own prices; without a row the SKU's prices count.
create table store_price (
    brand_id {{bigint}} NOT NULL,
    store_id {{bigint}} NOT NULL,
    sku_id {{bigint}} NOT NULL,
    list_price {{bigint}} NOT NULL CHECK (list_price >= 0),
    member_price {{bigint}} CHECK (member_price >= 0 and member_price <= list_price),
    version {{bigint}} NOT NULL,
    updated_by {{bigint}},
    updated_at {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, store_id, sku_id)
) {{table}};

-- What is on the shelf. Below zero only where the store allows it, so no CHECK can say it; the
-- write carries the level it was decided on.
create table stock (
    brand_id {{bigint}} NOT NULL,
    store_id {{bigint}} NOT NULL,
    sku_id {{bigint}} NOT NULL,
    quantity {{bigint}} NOT NULL,
    updated_at {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, store_id, sku_id)
) {{table}};

-- Every move of stock, never changed: the moves of a SKU in a store add up to its level. The key
-- is the one order they are read in, so that there is no second index to write on each sale.
create table stock_entry (
    brand_id {{bigint}} NOT NULL,
    store_id {{bigint}} NOT NULL,
    sku_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    quantity {{bigint}} NOT NULL,
    level_after {{bigint}} NOT NULL,
    cause TEXT {{c}} NOT NULL,
    cause_id {{bigint}},
    reason TEXT {{c}},
    staff_id {{bigint}},
    moved_at {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, store_id, sku_id, id)
) {{table}};

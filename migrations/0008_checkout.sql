-- owner: checkout
-- Terms, orders with their lines and tenders, returns, top-ups. Rows of one order stand together:
-- their keys begin with the order, and the ids inside an order need no index of their own.

-- What the brand has chosen, as one document of the type `Terms`; no row means the defaults.
create table checkout_terms (
    brand_id {{bigint}} NOT NULL,
    terms TEXT {{c}} NOT NULL,
    version {{bigint}} NOT NULL,
    changed_by {{bigint}},
    changed_at {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id)
) {{table}};

-- origin is `settled` (priced and paid here) or `recorded` (entered from elsewhere). external_no
-- is a receipt number that was minted elsewhere: by an offline till or by an older system.
-- earn_basis is the amount on which points_earned were earned; returned_total and
-- points_taken_back grow with each return and never pass total and points_earned.
create table orders (
    brand_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    order_no TEXT {{c}} NOT NULL,
    external_no TEXT {{c}},
    origin TEXT {{c}} NOT NULL,
    store_id {{bigint}} NOT NULL,
    till_id {{bigint}},
    business_date TEXT {{c}} NOT NULL,
    settled_at {{bigint}} NOT NULL,
    settled_by {{bigint}},
    member_id {{bigint}},
    guide_id {{bigint}},
    units {{bigint}} NOT NULL,
    gross {{bigint}} NOT NULL,
    discount {{bigint}} NOT NULL,
    total {{bigint}} NOT NULL,
    points_earned {{bigint}} NOT NULL CHECK (points_earned >= 0),
    earn_basis {{bigint}} NOT NULL CHECK (earn_basis >= 0),
    points_taken_back {{bigint}} NOT NULL CHECK (points_taken_back <= points_earned),
    returned_total {{bigint}} NOT NULL CHECK (returned_total >= 0 and returned_total <= total),
    bound_at {{bigint}},
    posting_id {{bigint}} NOT NULL,
    earn_posting_id {{bigint}},
    version {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, id)
) {{table}};

create unique index orders_by_no on orders (brand_id, order_no);
create unique index orders_by_external_no on orders (brand_id, external_no)
    where external_no is not null;
create index orders_by_time on orders (brand_id, settled_at, id);
create index orders_by_store on orders (brand_id, store_id, settled_at, id);
create index orders_by_member on orders (brand_id, member_id, settled_at, id)
    where member_id is not null;

-- A line without a name is called as its goods are called now: history brings no names along.
-- An adjustment has a quantity of zero or less and no goods that could come back.
create table order_line (
    brand_id {{bigint}} NOT NULL,
    order_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    sku_id {{bigint}} NOT NULL,
    category_id {{bigint}},
    name TEXT {{c}},
    quantity {{bigint}} NOT NULL,
    unit_price {{bigint}} NOT NULL,
    gross {{bigint}} NOT NULL,
    discount {{bigint}} NOT NULL,
    total {{bigint}} NOT NULL,
    returned_quantity {{bigint}} NOT NULL,
    returned_total {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, order_id, id),
    CHECK (returned_quantity = 0 or returned_quantity <= quantity)
) {{table}};

create table order_tender (
    brand_id {{bigint}} NOT NULL,
    order_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    kind TEXT {{c}} NOT NULL,
    state TEXT {{c}} NOT NULL,
    amount {{bigint}} NOT NULL CHECK (amount >= 0),
    points {{bigint}} NOT NULL CHECK (points >= 0),
    reference TEXT {{c}},
    given_back {{bigint}} NOT NULL CHECK (given_back >= 0 and given_back <= amount),
    points_given_back {{bigint}} NOT NULL CHECK (points_given_back <= points),
    PRIMARY KEY (brand_id, order_id, id)
) {{table}};

create table order_return (
    brand_id {{bigint}} NOT NULL,
    order_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    store_id {{bigint}} NOT NULL,
    business_date TEXT {{c}} NOT NULL,
    returned_at {{bigint}} NOT NULL,
    returned_by {{bigint}},
    reason TEXT {{c}} NOT NULL,
    total {{bigint}} NOT NULL CHECK (total >= 0),
    points_taken_back {{bigint}} NOT NULL CHECK (points_taken_back >= 0),
    posting_id {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, order_id, id)
) {{table}};

create table return_line (
    brand_id {{bigint}} NOT NULL,
    order_id {{bigint}} NOT NULL,
    return_id {{bigint}} NOT NULL,
    line_id {{bigint}} NOT NULL,
    quantity {{bigint}} NOT NULL CHECK (quantity > 0),
    total {{bigint}} NOT NULL CHECK (total >= 0),
    PRIMARY KEY (brand_id, order_id, return_id, line_id)
) {{table}};

create table return_tender (
    brand_id {{bigint}} NOT NULL,
    order_id {{bigint}} NOT NULL,
    return_id {{bigint}} NOT NULL,
    tender_id {{bigint}} NOT NULL,
    amount {{bigint}} NOT NULL CHECK (amount >= 0),
    points {{bigint}} NOT NULL CHECK (points >= 0),
    PRIMARY KEY (brand_id, order_id, return_id, tender_id)
) {{table}};

create table top_up (
    brand_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    member_id {{bigint}} NOT NULL,
    store_id {{bigint}} NOT NULL,
    business_date TEXT {{c}} NOT NULL,
    topped_up_at {{bigint}} NOT NULL,
    topped_up_by {{bigint}},
    tender TEXT {{c}} NOT NULL,
    reference TEXT {{c}},
    card_kind TEXT {{c}} NOT NULL,
    principal {{bigint}} NOT NULL CHECK (principal > 0),
    bonus {{bigint}} NOT NULL CHECK (bonus >= 0),
    posting_id {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, id)
) {{table}};

create index top_up_by_member on top_up (brand_id, member_id, id);

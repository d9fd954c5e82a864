-- owner: checkout
-- What each offer gave in an order, in the order of their turns. shares is a JSON list of pairs:
-- the place of the line in the order and how much of the amount lies on it; gifts one of SKU and
-- quantity. given_back is what of the amount went back with returned lines.
create table order_offer (
    brand_id {{bigint}} NOT NULL,
    order_id {{bigint}} NOT NULL,
    place {{bigint}} NOT NULL,
    offer_id {{bigint}} NOT NULL,
    version {{bigint}} NOT NULL,
    coupon_id {{bigint}},
    layer TEXT {{c}} NOT NULL,
    name TEXT {{c}} NOT NULL,
    amount {{bigint}} NOT NULL CHECK (amount >= 0),
    shares TEXT {{c}} NOT NULL,
    gifts TEXT {{c}} NOT NULL,
    given_back {{bigint}} NOT NULL CHECK (given_back >= 0 and given_back <= amount),
    PRIMARY KEY (brand_id, order_id, place)
) {{table}};

create index order_offer_by_offer on order_offer (brand_id, offer_id, order_id);

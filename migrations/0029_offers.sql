-- owner: offers
-- Promotions and coupon templates (both are offers), what is left of their budgets and limits,
-- coupons with their log, and issues of coupons to many.

-- draft and terms are documents of the type `OfferTerms`: what is being written, and what holds.
-- version counts what was published (0: nothing yet), edit counts every change, for If-Match.
-- starts_at and ends_at are those of the terms that hold.
create table offer (
    brand_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    kind TEXT {{c}} NOT NULL,
    name TEXT {{c}} NOT NULL,
    state TEXT {{c}} NOT NULL,
    version {{bigint}} NOT NULL,
    edit {{bigint}} NOT NULL,
    draft TEXT {{c}},
    terms TEXT {{c}},
    starts_at {{bigint}},
    ends_at {{bigint}},
    created_at {{bigint}} NOT NULL,
    created_by {{bigint}},
    changed_at {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, id)
) {{table}};

create index offer_by_state on offer (brand_id, state, kind, id);

-- What was published: a ticket names the version it was priced with.
create table offer_version (
    brand_id {{bigint}} NOT NULL,
    offer_id {{bigint}} NOT NULL,
    version {{bigint}} NOT NULL,
    terms TEXT {{c}} NOT NULL,
    published_at {{bigint}} NOT NULL,
    published_by {{bigint}},
    PRIMARY KEY (brand_id, offer_id, version)
) {{table}};

-- Another number after each change of what runs: whoever keeps the promotions in memory asks it.
create table offer_list (
    brand_id {{bigint}} NOT NULL,
    revision {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id)
) {{table}};

-- What is used of a budget or a limit. counter is the offer with what is counted: `12:money`,
-- `12:uses`, `12:member:34`. most is the limit at the last use, the guard of the write.
create table offer_use (
    brand_id {{bigint}} NOT NULL,
    counter TEXT {{c}} NOT NULL,
    used {{bigint}} NOT NULL CHECK (used >= 0),
    most {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, counter)
) {{table}};

-- code_index is a blind index of the code, which nobody keeps: it follows from the id and the key
-- file. A coupon in hand is `held` until its time is over, which no row says.
create table coupon (
    brand_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    offer_id {{bigint}} NOT NULL,
    version {{bigint}} NOT NULL,
    code_index {{bigint}} NOT NULL,
    member_id {{bigint}},
    state TEXT {{c}} NOT NULL,
    valid_from {{bigint}} NOT NULL,
    valid_until {{bigint}} NOT NULL,
    issue_id {{bigint}},
    got_by TEXT {{c}} NOT NULL,
    got_at {{bigint}} NOT NULL,
    redeemed_at {{bigint}},
    redeemed_store_id {{bigint}},
    order_id {{bigint}},
    PRIMARY KEY (brand_id, id)
) {{table}};

create index coupon_by_code on coupon (brand_id, code_index);
create index coupon_by_member on coupon (brand_id, member_id, id) where member_id is not null;
create index coupon_by_offer on coupon (brand_id, offer_id, id);
-- An issue gives each member one.
create unique index coupon_by_issue on coupon (brand_id, issue_id, member_id)
    where issue_id is not null and member_id is not null;

create table coupon_log (
    brand_id {{bigint}} NOT NULL,
    coupon_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    act TEXT {{c}} NOT NULL,
    at {{bigint}} NOT NULL,
    by_staff {{bigint}},
    store_id {{bigint}},
    order_id {{bigint}},
    member_id {{bigint}},
    reason TEXT {{c}},
    PRIMARY KEY (brand_id, coupon_id, id)
) {{table}};

create index coupon_log_by_time on coupon_log (brand_id, id);
create index coupon_log_by_member on coupon_log (brand_id, member_id, id)
    where member_id is not null;

-- audience is a document of the type `Audience`; issued is how many have one by now.
create table coupon_issue (
    brand_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    offer_id {{bigint}} NOT NULL,
    version {{bigint}} NOT NULL,
    audience TEXT {{c}} NOT NULL,
    reason TEXT {{c}} NOT NULL,
    job_id {{bigint}} NOT NULL,
    issued {{bigint}} NOT NULL,
    created_at {{bigint}} NOT NULL,
    created_by {{bigint}},
    PRIMARY KEY (brand_id, id)
) {{table}};

create index coupon_issue_by_offer on coupon_issue (brand_id, offer_id, id);

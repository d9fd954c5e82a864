-- owner: membership
-- Members, what they are found by, and their visits.
--
-- Personal fields: the phone number is sealed (phone_sealed) and nowhere in clear; it is found by
-- its blind index in `identity` and by its last four digits. Name and birthday stand in clear in
-- the member's own row and in no other table, so that erasing a person is one update of one row.

create table member (
    brand_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    member_no TEXT {{c}} NOT NULL,
    name TEXT {{c}} NOT NULL,
    name_pinyin TEXT {{c}} NOT NULL,
    name_initials TEXT {{c}} NOT NULL,
    gender TEXT {{c}} NOT NULL,
    birthday TEXT {{c}},
    phone_sealed {{blob}},
    phone_last4 TEXT {{c}},
    store_id {{bigint}},
    channel TEXT {{c}} NOT NULL,
    guide_id {{bigint}},
    tier_id {{bigint}},
    is_frozen {{bigint}} NOT NULL,
    frozen_at {{bigint}},
    frozen_reason TEXT {{c}},
    enrolled_at {{bigint}} NOT NULL,
    enrolled_by {{bigint}},
    updated_at {{bigint}} NOT NULL,
    version {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, id)
) {{table}};

create index member_by_store on member (brand_id, store_id, id);
create index member_by_tier on member (brand_id, tier_id, id);
create index member_by_last4 on member (brand_id, phone_last4, id);
create index member_by_pinyin on member (brand_id, name_pinyin, id);
create index member_by_initials on member (brand_id, name_initials, id);
-- Covers the search for a part of a name, which walks the index and not the rows.
create index member_by_name on member (brand_id, name, id, store_id);

-- What a member is found by. `value` is the number itself, for a phone its blind index. The value
-- stands before the kind in the key: a scanned number is looked up without knowing what it is.
create table identity (
    brand_id {{bigint}} NOT NULL,
    value TEXT {{c}} NOT NULL,
    kind TEXT {{c}} NOT NULL,
    id {{bigint}} NOT NULL,
    member_id {{bigint}} NOT NULL,
    added_at {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, value, kind)
) {{table}};

create index identity_by_member on identity (brand_id, member_id, id);

-- What a member's sales come to, kept up to date from events.
create table member_visit (
    brand_id {{bigint}} NOT NULL,
    member_id {{bigint}} NOT NULL,
    orders {{bigint}} NOT NULL,
    total {{bigint}} NOT NULL,
    returns {{bigint}} NOT NULL,
    returned_total {{bigint}} NOT NULL,
    first_at {{bigint}},
    first_store_id {{bigint}},
    first_total {{bigint}},
    first_category_id {{bigint}},
    last_at {{bigint}},
    last_store_id {{bigint}},
    PRIMARY KEY (brand_id, member_id)
) {{table}};

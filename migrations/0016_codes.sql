-- owner: membership
-- Member codes, the keys behind them, joining links and what comes in by them.

-- Tries of one kind by one person, number or address within one stretch of time.
create table throttle (
    brand_id {{bigint}} NOT NULL,
    subject TEXT {{c}} NOT NULL,
    since {{bigint}} NOT NULL,
    tries {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, subject)
) {{table}};

create index throttle_old on throttle (brand_id, since);

-- Short codes that wait to be scanned, and codes of both kinds that were. `code` is what was
-- scanned, of a signed code a hash. Rows live for minutes.
create table member_code (
    brand_id {{bigint}} NOT NULL,
    code TEXT {{c}} NOT NULL,
    member_id {{bigint}} NOT NULL,
    ends_at {{bigint}} NOT NULL,
    used_at {{bigint}},
    PRIMARY KEY (brand_id, code)
) {{table}};

create index member_code_of on member_code (brand_id, member_id);
create index member_code_old on member_code (brand_id, ends_at);

-- Keys with which phones are certified. The one that is not retired certifies; a retired one is
-- still trusted until what it certified is over.
create table code_key (
    brand_id {{bigint}} NOT NULL,
    no {{bigint}} NOT NULL,
    secret_sealed {{blob}} NOT NULL,
    public_key {{blob}} NOT NULL,
    created_at {{bigint}} NOT NULL,
    retired_at {{bigint}},
    PRIMARY KEY (brand_id, no)
) {{table}};

-- Where people are invited to join: a code on a wall, a tag, a guide's phone.
create table joining_link (
    brand_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    code TEXT {{c}} NOT NULL,
    name TEXT {{c}} NOT NULL,
    kind TEXT {{c}} NOT NULL,
    channel TEXT {{c}} NOT NULL,
    store_id {{bigint}},
    guide_id {{bigint}},
    target TEXT {{c}},
    created_at {{bigint}} NOT NULL,
    created_by {{bigint}},
    disabled_at {{bigint}},
    PRIMARY KEY (brand_id, id)
) {{table}};

create unique index joining_link_code on joining_link (brand_id, code);
create index joining_link_store on joining_link (brand_id, store_id, id);

-- Who came by a link, new or known already.
create table joining (
    brand_id {{bigint}} NOT NULL,
    member_id {{bigint}} NOT NULL,
    at {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    link_id {{bigint}} NOT NULL,
    is_new {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, member_id, at, id)
) {{table}};

create index joining_by_link on joining (brand_id, link_id, at);

-- Six digits on their way to a phone, and what their right answer opens for a while. Digits and
-- token are kept as hashes, the number sealed and as a keyed hash. Rows live for a day.
create table phone_proof (
    brand_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    phone_index TEXT {{c}} NOT NULL,
    phone_sealed {{blob}} NOT NULL,
    digits_hash {{blob}} NOT NULL,
    link_id {{bigint}} NOT NULL,
    tries {{bigint}} NOT NULL,
    digits_end_at {{bigint}} NOT NULL,
    proved_at {{bigint}},
    token_hash {{blob}},
    ends_at {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, id)
) {{table}};

create index phone_proof_phone on phone_proof (brand_id, phone_index, id);
create unique index phone_proof_token on phone_proof (brand_id, token_hash);
create index phone_proof_old on phone_proof (brand_id, ends_at);

-- owner: ledger
-- Postings with their entries, members' accounts, lots, holds, sealed days. Nothing here is ever
-- deleted, and of postings and entries nothing is ever changed.

-- A balanced batch of entries. `at` is when it counts, recorded_at when it was written: history
-- comes late. digest is SHA-256 over the posting and all its entries. reverses names the posting
-- that this one undoes.
create table posting (
    brand_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    kind TEXT {{c}} NOT NULL,
    cause TEXT {{c}} NOT NULL,
    store_id {{bigint}},
    business_date TEXT {{c}} NOT NULL,
    at {{bigint}} NOT NULL,
    recorded_at {{bigint}} NOT NULL,
    recorded_by {{bigint}},
    idempotency_key TEXT {{c}},
    reason TEXT {{c}},
    reverses {{bigint}},
    digest {{blob}} NOT NULL,
    PRIMARY KEY (brand_id, id)
) {{table}};

create unique index posting_reversed_once on posting (brand_id, reverses)
    where reverses is not null;
create index posting_by_business_date on posting (brand_id, business_date);
create index posting_by_recorded_at on posting (brand_id, recorded_at, id);

-- One side of a posting. With member_id it is a member's side, and account names the house
-- account that it stands against; without, it is that house account's own side. against names
-- the earlier posting whose effect it gives or takes back. Members' entries form one chain of
-- hashes for each member and asset.
create table entry (
    brand_id {{bigint}} NOT NULL,
    posting_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    account TEXT {{c}} NOT NULL,
    store_id {{bigint}},
    asset TEXT {{c}} NOT NULL,
    amount {{bigint}} NOT NULL,
    member_id {{bigint}},
    lot_id {{bigint}},
    against {{bigint}},
    at {{bigint}} NOT NULL,
    chain_seq {{bigint}},
    chain_hash {{blob}},
    PRIMARY KEY (brand_id, posting_id, id)
) {{table}};

create index entry_of_member on entry (brand_id, member_id, at, id) where member_id is not null;
create index entry_against on entry (brand_id, against) where against is not null;

-- What a member has of one asset. debt is what was taken back beyond all lots: the lots' remaining
-- value less debt is balance. held is the part of balance that open holds reserve. chain_seq and
-- chain_hash are those of the last entry.
create table member_account (
    brand_id {{bigint}} NOT NULL,
    member_id {{bigint}} NOT NULL,
    asset TEXT {{c}} NOT NULL,
    balance {{bigint}} NOT NULL,
    held {{bigint}} NOT NULL CHECK (held >= 0),
    debt {{bigint}} NOT NULL CHECK (debt >= 0),
    chain_seq {{bigint}} NOT NULL,
    chain_hash {{blob}} NOT NULL,
    PRIMARY KEY (brand_id, member_id, asset),
    CHECK (balance >= -debt)
) {{table}};

-- Value that came together: store_id is the store that gave or took it, posting_id the posting
-- that brought it. Of granted, the part absorbed went straight into paying a debt. Principal and
-- bonus of one top-up share their posting_id, which keeps their ratio.
create table lot (
    brand_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    member_id {{bigint}} NOT NULL,
    asset TEXT {{c}} NOT NULL,
    store_id {{bigint}},
    posting_id {{bigint}} NOT NULL,
    granted {{bigint}} NOT NULL CHECK (granted > 0),
    absorbed {{bigint}} NOT NULL CHECK (absorbed >= 0),
    remaining {{bigint}} NOT NULL CHECK (remaining >= 0),
    expired {{bigint}} NOT NULL CHECK (expired >= 0),
    granted_at {{bigint}} NOT NULL,
    expires_at {{bigint}},
    PRIMARY KEY (brand_id, id),
    CHECK (absorbed + remaining + expired <= granted)
) {{table}};

create index lot_open on lot (brand_id, member_id) where remaining > 0;
create index lot_due on lot (brand_id, expires_at, id)
    where remaining > 0 and expires_at is not null;

-- Value reserved for a while; state is open, captured, released or expired, and leaves open once.
create table hold (
    brand_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    member_id {{bigint}} NOT NULL,
    points {{bigint}} NOT NULL CHECK (points >= 0),
    principal {{bigint}} NOT NULL CHECK (principal >= 0),
    bonus {{bigint}} NOT NULL CHECK (bonus >= 0),
    cause TEXT {{c}} NOT NULL,
    state TEXT {{c}} NOT NULL,
    reserved_at {{bigint}} NOT NULL,
    reserved_by {{bigint}},
    expires_at {{bigint}} NOT NULL,
    resolved_at {{bigint}},
    posting_id {{bigint}},
    PRIMARY KEY (brand_id, id)
) {{table}};

create index hold_open on hold (brand_id, member_id) where state = 'open';
create index hold_due on hold (brand_id, expires_at, id) where state = 'open';

-- A day of recording (UTC) that is over: hash covers the seal before it, every posting recorded on
-- the day and the day's balances below.
create table day_seal (
    brand_id {{bigint}} NOT NULL,
    day TEXT {{c}} NOT NULL,
    postings {{bigint}} NOT NULL,
    hash {{blob}} NOT NULL,
    PRIMARY KEY (brand_id, day)
) {{table}};

-- What a house account came to at the end of a sealed day on which it moved. store_id is 0 for an
-- account of the whole brand.
create table day_balance (
    brand_id {{bigint}} NOT NULL,
    account TEXT {{c}} NOT NULL,
    store_id {{bigint}} NOT NULL,
    asset TEXT {{c}} NOT NULL,
    day TEXT {{c}} NOT NULL,
    balance {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, account, store_id, asset, day)
) {{table}};

create index day_balance_by_day on day_balance (brand_id, day);

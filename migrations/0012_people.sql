-- owner: membership
-- What belongs to a person beside the profile: its history, fields of the brand's own, consents,
-- guardians of children, closed accounts, requests about personal data.
--
-- Personal values stand in rows of the member only (member_id is in every key), so that erasing a
-- person is deleting or blanking these rows. Phone numbers and guardians are sealed.

-- The account is closed since closed_at; the person was erased at erased_at and only the ids stay.
alter table member add column closed_at {{bigint}};
alter table member add column erased_at {{bigint}};

-- One value of a member that was changed. A phone number stands in the sealed pair, everything
-- else in before and after; null means that there was or is none.
create table profile_change (
    brand_id {{bigint}} NOT NULL,
    member_id {{bigint}} NOT NULL,
    at {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    changed_by {{bigint}},
    field TEXT {{c}} NOT NULL,
    before TEXT {{c}},
    after TEXT {{c}},
    before_sealed {{blob}},
    after_sealed {{blob}},
    reason TEXT {{c}},
    PRIMARY KEY (brand_id, member_id, at, id)
) {{table}};

-- Fields of the brand's own. options is a JSON list of choices; least and most bound a number, the
-- length of a text or how many choices may be made.
create table member_field (
    brand_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    key TEXT {{c}} NOT NULL,
    zh TEXT {{c}} NOT NULL,
    en TEXT {{c}} NOT NULL,
    kind TEXT {{c}} NOT NULL,
    options TEXT {{c}} NOT NULL,
    is_required {{bigint}} NOT NULL,
    is_searchable {{bigint}} NOT NULL,
    least {{bigint}},
    most {{bigint}},
    position {{bigint}} NOT NULL,
    is_active {{bigint}} NOT NULL,
    version {{bigint}} NOT NULL,
    created_at {{bigint}} NOT NULL,
    updated_at {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, id)
) {{table}};

create unique index member_field_by_key on member_field (brand_id, key);

-- A member's value of a field, as JSON in the one spelling of its kind.
create table member_field_value (
    brand_id {{bigint}} NOT NULL,
    member_id {{bigint}} NOT NULL,
    field_id {{bigint}} NOT NULL,
    value TEXT {{c}} NOT NULL,
    updated_at {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, member_id, field_id)
) {{table}};

create index member_field_value_by_field on member_field_value (brand_id, field_id, member_id);

-- What the values of searchable fields are found by; one row for each choice of many.
create table member_field_word (
    brand_id {{bigint}} NOT NULL,
    field_id {{bigint}} NOT NULL,
    word TEXT {{c}} NOT NULL,
    member_id {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, field_id, word, member_id)
) {{table}};

create index member_field_word_by_member on member_field_word (brand_id, member_id, field_id);

-- What people are asked to agree to, in each version that was ever shown. hash is SHA-256 over
-- both texts, so that a consent says what was read.
create table policy_text (
    brand_id {{bigint}} NOT NULL,
    purpose TEXT {{c}} NOT NULL,
    version {{bigint}} NOT NULL,
    zh TEXT {{c}} NOT NULL,
    en TEXT {{c}} NOT NULL,
    hash {{blob}} NOT NULL,
    published_at {{bigint}} NOT NULL,
    published_by {{bigint}},
    PRIMARY KEY (brand_id, purpose, version)
) {{table}};

-- Consents given and withdrawn, append-only; the last one for a purpose and channel counts. Only
-- note, which people write, is blanked when the person is erased.
create table consent_event (
    brand_id {{bigint}} NOT NULL,
    member_id {{bigint}} NOT NULL,
    at {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    purpose TEXT {{c}} NOT NULL,
    channel TEXT {{c}} NOT NULL,
    is_given {{bigint}} NOT NULL,
    policy_version {{bigint}},
    text_hash {{blob}},
    origin TEXT {{c}} NOT NULL,
    store_id {{bigint}},
    said_by TEXT {{c}} NOT NULL,
    recorded_by {{bigint}},
    note TEXT {{c}},
    PRIMARY KEY (brand_id, member_id, at, id)
) {{table}};

-- Who answers for a member younger than 14.
create table guardian (
    brand_id {{bigint}} NOT NULL,
    member_id {{bigint}} NOT NULL,
    name_sealed {{blob}} NOT NULL,
    phone_sealed {{blob}} NOT NULL,
    relation TEXT {{c}} NOT NULL,
    recorded_at {{bigint}} NOT NULL,
    recorded_by {{bigint}},
    PRIMARY KEY (brand_id, member_id)
) {{table}};

-- Accounts that were closed: state is closed, reopened or erased.
create table member_closure (
    brand_id {{bigint}} NOT NULL,
    member_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    state TEXT {{c}} NOT NULL,
    closed_at {{bigint}} NOT NULL,
    closed_by {{bigint}},
    lapsed_points {{bigint}} NOT NULL CHECK (lapsed_points >= 0),
    lapse_posting_id {{bigint}},
    reopen_until {{bigint}} NOT NULL,
    ended_at {{bigint}},
    ended_by {{bigint}},
    PRIMARY KEY (brand_id, member_id, id)
) {{table}};

create index member_closure_due on member_closure (brand_id, reopen_until, member_id)
    where state = 'closed';

-- What people ask about their data. kind is export, correction or erasure; state is open, done,
-- refused or withdrawn. due_on is the last day for the answer. swept_at is when the database's own files
-- were rewritten after an erasure.
create table privacy_request (
    brand_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    member_id {{bigint}} NOT NULL,
    kind TEXT {{c}} NOT NULL,
    state TEXT {{c}} NOT NULL,
    origin TEXT {{c}} NOT NULL,
    store_id {{bigint}},
    received_at {{bigint}} NOT NULL,
    received_by {{bigint}},
    due_on TEXT {{c}} NOT NULL,
    wish TEXT {{c}},
    handled_at {{bigint}},
    handled_by {{bigint}},
    answer TEXT {{c}},
    swept_at {{bigint}},
    version {{bigint}} NOT NULL,
    PRIMARY KEY (brand_id, id)
) {{table}};

create index privacy_request_by_state on privacy_request (brand_id, state, id);
create index privacy_request_by_member on privacy_request (brand_id, member_id, id);

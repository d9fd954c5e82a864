-- owner: access
-- Sessions get the till at which they were begun, and whether a code of the second factor was shown
-- in them. A session lasts a week at most: everybody logs in anew once.
drop table session;

create table session (
    brand_id {{bigint}} not null,
    token_hash {{blob}} not null,
    id {{bigint}} not null,
    staff_id {{bigint}} not null,
    till_id {{bigint}},
    passed_second_factor {{bigint}} not null,
    created_at {{bigint}} not null,
    seen_at {{bigint}} not null,
    idle_until {{bigint}} not null,
    ends_at {{bigint}} not null,
    network TEXT {{c}} not null,
    client TEXT {{c}} not null,
    primary key (brand_id, token_hash)
) {{table}};

create index session_staff on session (brand_id, staff_id);
create index session_till on session (brand_id, till_id);

-- Codes with which tills are registered. Only a hash is here; a code is good once and for minutes.
create table till_code (
    brand_id {{bigint}} not null,
    code_hash {{blob}} not null,
    till_id {{bigint}} not null,
    made_by {{bigint}} not null,
    ends_at {{bigint}} not null,
    used_by {{blob}},
    primary key (brand_id, code_hash)
) {{table}};

-- Tills that are registered, with their public keys.
create table till_device (
    brand_id {{bigint}} not null,
    till_id {{bigint}} not null,
    id {{bigint}} not null,
    public_key {{blob}} not null,
    name TEXT {{c}} not null,
    registered_by {{bigint}} not null,
    registered_at {{bigint}} not null,
    signed_at {{bigint}} not null,
    primary key (brand_id, till_id)
) {{table}};

-- PINs for log-ins at tills.
create table staff_pin (
    brand_id {{bigint}} not null,
    staff_id {{bigint}} not null,
    pin_hash TEXT {{c}} not null,
    updated_at {{bigint}} not null,
    primary key (brand_id, staff_id)
) {{table}};

-- Keys of programs. Only a hash of the secret is here.
create table api_key (
    brand_id {{bigint}} not null,
    id {{bigint}} not null,
    secret_hash {{blob}} not null,
    name TEXT {{c}} not null,
    permissions TEXT {{c}} not null,
    store_ids TEXT {{c}},
    made_by {{bigint}} not null,
    created_at {{bigint}} not null,
    ends_at {{bigint}} not null,
    seen_at {{bigint}},
    seen_network TEXT {{c}},
    revoked_at {{bigint}},
    revoked_by {{bigint}},
    primary key (brand_id, id)
) {{table}};

create unique index api_key_secret on api_key (brand_id, secret_hash);

-- What a brand asks of its own people, as JSON. The roles that need a second factor stand beside it
-- as words, because they are looked at with every request.
create table access_policy (
    brand_id {{bigint}} not null,
    policy TEXT {{c}} not null,
    second_factor_roles TEXT {{c}} not null,
    version {{bigint}} not null,
    updated_at {{bigint}} not null,
    primary key (brand_id)
) {{table}};

-- What a person has done on a day of what is limited a day.
create table day_use (
    brand_id {{bigint}} not null,
    staff_id {{bigint}} not null,
    what TEXT {{c}} not null,
    day TEXT {{c}} not null,
    used {{bigint}} not null,
    primary key (brand_id, staff_id, what, day)
) {{table}};

-- Acts that wait, or waited, for a second person.
create table approval (
    brand_id {{bigint}} not null,
    id {{bigint}} not null,
    action TEXT {{c}} not null,
    size {{bigint}} not null,
    subject TEXT {{c}} not null,
    store_id {{bigint}},
    reason TEXT {{c}} not null,
    payload TEXT {{c}} not null,
    payload_hash {{blob}} not null,
    requested_by {{bigint}} not null,
    requested_at {{bigint}} not null,
    ends_at {{bigint}} not null,
    state TEXT {{c}} not null,
    decided_by {{bigint}},
    decided_at {{bigint}},
    note TEXT {{c}},
    result TEXT {{c}},
    primary key (brand_id, id)
) {{table}};

create index approval_state on approval (brand_id, state, id);
create index approval_requester on approval (brand_id, requested_by, id);

-- Second factors: the secret is sealed, the last step guards against a code that is sent again.
create table second_factor (
    brand_id {{bigint}} not null,
    staff_id {{bigint}} not null,
    secret {{blob}} not null,
    is_confirmed {{bigint}} not null,
    last_step {{bigint}} not null,
    created_at {{bigint}} not null,
    primary key (brand_id, staff_id)
) {{table}};

-- What opens the door when the telephone is lost; each once.
create table recovery_code (
    brand_id {{bigint}} not null,
    staff_id {{bigint}} not null,
    code_hash {{blob}} not null,
    used_at {{bigint}},
    primary key (brand_id, staff_id, code_hash)
) {{table}};

-- By what an act came in a person's name: a key of a program, or a till.
alter table audit_entry add column through TEXT {{c}};

-- Why a file was asked for; forgotten when it names somebody who is erased.
alter table export add column reason TEXT {{c}};

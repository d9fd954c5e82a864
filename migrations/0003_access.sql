-- owner: access
-- People who work here.
create table staff (
    brand_id {{bigint}} not null,
    id {{bigint}} not null,
    login TEXT {{c}} not null,
    name TEXT {{c}} not null,
    role TEXT {{c}} not null,
    scope_kind TEXT {{c}} not null,
    is_active {{bigint}} not null,
    version {{bigint}} not null,
    password_hash TEXT {{c}} not null,
    created_at {{bigint}} not null,
    updated_at {{bigint}} not null,
    primary key (brand_id, id)
) {{table}};

create unique index staff_login on staff (brand_id, login);

-- The regions or stores that a person works for; none for the whole brand.
create table staff_scope (
    brand_id {{bigint}} not null,
    staff_id {{bigint}} not null,
    target_id {{bigint}} not null,
    primary key (brand_id, staff_id, target_id)
) {{table}};

create index staff_scope_target on staff_scope (brand_id, target_id, staff_id);

-- Log-ins that last. Only a hash of the secret is here, so that a copy of the table opens no door.
create table session (
    brand_id {{bigint}} not null,
    token_hash {{blob}} not null,
    staff_id {{bigint}} not null,
    created_at {{bigint}} not null,
    seen_at {{bigint}} not null,
    idle_until {{bigint}} not null,
    ends_at {{bigint}} not null,
    network TEXT {{c}} not null,
    primary key (brand_id, token_hash)
) {{table}};

create index session_staff on session (brand_id, staff_id);

-- Tries that have not turned out right, by log-in and by address.
create table login_throttle (
    brand_id {{bigint}} not null,
    subject TEXT {{c}} not null,
    failures {{bigint}} not null,
    wait_until {{bigint}} not null,
    updated_at {{bigint}} not null,
    primary key (brand_id, subject)
) {{table}};

create index login_throttle_old on login_throttle (brand_id, updated_at);

-- Who did what. Each hash covers the entry and the hash before it.
create table audit_entry (
    brand_id {{bigint}} not null,
    number {{bigint}} not null,
    id {{bigint}} not null,
    at {{bigint}} not null,
    actor {{bigint}},
    action TEXT {{c}} not null,
    subject TEXT {{c}} not null,
    details TEXT {{c}} not null,
    hash {{blob}} not null,
    primary key (brand_id, number)
) {{table}};

-- The end of each brand's chain.
create table audit_head (
    brand_id {{bigint}} not null,
    number {{bigint}} not null,
    hash {{blob}} not null,
    primary key (brand_id)
) {{table}};

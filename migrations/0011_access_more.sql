-- owner: access
-- Sessions get a name by which they are shown and ended, and what began them. A session lasts a week at most: everybody logs in anew once.
drop table session;

create table session (
    brand_id {{bigint}} not null,
    token_hash {{blob}} not null,
    id {{bigint}} not null,
    staff_id {{bigint}} not null,
    created_at {{bigint}} not null,
    seen_at {{bigint}} not null,
    idle_until {{bigint}} not null,
    ends_at {{bigint}} not null,
    network TEXT {{c}} not null,
    client TEXT {{c}} not null,
    primary key (brand_id, token_hash)
) {{table}};

create index session_staff on session (brand_id, staff_id);

-- Addresses from which somebody has logged in before: whoever guesses elsewhere keeps nobody
-- waiting there.
create table known_network (
    brand_id {{bigint}} not null,
    staff_id {{bigint}} not null,
    network TEXT {{c}} not null,
    seen_at {{bigint}} not null,
    primary key (brand_id, staff_id, network)
) {{table}};

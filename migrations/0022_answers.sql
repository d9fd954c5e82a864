-- owner: platform
-- Keys are drawn at random, so each lies on a page of its own; with its answer it took three. The
-- answers now lie together, in the order in which they were given.
create table idempotency_answer (
    brand_id {{bigint}} not null,
    id {{bigint}} not null,
    body TEXT {{c}} not null,
    primary key (brand_id, id)
) {{table}};

-- Answers of before are numbered from 1; ids that are made are far larger.
insert into idempotency_answer (brand_id, id, body)
select brand_id, row_number() over (partition by brand_id order by created_at, key), body
from idempotency_key;

create table idempotency_key_of_before (
    brand_id {{bigint}} not null,
    key TEXT {{c}} not null,
    operation TEXT {{c}} not null,
    fingerprint {{blob}} not null,
    status {{bigint}} not null,
    answer_id {{bigint}} not null,
    created_at {{bigint}} not null,
    primary key (brand_id, key)
) {{table}};

insert into idempotency_key_of_before (brand_id, key, operation, fingerprint, status, answer_id,
    created_at)
select brand_id, key, operation, fingerprint, status,
    row_number() over (partition by brand_id order by created_at, key), created_at
from idempotency_key;

drop table idempotency_key;

create table idempotency_key (
    brand_id {{bigint}} not null,
    key TEXT {{c}} not null,
    operation TEXT {{c}} not null,
    fingerprint {{blob}} not null,
    -- 0 while the act that wrote the row is still running in its transaction.
    status {{bigint}} not null,
    answer_id {{bigint}} not null,
    created_at {{bigint}} not null,
    primary key (brand_id, key)
) {{table}};

insert into idempotency_key (brand_id, key, operation, fingerprint, status, answer_id, created_at)
select brand_id, key, operation, fingerprint, status, answer_id, created_at
from idempotency_key_of_before;

drop table idempotency_key_of_before;

-- owner: platform
-- News on its way to subscribers, work that runs in the background, and answers kept for twins.

-- Facts that no subscriber has been given yet; a row goes once it was handed to all of them.
create table outbox (
    brand_id {{bigint}} not null,
    id {{bigint}} not null,
    -- Facts about one member are handed over in the order of their ids.
    member_id {{bigint}},
    topic TEXT {{c}} not null,
    body TEXT {{c}} not null,
    recorded_at {{bigint}} not null,
    primary key (brand_id, id)
) {{table}};

-- Deliveries in trouble: one row for a subscriber that has failed on a fact, or that must wait
-- because it failed on an earlier fact about the same member. Healthy deliveries leave no row.
create table outbox_delivery (
    brand_id {{bigint}} not null,
    subscriber TEXT {{c}} not null,
    event_id {{bigint}} not null,
    member_id {{bigint}},
    topic TEXT {{c}} not null,
    body TEXT {{c}} not null,
    recorded_at {{bigint}} not null,
    -- waiting, dead
    state TEXT {{c}} not null,
    attempts {{bigint}} not null,
    -- When it is tried again; null behind an earlier fact about the same member.
    due_at {{bigint}},
    error TEXT {{c}} not null,
    primary key (brand_id, subscriber, event_id)
) {{table}};
create index outbox_delivery_due on outbox_delivery (brand_id, state, due_at);
create index outbox_delivery_member on outbox_delivery (brand_id, member_id, subscriber);

create table job (
    brand_id {{bigint}} not null,
    id {{bigint}} not null,
    kind TEXT {{c}} not null,
    body TEXT {{c}} not null,
    -- queued, running, succeeded, failed, cancelled
    state TEXT {{c}} not null,
    -- When it is next to be looked at: the start of a queued job, the end of a running one's lease.
    due_at {{bigint}} not null,
    attempts {{bigint}} not null,
    -- Whoever claims the job writes a new number; only its holder may write on.
    claim {{bigint}} not null,
    done {{bigint}} not null,
    total {{bigint}} not null,
    checkpoint TEXT {{c}},
    result TEXT {{c}},
    error TEXT {{c}},
    is_cancel_asked {{bigint}} not null,
    -- At most one job of a kind has it.
    dedup TEXT {{c}},
    created_by {{bigint}},
    scheduled_at {{bigint}} not null,
    finished_at {{bigint}},
    primary key (brand_id, id)
) {{table}};
create index job_due on job (brand_id, state, due_at);
create unique index job_dedup on job (brand_id, kind, dedup);

-- The answer to each changing request, written in the transaction of the act itself.
create table idempotency_key (
    brand_id {{bigint}} not null,
    key TEXT {{c}} not null,
    operation TEXT {{c}} not null,
    fingerprint {{blob}} not null,
    -- 0 while the act that wrote the row is still running in its transaction.
    status {{bigint}} not null,
    body TEXT {{c}} not null,
    created_at {{bigint}} not null,
    primary key (brand_id, key)
) {{table}};

-- owner: channels
-- SMS: what a brand has agreed with its provider, and each message from the wish to the report.

-- The choices in clear, the secrets sealed. No row: SMS is not set up.
create table sms_settings (
    brand_id {{bigint}} NOT NULL,
    choices TEXT {{c}} NOT NULL,
    secrets_sealed {{blob}} NOT NULL,
    version {{bigint}} NOT NULL,
    updated_at {{bigint}} NOT NULL,
    updated_by {{bigint}},
    PRIMARY KEY (brand_id)
) {{table}};

-- One number as this brand knows it: a row to lock while messages are counted, and whether its
-- owner has refused marketing. The number itself is not here, only a keyed hash.
create table sms_phone (
    brand_id {{bigint}} NOT NULL,
    phone_index TEXT {{c}} NOT NULL,
    refused_at {{bigint}},
    refused_by TEXT {{c}},
    PRIMARY KEY (brand_id, phone_index)
) {{table}};

-- A message is its own place in the queue: `due_at` is when somebody has to do something for it,
-- null when nobody has to any more.
create table sms_message (
    brand_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    purpose TEXT {{c}} NOT NULL,
    -- One message per purpose and key, however often it is asked for.
    dedup TEXT {{c}} NOT NULL,
    kind TEXT {{c}} NOT NULL,
    priority {{bigint}} NOT NULL,
    phone_index TEXT {{c}} NOT NULL,
    -- Null once the person was erased.
    phone_sealed {{blob}},
    phone_last4 TEXT {{c}} NOT NULL,
    -- What the variables hold; gone as soon as the message is out.
    variables_sealed {{blob}},
    -- queued, sending, sent, delivered, failed, unknown
    state TEXT {{c}} NOT NULL,
    reason TEXT {{c}},
    provider TEXT {{c}},
    provider_id TEXT {{c}},
    queued_at {{bigint}} NOT NULL,
    give_up_at {{bigint}} NOT NULL,
    due_at {{bigint}},
    attempts {{bigint}} NOT NULL,
    -- Whoever works on the message writes a new number; only its holder may write on.
    claim {{bigint}} NOT NULL,
    tried_at {{bigint}},
    finished_at {{bigint}},
    PRIMARY KEY (brand_id, id)
) {{table}};

create unique index sms_message_dedup on sms_message (brand_id, purpose, dedup);
create index sms_message_due on sms_message (brand_id, due_at);
create index sms_message_phone on sms_message (brand_id, phone_index, queued_at);
create index sms_message_provider on sms_message (brand_id, provider_id);

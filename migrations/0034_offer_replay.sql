-- owner: checkout
-- 回放: what an offer would have done to past orders. terms is the document of the type
-- `OfferTerms` that is replayed, as it was then; asked one of the type `Asked`: which orders.
-- result is one of the type `ReplayResult`, once the job is done.
create table offer_replay (
    brand_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    offer_id {{bigint}} NOT NULL,
    is_draft {{bigint}} NOT NULL,
    terms TEXT {{c}} NOT NULL,
    asked TEXT {{c}} NOT NULL,
    job_id {{bigint}} NOT NULL,
    created_at {{bigint}} NOT NULL,
    created_by {{bigint}},
    result TEXT {{c}},
    finished_at {{bigint}},
    PRIMARY KEY (brand_id, id)
) {{table}};

create index offer_replay_by_offer on offer_replay (brand_id, offer_id, id);

-- owner: membership
-- Members who turned out to be one person. Nothing of theirs is rewritten: identities, sales and
-- visits keep the member they came to be under, and an old id means the survivor wherever it is
-- asked for. Only value moves, by postings, because a guard must stand over all of it at once.

-- Who this member is now, if merged into another; always the last of a chain, never one in between.
alter table member add column merged_into {{bigint}};

create index member_merged on member (brand_id, merged_into, id) where merged_into is not null;

-- One merge. taken is a JSON list of the fields that the survivor took from the absorbed member,
-- replaced is what the survivor had in them before, sealed. own_tier_id is the tier that the
-- survivor had when the merge gave tier_id; both are null as long as it gave none. posting_id is
-- the posting that moved the value, if there was any.
create table member_merge (
    brand_id {{bigint}} NOT NULL,
    id {{bigint}} NOT NULL,
    absorbed_id {{bigint}} NOT NULL,
    survivor_id {{bigint}} NOT NULL,
    reason TEXT {{c}} NOT NULL,
    taken TEXT {{c}} NOT NULL,
    replaced {{blob}},
    own_tier_id {{bigint}},
    tier_id {{bigint}},
    posting_id {{bigint}},
    merged_at {{bigint}} NOT NULL,
    merged_by {{bigint}},
    undo_until {{bigint}} NOT NULL,
    undone_at {{bigint}},
    undone_by {{bigint}},
    undo_reason TEXT {{c}},
    PRIMARY KEY (brand_id, id)
) {{table}};

-- A member is merged into one other at a time.
create unique index member_merged_once on member_merge (brand_id, absorbed_id)
    where undone_at is null;
create index member_merge_by_absorbed on member_merge (brand_id, absorbed_id, id);
create index member_merge_by_survivor on member_merge (brand_id, survivor_id, id);

-- Who has what a merged member had. The row is what a sale locks, so it stands with the account.
alter table member_account add column carried_by {{bigint}};

-- The lot of a merged member that this one came out of, as long as the merge stands; and the
-- posting that brought its value in the first place, by which principal finds its bonus.
alter table lot add column moved_from {{bigint}};
alter table lot add column source_posting_id {{bigint}};

create index lot_moved_from on lot (brand_id, moved_from) where moved_from is not null;
create index lot_moved_to on lot (brand_id, member_id) where moved_from is not null;

-- owner: server (imports)
-- Files belong to an import, which may have several jobs: it is checked, taken in, undone. Files
-- that wait for a job of the old kind are sent again.
delete from import_file;
delete from import_reject;
alter table import_file rename column job_id to import_id;
alter table import_reject rename column job_id to import_id;

create table import (
    brand_id {{bigint}} not null,
    id {{bigint}} not null,
    -- What the heading tells that the file is about, and as what it is taken in.
    subject TEXT {{c}} not null,
    kind TEXT {{c}},
    file_name TEXT {{c}} not null,
    -- A hash of the file: the same file again is known.
    fingerprint {{blob}} not null,
    -- A hash of the heading without its decoration.
    signature TEXT {{c}} not null,
    heading_row {{bigint}} not null,
    headings TEXT {{c}} not null,
    mapping TEXT {{c}} not null,
    -- The first rows, masked; null once the file is forgotten.
    sample TEXT {{c}},
    rows {{bigint}} not null,
    -- wait, run, undo
    stage TEXT {{c}} not null,
    standing TEXT {{c}},
    job_id {{bigint}},
    created_at {{bigint}} not null,
    created_by {{bigint}},
    ended_at {{bigint}},
    -- When its rows were in; null again once they were undone.
    done_at {{bigint}},
    version {{bigint}} not null,
    primary key (brand_id, id)
) {{table}};
create index import_by_fingerprint on import (brand_id, fingerprint);

-- What a person said of a heading, for files to come.
create table import_mapping (
    brand_id {{bigint}} not null,
    signature TEXT {{c}} not null,
    kind TEXT {{c}} not null,
    mapping TEXT {{c}} not null,
    saved_at {{bigint}} not null,
    saved_by {{bigint}},
    primary key (brand_id, signature)
) {{table}};

-- What members brought along from another system: once for each member and store of origin (0 for
-- none), so that the same file again opens nothing twice.
create table opening_balance (
    brand_id {{bigint}} not null,
    member_id {{bigint}} not null,
    store_id {{bigint}} not null,
    points {{bigint}} not null,
    principal {{bigint}} not null,
    bonus {{bigint}} not null,
    posting_id {{bigint}} not null,
    import_id {{bigint}} not null,
    line {{bigint}} not null,
    opened_at {{bigint}} not null,
    primary key (brand_id, member_id, store_id)
) {{table}};
create index opening_balance_by_import
    on opening_balance (brand_id, import_id, member_id, store_id);

-- Lists that were written to a file in the data folder, for a stated time.
create table export (
    brand_id {{bigint}} not null,
    id {{bigint}} not null,
    -- members, orders, ledger, audit
    subject TEXT {{c}} not null,
    -- csv, xlsx
    format TEXT {{c}} not null,
    -- From which day to which; null for all.
    from_date TEXT {{c}},
    to_date TEXT {{c}},
    -- The stores of whoever asked, as JSON; null for all of the brand.
    stores TEXT {{c}},
    request_id TEXT {{c}} not null,
    job_id {{bigint}} not null,
    rows {{bigint}} not null,
    bytes {{bigint}} not null,
    created_at {{bigint}} not null,
    created_by {{bigint}},
    ready_at {{bigint}},
    -- From when on the file is gone.
    expires_at {{bigint}} not null,
    primary key (brand_id, id)
) {{table}};
create index export_by_expiry on export (brand_id, expires_at);

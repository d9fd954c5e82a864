-- owner: server (imports)
-- A file waits here until its job has read it, so that any server may run the job and a restart
-- loses nothing. Pieces keep a row small.
create table import_file (
    brand_id {{bigint}} not null,
    job_id {{bigint}} not null,
    piece {{bigint}} not null,
    content {{blob}} not null,
    primary key (brand_id, job_id, piece)
) {{table}};

-- Rows of a file that were not taken, with the reason.
create table import_reject (
    brand_id {{bigint}} not null,
    job_id {{bigint}} not null,
    line {{bigint}} not null,
    field TEXT {{c}},
    reason TEXT {{c}} not null,
    cell TEXT {{c}} not null,
    primary key (brand_id, job_id, line)
) {{table}};

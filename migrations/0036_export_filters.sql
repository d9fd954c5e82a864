-- owner: server (exports)
-- Which rows of its list a file holds, as a document of the type `ExportFilter`; null for all.
alter table export add column filter TEXT {{c}};

-- What whoever asked might see beside the list itself, as a JSON list of permissions: columns of
-- the file go by it, and only whoever may see as much gets the file. Files of before hold none of
-- these columns.
alter table export add column sees TEXT {{c}} not null default '[]';

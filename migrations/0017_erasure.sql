-- owner: membership
-- An erasure goes through many tables and files and may be interrupted. Once it was approved it is
-- carried through; what named the person is kept, sealed, from the moment the person's own rows are
-- blanked until no copy is left anywhere.
alter table privacy_request add column approved_at {{bigint}};
alter table privacy_request add column approved_by {{bigint}};
alter table privacy_request add column traces_sealed {{blob}};

-- owner: standing
-- Tiers are a short list per brand, replaced as a whole; the list's row is what two editors of
-- one brand queue at, and its version tells the slower one that somebody was faster.
create table tier_list (
  brand_id {{bigint}} NOT NULL,
  version {{bigint}} NOT NULL,
  PRIMARY KEY (brand_id)
) {{table}};

-- discount is what is left to pay and points_multiplier what multiplies earned points, both in
-- basis points: 9 500 is 95折, 15 000 is one and a half times.
create table tier (
  brand_id {{bigint}} NOT NULL,
  id {{bigint}} NOT NULL,
  rank {{bigint}} NOT NULL,
  name TEXT {{c}} NOT NULL,
  discount {{bigint}} NOT NULL,
  points_multiplier {{bigint}} NOT NULL,
  PRIMARY KEY (brand_id, id)
) {{table}};

create unique index tier_rank on tier (brand_id, rank);

create unique index tier_name on tier (brand_id, name);

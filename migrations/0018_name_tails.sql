-- owner: membership
-- What a part of a name is found by: the name from each of its characters to its end, so that a
-- part is the beginning of a key. 王小明 has the tails 王小明, 小明 and 明. In small letters, for a
-- to z; none begins with a space, for nobody searches for one. Rows of a member, as the name is,
-- and gone with the name when the person is erased.
create table member_name_tail (
    brand_id {{bigint}} NOT NULL,
    tail TEXT {{c}} NOT NULL,
    member_id {{bigint}} NOT NULL,
    store_id {{bigint}},
    PRIMARY KEY (brand_id, tail, member_id)
) {{table}};

insert into member_name_tail (brand_id, tail, member_id, store_id)
with recursive place (n) as (
    select cast(1 as bigint)
    union all
    select n + 1 from place where n < (select max(length(name)) from member)
)
select m.brand_id, substr(lower(m.name), cast(p.n as int)), m.id, m.store_id
from member as m join place as p on p.n <= length(m.name)
where substr(m.name, cast(p.n as int), 1) <> ' '
order by 1, 2, 3;

-- The search walked this index from end to end for each part of a name.
drop index member_by_name;

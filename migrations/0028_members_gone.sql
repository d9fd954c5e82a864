-- owner: membership
-- Those who are no members any more: few, and so everybody is counted by their index less these.
create index member_gone on member (brand_id)
    where erased_at is not null or merged_into is not null;

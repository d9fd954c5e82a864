//! The walks over the table `member` that a search makes, each along an index of its own.

use super::traits::{Moments, Sought};
use crate::profile::MemberState;
use access::StoreFilter;
use kernel::{BrandId, MemberId, StoreId, Timestamp, Value};
use platform::db::{DbError, Tx};
use platform::seek::{Span, Way};
use platform::{args, row, row_values, sql};

row! {
    /// A row that a route comes by.
    pub(super) struct Hit {
        pub id: MemberId,
        pub name: String,
        /// What the route is sorted by, before the id.
        pub key: String,
    }
}

impl Hit {
    /// Of a route that is sorted by the id alone.
    pub fn keyless((id, name): (MemberId, String)) -> Hit {
        let key = String::new();
        Hit { id, name, key }
    }
}

/// How many members the brand has: everybody less those who are gone, for these are few and have an
/// index, `member_gone`, whose condition this one must stay.
pub(super) fn count(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    let count = sql!(
        (i64,),
        "select (select count(*) from member where brand_id = $1)
           - (select count(*) from member where brand_id = $1
              and (erased_at is not null or merged_into is not null))"
    );
    Ok(tx.one(count, args![tx.brand()])?.0)
}

/// How many members belong to some stores.
pub(super) fn count_of_stores(tx: &mut Tx<'_>, stores: &[StoreId]) -> Result<i64, DbError> {
    let count = sql!(
        (i64,),
        "select count(*) from member where brand_id = $1 and erased_at is null
         and merged_into is null and store_id in ($*)"
    );
    // A long list of stores is counted in pieces.
    let pieces = tx.many_in(count, args![tx.brand()], stores.iter().copied())?;
    Ok(pieces.into_iter().map(|(members,)| members).sum())
}

/// How many members are sought by their own rows.
pub(super) fn count_sought(
    tx: &mut Tx<'_>,
    sought: &Sought,
    among: &StoreFilter,
) -> Result<i64, DbError> {
    let count = sql!(
        (i64,),
        "select count(*) from member as m
         where m.brand_id = $1 and m.erased_at is null and m.merged_into is null
         and (cast($2 as bigint) is null or m.tier_id = $2)
         and m.enrolled_at >= $3 and m.enrolled_at < $4
         and ($5 = '' or $5 = case when m.closed_at is not null then 'closed'
             when m.is_frozen = 1 then 'frozen' else 'active' end)
         and (cast($6 as bigint) = 1 or m.store_id in ($*))"
    );
    let (all, stores) = among.as_list();
    let args = own_args(tx.brand(), sought, all);
    let pieces = tx.many_in(count, &args, stores.iter().copied())?;
    Ok(pieces.into_iter().map(|(members,)| members).sum())
}

/// The same where it is asked when they bought as well: what was sold to somebody who was merged
/// was sold to the survivor.
pub(super) fn count_buyers(
    tx: &mut Tx<'_>,
    sought: &Sought,
    among: &StoreFilter,
) -> Result<i64, DbError> {
    let count = sql!(
        (i64,),
        "select count(*) from member as m
         left join (
             select coalesce(a.merged_into, a.id) as id, max(v.last_at) as last_at
             from member_visit as v join member as a on a.brand_id = $1 and a.id = v.member_id
             where v.brand_id = $1 group by coalesce(a.merged_into, a.id)
         ) as b on b.id = m.id
         where m.brand_id = $1 and m.erased_at is null and m.merged_into is null
         and (cast($2 as bigint) is null or m.tier_id = $2)
         and m.enrolled_at >= $3 and m.enrolled_at < $4
         and ($5 = '' or $5 = case when m.closed_at is not null then 'closed'
             when m.is_frozen = 1 then 'frozen' else 'active' end)
         and (cast($6 as bigint) = 1 or m.store_id in ($*))
         and (cast($7 as bigint) = 0 or (b.last_at >= $8 and b.last_at < $9))
         and cast($10 as bigint) in (-1, case when b.last_at is null then 0 else 1 end)"
    );
    let (all, stores) = among.as_list();
    let mut args = own_args(tx.brand(), sought, all);
    let then = sought.last_order.unwrap_or(Moments::all());
    let has_ordered = sought.has_ordered.map_or(-1, i64::from);
    let asked = sought.last_order.is_some();
    args.extend(row_values![asked, then.from, then.before, has_ordered]);
    let pieces = tx.many_in(count, &args, stores.iter().copied())?;
    Ok(pieces.into_iter().map(|(members,)| members).sum())
}

/// `$1` to `$6` of what is counted.
fn own_args(brand: BrandId, sought: &Sought, all: bool) -> Vec<Value> {
    let state = sought.state.map_or("", MemberState::as_str);
    let Moments { from, before } = sought.enrolled;
    row_values![brand, sought.tier_id, from, before, state, all]
}

/// Members entered before `id`, the latest first. Ids rise with time, so the key is the order.
pub(super) fn seek_newest(
    tx: &mut Tx<'_>,
    id: MemberId,
    store: Option<StoreId>,
    limit: u32,
) -> Result<Vec<Hit>, DbError> {
    let brand = tx.brand();
    let rows = match store {
        None => tx.many(
            sql!(
                (MemberId, String),
                "select id, name from member
                 where brand_id = $1 and id < $2 and erased_at is null and merged_into is null
                 order by id desc limit $3"
            ),
            args![brand, id, limit],
        ),
        Some(store) => tx.many(
            sql!(
                (MemberId, String),
                "select id, name from member
                 where brand_id = $1 and store_id = $2 and id < $3 and erased_at is null
                 and merged_into is null
                 order by id desc limit $4"
            ),
            args![brand, store, id, limit],
        ),
    }?;
    Ok(rows.into_iter().map(Hit::keyless).collect())
}

/// The same of those only who fit by their own rows; when they bought is not among them. A tier is
/// walked along its own index, anything else along everybody. The plus keeps the days from being
/// walked instead: all who came on them would have to be sorted for every page.
pub(super) fn seek_newest_sought(
    tx: &mut Tx<'_>,
    sought: &Sought,
    id: MemberId,
    store: Option<StoreId>,
    limit: u32,
) -> Result<Vec<Hit>, DbError> {
    let brand = tx.brand();
    let state = sought.state.map_or("", MemberState::as_str);
    let Moments { from, before } = sought.enrolled;
    let rows = match sought.tier_id {
        Some(tier) => tx.many(
            sql!(
                (MemberId, String),
                "select id, name from member
                 where brand_id = $1 and tier_id = $8 and id < $2
                 and erased_at is null and merged_into is null
                 and (cast($3 as bigint) is null or store_id = $3)
                 and +enrolled_at >= $4 and +enrolled_at < $5
                 and ($6 = '' or $6 = case when closed_at is not null then 'closed'
                     when is_frozen = 1 then 'frozen' else 'active' end)
                 order by id desc limit $7"
            ),
            args![brand, id, store, from, before, state, limit, tier],
        ),
        None => tx.many(
            sql!(
                (MemberId, String),
                "select id, name from member
                 where brand_id = $1 and id < $2 and erased_at is null and merged_into is null
                 and (cast($3 as bigint) is null or store_id = $3)
                 and +enrolled_at >= $4 and +enrolled_at < $5
                 and ($6 = '' or $6 = case when closed_at is not null then 'closed'
                     when is_frozen = 1 then 'frozen' else 'active' end)
                 order by id desc limit $7"
            ),
            args![brand, id, store, from, before, state, limit],
        ),
    }?;
    Ok(rows.into_iter().map(Hit::keyless).collect())
}

/// Members by when they were enrolled who fit by their own rows.
pub(super) fn seek_enrolled(
    tx: &mut Tx<'_>,
    sought: &Sought,
    span: Span,
    store: Option<StoreId>,
    limit: u32,
) -> Result<Vec<(MemberId, Timestamp)>, DbError> {
    let query = match span.way {
        Way::Down => sql!(
            (MemberId, Timestamp),
            "select id, enrolled_at from member
             where brand_id = $1 and (enrolled_at, id) < ($2, $3) and enrolled_at >= $4
             and erased_at is null and merged_into is null
             and (cast($5 as bigint) is null or store_id = $5)
             and (cast($6 as bigint) is null or tier_id = $6)
             and ($7 = '' or $7 = case when closed_at is not null then 'closed'
                 when is_frozen = 1 then 'frozen' else 'active' end)
             order by enrolled_at desc, id desc limit $8"
        ),
        Way::Up => sql!(
            (MemberId, Timestamp),
            "select id, enrolled_at from member
             where brand_id = $1 and (enrolled_at, id) > ($2, $3) and enrolled_at <= $4
             and erased_at is null and merged_into is null
             and (cast($5 as bigint) is null or store_id = $5)
             and (cast($6 as bigint) is null or tier_id = $6)
             and ($7 = '' or $7 = case when closed_at is not null then 'closed'
                 when is_frozen = 1 then 'frozen' else 'active' end)
             order by enrolled_at, id limit $8"
        ),
    };
    let state = sought.state.map_or("", MemberState::as_str);
    let Span { key, id, edge, .. } = span;
    let (brand, tier) = (tx.brand(), sought.tier_id);
    tx.many(
        query,
        args![brand, key, id, edge, store, tier, state, limit],
    )
}

/// Members whose phone number ends in four digits, with ids below `id`, the newest first.
pub(super) fn seek_last_four(
    tx: &mut Tx<'_>,
    digits: &str,
    id: MemberId,
    store: Option<StoreId>,
    limit: u32,
) -> Result<Vec<Hit>, DbError> {
    let brand = tx.brand();
    let rows = tx.many(
        sql!(
            (MemberId, String),
            "select id, name from member
             where brand_id = $1 and phone_last4 = $2 and id < $3
             and (cast($4 as bigint) is null or store_id = $4)
             order by id desc limit $5"
        ),
        args![brand, digits, id, store, limit],
    )?;
    Ok(rows.into_iter().map(Hit::keyless).collect())
}

/// A stretch of an index: from just after `(after, id)` up to `before`.
pub(super) struct Stretch<'a> {
    pub after: &'a str,
    pub id: MemberId,
    pub before: &'a str,
}

/// Members in a stretch of pinyin, in its order.
pub(super) fn seek_pinyin(
    tx: &mut Tx<'_>,
    stretch: &Stretch<'_>,
    store: Option<StoreId>,
    limit: u32,
) -> Result<Vec<Hit>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            Hit,
            "select id, name, name_pinyin from member
             where brand_id = $1 and (name_pinyin, id) > ($2, $3) and name_pinyin < $4
             and (cast($5 as bigint) is null or store_id = $5)
             order by name_pinyin, id limit $6"
        ),
        args![
            brand,
            stretch.after,
            stretch.id,
            stretch.before,
            store,
            limit
        ],
    )
}

/// Members in a stretch of initials, in its order.
pub(super) fn seek_initials(
    tx: &mut Tx<'_>,
    stretch: &Stretch<'_>,
    store: Option<StoreId>,
    limit: u32,
) -> Result<Vec<Hit>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            Hit,
            "select id, name, name_initials from member
             where brand_id = $1 and (name_initials, id) > ($2, $3) and name_initials < $4
             and (cast($5 as bigint) is null or store_id = $5)
             order by name_initials, id limit $6"
        ),
        args![
            brand,
            stretch.after,
            stretch.id,
            stretch.before,
            store,
            limit
        ],
    )
}

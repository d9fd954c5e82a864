//! The table `member`: one row per person in the brand.

use super::{Channel, Member, NameKeys};
use crate::search::tail::{Named, store as tails};
use kernel::{By, MemberId, StaffId, StoreId, TierId, Timestamp, Value};
use platform::db::{DbError, Tx};
use platform::{args, row, row_values, sql};

/// A member as first written.
pub(crate) struct NewRow<'a> {
    pub member: &'a Member,
    pub keys: &'a NameKeys,
    pub by: By,
}

/// What the name's tails are made of.
fn named(member: &Member) -> Named<'_> {
    Named {
        id: member.id,
        name: &member.name,
        store_id: member.store_id,
    }
}

/// Writes new members, and what parts of their names are found by.
pub(crate) fn insert(tx: &mut Tx<'_>, rows: &[NewRow<'_>]) -> Result<(), DbError> {
    let brand = tx.brand();
    let values = |row: &NewRow<'_>| -> Vec<Value> {
        let m = row.member;
        row_values![
            brand,
            m.id,
            m.member_no,
            m.name,
            row.keys.pinyin,
            row.keys.initials,
            m.gender,
            m.birthday,
            m.phone_sealed,
            m.phone_last4,
            m.store_id,
            m.channel,
            m.guide_id,
            m.tier_id,
            m.is_frozen,
            m.frozen_at,
            m.frozen_reason,
            m.enrolled_at,
            row.by,
            m.updated_at,
            m.version
        ]
    };
    tx.insert_many(
        sql!(
            "insert into member (brand_id, id, member_no, name, name_pinyin, name_initials, gender,
             birthday, phone_sealed, phone_last4, store_id, channel, guide_id, tier_id, is_frozen,
             frozen_at, frozen_reason, enrolled_at, enrolled_by, updated_at, version) values $*"
        ),
        rows.iter().map(values).collect(),
    )?;
    tails::insert(tx, rows.iter().map(|row| named(row.member)))
}

/// The member whom an id means, if there is one: for an old id the survivor.
pub(super) fn find(tx: &mut Tx<'_>, id: MemberId) -> Result<Option<Member>, DbError> {
    let brand = tx.brand();
    tx.maybe(
        sql!(
            Member,
            "select id, member_no, name, gender, birthday, phone_sealed, phone_last4,
             store_id, channel, guide_id, tier_id, is_frozen, frozen_at, frozen_reason,
             enrolled_at, updated_at, closed_at, erased_at, version from member
             where brand_id = $1 and id = (select coalesce(old.merged_into, old.id)
                 from member as old where old.brand_id = $1 and old.id = $2)"
        ),
        args![brand, id],
    )
}

/// One member, whose row is locked until the act ends.
pub(super) fn lock(tx: &mut Tx<'_>, id: MemberId) -> Result<Option<Member>, DbError> {
    let brand = tx.brand();
    tx.maybe(
        sql!(
            Member,
            "select id, member_no, name, gender, birthday, phone_sealed, phone_last4,
             store_id, channel, guide_id, tier_id, is_frozen, frozen_at, frozen_reason,
             enrolled_at, updated_at, closed_at, erased_at, version from member
             where brand_id = $1 and id = $2 and merged_into is null for update"
        ),
        args![brand, id],
    )
}

/// Locks members in the order of their keys; answers who was merged into whom.
pub(crate) fn lock_in_order(
    tx: &mut Tx<'_>,
    ids: &[MemberId],
) -> Result<Vec<(MemberId, Option<MemberId>)>, DbError> {
    let brand = tx.brand();
    tx.many_in(
        sql!(
            (MemberId, Option<MemberId>),
            "select id, merged_into from member where brand_id = $1 and id in ($*)
             order by id for update"
        ),
        args![brand],
        ids.iter().copied(),
    )
}

/// Says of members, who are locked, into whom they are merged now.
pub(crate) fn set_merged(
    tx: &mut Tx<'_>,
    ids: &[MemberId],
    into: Option<MemberId>,
    now: Timestamp,
) -> Result<u64, DbError> {
    let brand = tx.brand();
    tx.execute_in(
        sql!(
            "update member set merged_into = $2, updated_at = $3, version = version + 1
             where brand_id = $1 and id in ($*)"
        ),
        args![brand, into, now],
        ids.iter().copied(),
    )
}

/// What people are called: by name, by member number where none is known; empty once erased.
pub fn names_of(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = MemberId>,
) -> Result<Vec<(MemberId, String)>, DbError> {
    let query = sql!(
        (MemberId, String),
        "select id, case when name = '' then member_no else name end from member
         where brand_id = $1 and id in ($*)"
    );
    let brand = tx.brand();
    tx.many_in(query, args![brand], ids)
}

/// The numbers that people see of some members.
pub fn numbers_of(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = MemberId>,
) -> Result<Vec<(MemberId, String)>, DbError> {
    let query = sql!(
        (MemberId, String),
        "select id, member_no from member where brand_id = $1 and id in ($*)"
    );
    let brand = tx.brand();
    tx.many_in(query, args![brand], ids)
}

/// Many members, in no order.
pub(crate) fn load(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = MemberId>,
) -> Result<Vec<Member>, DbError> {
    let brand = tx.brand();
    tx.many_in(
        sql!(
            Member,
            "select id, member_no, name, gender, birthday, phone_sealed, phone_last4,
             store_id, channel, guide_id, tier_id, is_frozen, frozen_at, frozen_reason,
             enrolled_at, updated_at, closed_at, erased_at, version from member
             where brand_id = $1 and id in ($*)"
        ),
        args![brand],
        ids,
    )
}

row! {
    #[doc(alias = "入会")]
    /// How a member came in.
    pub struct Enrolment {
        /// Who.
        pub member_id: MemberId,
        /// When.
        pub enrolled_at: Timestamp,
        /// By whom.
        pub enrolled_by: By,
        /// The store the member belongs to.
        pub store_id: Option<StoreId>,
        /// By which way.
        pub channel: Channel,
        /// The guide who looks after the member.
        pub guide_id: Option<StaffId>,
    }
}

/// How some members came in, in no order.
pub(super) fn enrolments(tx: &mut Tx<'_>, ids: &[MemberId]) -> Result<Vec<Enrolment>, DbError> {
    let brand = tx.brand();
    tx.many_in(
        sql!(
            Enrolment,
            "select id, enrolled_at, enrolled_by, store_id, channel, guide_id from member
             where brand_id = $1 and id in ($*)"
        ),
        args![brand],
        ids.iter().copied(),
    )
}

/// Writes what an edit may change, if the version is still the one that was read. `before` is the
/// row as it was read.
pub(crate) fn update(
    tx: &mut Tx<'_>,
    before: &Member,
    m: &Member,
    keys: &NameKeys,
) -> Result<u64, DbError> {
    let brand = tx.brand();
    let written = tx.execute(
        sql!(
            "update member set name = $4, name_pinyin = $5, name_initials = $6, gender = $7,
             birthday = $8, phone_sealed = $9, phone_last4 = $10, store_id = $11, guide_id = $12,
             updated_at = $13, version = version + 1
             where brand_id = $1 and id = $2 and version = $3"
        ),
        args![
            brand,
            m.id,
            m.version,
            m.name,
            keys.pinyin,
            keys.initials,
            m.gender,
            m.birthday,
            m.phone_sealed,
            m.phone_last4,
            m.store_id,
            m.guide_id,
            m.updated_at
        ],
    )?;
    if written == 1 {
        tails::replace(tx, named(before), named(m))?;
    }
    Ok(written)
}

/// Notes that something of the member's has changed, and locks the row until the act ends.
pub(super) fn touch(tx: &mut Tx<'_>, id: MemberId, now: Timestamp) -> Result<u64, DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!(
            "update member set updated_at = $3, version = version + 1
             where brand_id = $1 and id = $2 and closed_at is null and merged_into is null"
        ),
        args![brand, id, now],
    )
}

/// Freezes a member who is not frozen.
pub(super) fn freeze(
    tx: &mut Tx<'_>,
    id: MemberId,
    now: Timestamp,
    reason: &str,
) -> Result<u64, DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!(
            "update member set is_frozen = 1, frozen_at = $3, frozen_reason = $4, updated_at = $3,
             version = version + 1
             where brand_id = $1 and id = $2 and is_frozen = 0 and closed_at is null
             and merged_into is null"
        ),
        args![brand, id, now, reason],
    )
}

/// Unfreezes a member who is frozen.
pub(super) fn unfreeze(tx: &mut Tx<'_>, id: MemberId, now: Timestamp) -> Result<u64, DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!(
            "update member set is_frozen = 0, frozen_at = null, frozen_reason = null,
             updated_at = $3, version = version + 1
             where brand_id = $1 and id = $2 and is_frozen = 1 and closed_at is null
             and merged_into is null"
        ),
        args![brand, id, now],
    )
}

/// Closes the account of a member who is not closed.
pub(crate) fn close(tx: &mut Tx<'_>, id: MemberId, now: Timestamp) -> Result<u64, DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!(
            "update member set closed_at = $3, updated_at = $3, version = version + 1
             where brand_id = $1 and id = $2 and closed_at is null"
        ),
        args![brand, id, now],
    )
}

/// Opens the account of a member who was closed, but not erased.
pub(crate) fn reopen(tx: &mut Tx<'_>, id: MemberId, now: Timestamp) -> Result<u64, DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!(
            "update member set closed_at = null, updated_at = $3, version = version + 1
             where brand_id = $1 and id = $2 and closed_at is not null and erased_at is null"
        ),
        args![brand, id, now],
    )
}

/// Takes everything out of the row that says who somebody is. Store, channel and times stay: they
/// are what reports count.
pub(crate) fn erase(tx: &mut Tx<'_>, id: MemberId, now: Timestamp) -> Result<u64, DbError> {
    let brand = tx.brand();
    let name = tx.maybe(
        sql!(
            (String,),
            "select name from member where brand_id = $1 and id = $2 for update"
        ),
        args![brand, id],
    )?;
    if let Some((name,)) = name {
        tails::remove(tx, id, &name)?;
    }
    tx.execute(
        sql!(
            "update member set member_no = '', name = '', name_pinyin = '', name_initials = '',
             gender = 'unknown', birthday = null, phone_sealed = null, phone_last4 = null,
             guide_id = null, frozen_reason = null, closed_at = coalesce(closed_at, $3),
             erased_at = $3, updated_at = $3, version = version + 1
             where brand_id = $1 and id = $2 and erased_at is null"
        ),
        args![brand, id, now],
    )
}

/// Sets the tier.
pub(super) fn set_tier(
    tx: &mut Tx<'_>,
    id: MemberId,
    tier: Option<TierId>,
    now: Timestamp,
) -> Result<u64, DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!(
            "update member set tier_id = $3, updated_at = $4, version = version + 1
             where brand_id = $1 and id = $2"
        ),
        args![brand, id, tier, now],
    )
}

/// One of some tiers that a member has.
pub(super) fn first_tier_in_use(
    tx: &mut Tx<'_>,
    tiers: &[TierId],
) -> Result<Option<TierId>, DbError> {
    let brand = tx.brand();
    let found = tx.many_in(
        sql!(
            (TierId,),
            "select tier_id from member where brand_id = $1 and tier_id in ($*) limit 1"
        ),
        args![brand],
        tiers,
    )?;
    Ok(found.first().map(|(tier,)| *tier))
}

//! The table `member`: one row per person in the brand. What the search walks stands here too,
//! for a table has one owner.

use super::{Member, NameKeys, SaleMember};
use kernel::{By, MemberId, StoreId, TierId, Timestamp, Value};
use platform::db::{DbError, Tx};
use platform::{args, row_values, sql};

/// A member as first written.
pub(crate) struct NewRow<'a> {
    pub member: &'a Member,
    pub keys: &'a NameKeys,
    pub by: By,
}

/// Writes new members.
pub(crate) fn insert(tx: &mut Tx<'_>, rows: &[NewRow<'_>]) -> Result<u64, DbError> {
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
    )
}

/// One member, if there is one.
pub(super) fn find(tx: &mut Tx<'_>, id: MemberId) -> Result<Option<Member>, DbError> {
    Ok(load(tx, [id])?.pop())
}

/// One member, whose row is locked until the act ends.
pub(super) fn lock(tx: &mut Tx<'_>, id: MemberId) -> Result<Option<Member>, DbError> {
    let brand = tx.brand();
    tx.maybe(
        sql!(
            Member,
            "select id, member_no, name, gender, birthday, phone_sealed, phone_last4,
             store_id, channel, guide_id, tier_id, is_frozen, frozen_at, frozen_reason,
             enrolled_at, updated_at, version from member
             where brand_id = $1 and id = $2 for update"
        ),
        args![brand, id],
    )
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
             enrolled_at, updated_at, version from member where brand_id = $1 and id in ($*)"
        ),
        args![brand],
        ids,
    )
}

/// What a sale asks about many members, in no order.
pub(super) fn load_for_sale(tx: &mut Tx<'_>, ids: &[MemberId]) -> Result<Vec<SaleMember>, DbError> {
    let brand = tx.brand();
    tx.many_in(
        sql!(
            SaleMember,
            "select id, tier_id, is_frozen, store_id from member
             where brand_id = $1 and id in ($*)"
        ),
        args![brand],
        ids,
    )
}

/// Writes what an edit may change, if the version is still the one that was read.
pub(super) fn update(tx: &mut Tx<'_>, m: &Member, keys: &NameKeys) -> Result<u64, DbError> {
    let brand = tx.brand();
    tx.execute(
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
    )
}

/// Notes that something of the member's has changed, and locks the row until the act ends.
pub(super) fn touch(tx: &mut Tx<'_>, id: MemberId, now: Timestamp) -> Result<u64, DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!(
            "update member set updated_at = $3, version = version + 1
             where brand_id = $1 and id = $2"
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
             version = version + 1 where brand_id = $1 and id = $2 and is_frozen = 0"
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
             where brand_id = $1 and id = $2 and is_frozen = 1"
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

/// A hit of the search: who, and the name that it is sorted by.
pub(crate) type Hit = (MemberId, String);

/// Members entered before `id`, the latest first. Ids rise with time, so the key is the order.
pub(crate) fn seek_newest(
    tx: &mut Tx<'_>,
    id: MemberId,
    store: Option<StoreId>,
    limit: u32,
) -> Result<Vec<Hit>, DbError> {
    let brand = tx.brand();
    let Some(store) = store else {
        return tx.many(
            sql!(
                Hit,
                "select id, name from member
                 where brand_id = $1 and id < $2 order by id desc limit $3"
            ),
            args![brand, id, limit],
        );
    };
    tx.many(
        sql!(
            Hit,
            "select id, name from member
             where brand_id = $1 and store_id = $2 and id < $3 order by id desc limit $4"
        ),
        args![brand, store, id, limit],
    )
}

/// Members whose phone number ends in four digits, with ids below `id`, the newest first.
pub(crate) fn seek_last_four(
    tx: &mut Tx<'_>,
    digits: &str,
    id: MemberId,
    store: Option<StoreId>,
    limit: u32,
) -> Result<Vec<Hit>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            Hit,
            "select id, name from member
             where brand_id = $1 and phone_last4 = $2 and id < $3
             and (cast($4 as bigint) is null or store_id = $4)
             order by id desc limit $5"
        ),
        args![brand, digits, id, store, limit],
    )
}

/// A stretch of an index: from just after `(after, id)` up to `before`.
pub(crate) struct Stretch<'a> {
    pub after: &'a str,
    pub id: MemberId,
    pub before: &'a str,
}

/// Members in a stretch of pinyin, in its order.
pub(crate) fn seek_pinyin(
    tx: &mut Tx<'_>,
    stretch: &Stretch<'_>,
    store: Option<StoreId>,
    limit: u32,
) -> Result<Vec<Hit>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            Hit,
            "select id, name from member
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
pub(crate) fn seek_initials(
    tx: &mut Tx<'_>,
    stretch: &Stretch<'_>,
    store: Option<StoreId>,
    limit: u32,
) -> Result<Vec<Hit>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            Hit,
            "select id, name from member
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

/// Members whose name holds `pattern` (of a `like` with `\` as its escape), after `(name, id)` in
/// the order of names. Walks the index of names, not the rows.
pub(crate) fn seek_name_part(
    tx: &mut Tx<'_>,
    pattern: &str,
    (name, id): (&str, MemberId),
    store: Option<StoreId>,
    limit: u32,
) -> Result<Vec<Hit>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            Hit,
            "select id, name from member
             where brand_id = $1 and (name, id) > ($2, $3) and lower(name) like $4 escape '\\'
             and (cast($5 as bigint) is null or store_id = $5)
             order by name, id limit $6"
        ),
        args![brand, name, id, pattern, store, limit],
    )
}

//! The table `member_merge`, and who was merged into whom.

use super::Merge;
use kernel::{Act, MemberId, MergeId, TierId};
use platform::db::{DbError, Tx};
use platform::{args, sql};

/// Those of some members who were merged into others, each with the survivor.
pub(super) fn survivors_of(
    tx: &mut Tx<'_>,
    ids: &[MemberId],
) -> Result<Vec<(MemberId, MemberId)>, DbError> {
    let brand = tx.brand();
    tx.many_in(
        sql!(
            (MemberId, MemberId),
            "select id, merged_into from member
             where brand_id = $1 and id in ($*) and merged_into is not null"
        ),
        args![brand],
        ids.iter().copied(),
    )
}

/// All who were merged into others, each with the survivor.
pub(super) fn survivors(tx: &mut Tx<'_>) -> Result<Vec<(MemberId, MemberId)>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            (MemberId, MemberId),
            "select id, merged_into from member where brand_id = $1 and merged_into is not null"
        ),
        args![brand],
    )
}

/// Those who were merged into some members, each with the survivor.
pub(super) fn absorbed_into(
    tx: &mut Tx<'_>,
    survivors: &[MemberId],
) -> Result<Vec<(MemberId, MemberId)>, DbError> {
    let brand = tx.brand();
    tx.many_in(
        sql!(
            (MemberId, MemberId),
            "select id, merged_into from member
             where brand_id = $1 and merged_into in ($*) and merged_into is not null"
        ),
        args![brand],
        survivors.iter().copied(),
    )
}

/// Writes a merge down.
pub(super) fn insert(tx: &mut Tx<'_>, merge: &Merge, replaced: Vec<u8>) -> Result<(), DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!(
            "insert into member_merge (brand_id, id, absorbed_id, survivor_id, reason, taken,
                 replaced, posting_id, merged_at, merged_by, undo_until)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        ),
        args![
            brand,
            merge.id,
            merge.absorbed_id,
            merge.survivor_id,
            merge.reason,
            merge.taken,
            replaced,
            merge.posting_id,
            merge.merged_at,
            merge.merged_by,
            merge.undo_until
        ],
    )?;
    Ok(())
}

/// One merge, if there is one.
pub(super) fn find(tx: &mut Tx<'_>, id: MergeId) -> Result<Option<Merge>, DbError> {
    let brand = tx.brand();
    tx.maybe(
        sql!(
            Merge,
            "select id, absorbed_id, survivor_id, reason, taken, own_tier_id, tier_id, posting_id,
                 merged_at, merged_by, undo_until, undone_at, undone_by, undo_reason
             from member_merge where brand_id = $1 and id = $2"
        ),
        args![brand, id],
    )
}

/// What the survivor of a merge had before, sealed.
pub(super) fn replaced(tx: &mut Tx<'_>, id: MergeId) -> Result<Option<Vec<u8>>, DbError> {
    let brand = tx.brand();
    let query = sql!(
        (Option<Vec<u8>>,),
        "select replaced from member_merge where brand_id = $1 and id = $2"
    );
    Ok(tx
        .maybe(query, args![brand, id])?
        .and_then(|(sealed,)| sealed))
}

/// Merges before one, the latest first.
pub(super) fn page(tx: &mut Tx<'_>, before: MergeId, limit: u32) -> Result<Vec<Merge>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            Merge,
            "select id, absorbed_id, survivor_id, reason, taken, own_tier_id, tier_id, posting_id,
                 merged_at, merged_by, undo_until, undone_at, undone_by, undo_reason
             from member_merge where brand_id = $1 and id < $2 order by id desc limit $3"
        ),
        args![brand, before, limit],
    )
}

/// The same, of those that a member had a part in.
pub(super) fn page_of(
    tx: &mut Tx<'_>,
    member: MemberId,
    before: MergeId,
    limit: u32,
) -> Result<Vec<Merge>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            Merge,
            "select id, absorbed_id, survivor_id, reason, taken, own_tier_id, tier_id, posting_id,
                 merged_at, merged_by, undo_until, undone_at, undone_by, undo_reason
             from member_merge
             where brand_id = $1 and (absorbed_id = $2 or survivor_id = $2) and id < $3
             order by id desc limit $4"
        ),
        args![brand, member, before, limit],
    )
}

/// The merges that stand and in which somebody of these is the survivor: who was absorbed.
pub(super) fn absorbed_by(
    tx: &mut Tx<'_>,
    survivors: &[MemberId],
) -> Result<Vec<(MemberId,)>, DbError> {
    let brand = tx.brand();
    tx.many_in(
        sql!(
            (MemberId,),
            "select absorbed_id from member_merge
             where brand_id = $1 and survivor_id in ($*) and undone_at is null"
        ),
        args![brand],
        survivors.iter().copied(),
    )
}

/// Undoes a merge; once.
pub(super) fn undo(tx: &mut Tx<'_>, act: &Act, id: MergeId, reason: &str) -> Result<u64, DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!(
            "update member_merge set undone_at = $3, undone_by = $4, undo_reason = $5,
                 replaced = null
             where brand_id = $1 and id = $2 and undone_at is null"
        ),
        args![brand, id, act.now, act.by, reason],
    )
}

/// Remembers the tier that a merge gave and the one that the survivor had before; once.
pub(super) fn note_tier(
    tx: &mut Tx<'_>,
    id: MergeId,
    own: Option<TierId>,
    tier: TierId,
) -> Result<u64, DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!(
            "update member_merge set own_tier_id = $3, tier_id = $4
             where brand_id = $1 and id = $2 and undone_at is null and tier_id is null"
        ),
        args![brand, id, own, tier],
    )
}

/// Takes out of the memory of the survivor's other merges a tier that he no longer has by this
/// one: what a later one replaced is what there was before this one.
pub(super) fn forget_tier(
    tx: &mut Tx<'_>,
    survivor: MemberId,
    tier: TierId,
    own: Option<TierId>,
) -> Result<u64, DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!(
            "update member_merge set own_tier_id = $4
             where brand_id = $1 and survivor_id = $2 and own_tier_id = $3 and undone_at is null"
        ),
        args![brand, survivor, tier, own],
    )
}

/// Blanks what people wrote of a member's merges and what stands in them of a profile.
pub(super) fn blank(tx: &mut Tx<'_>, member: MemberId) -> Result<u64, DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!(
            "update member_merge set reason = '', replaced = null,
                 undo_reason = case when undo_reason is null then null else '' end
             where brand_id = $1 and (absorbed_id = $2 or survivor_id = $2)"
        ),
        args![brand, member],
    )
}

/// A member with the name that duplicates are sought by.
pub(super) type Namesake = (
    MemberId,
    String,
    Option<kernel::BusinessDate>,
    Option<String>,
);

/// Members from a name on, in the order of names; those without a name, the merged and the closed
/// left out.
pub(super) fn namesakes(
    tx: &mut Tx<'_>,
    (name, id): (&str, MemberId),
    limit: u32,
) -> Result<Vec<Namesake>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            Namesake,
            "select id, name, birthday, phone_last4 from member
             where brand_id = $1 and (name, id) > ($2, $3) and name > ''
               and merged_into is null and closed_at is null
             order by name, id limit $4"
        ),
        args![brand, name, id, limit],
    )
}

//! The table `identity`: what a member is found by, each once in the brand.

use super::{Claim, Identity, IdentityId, IdentityKind};
use kernel::MemberId;
use platform::db::{DbError, Tx};
use platform::{args, row_values, sql};

/// Who owns a value.
pub(super) type Owner = (IdentityKind, String, MemberId);

/// Writes claims in the order of the key, so that two acts that want the same values wait for
/// each other and never in a ring. A value that is taken is passed over; answers how many went in.
pub(super) fn insert(tx: &mut Tx<'_>, claims: &[Claim]) -> Result<u64, DbError> {
    let brand = tx.brand();
    let mut ordered: Vec<&Claim> = claims.iter().collect();
    ordered.sort_by(|a, b| (&a.value, a.kind.as_str()).cmp(&(&b.value, b.kind.as_str())));
    let rows = ordered
        .into_iter()
        .map(|claim| {
            let id = IdentityId(tx.new_id());
            row_values![
                brand,
                claim.value,
                claim.kind,
                id,
                claim.member_id,
                claim.added_at
            ]
        })
        .collect();
    tx.insert_many(
        sql!(
            "insert into identity (brand_id, value, kind, id, member_id, added_at) values $*
             on conflict (brand_id, value, kind) do nothing"
        ),
        rows,
    )
}

/// Who owns these values, whatever kind they are.
pub(super) fn owners(
    tx: &mut Tx<'_>,
    values: impl IntoIterator<Item = String>,
) -> Result<Vec<Owner>, DbError> {
    let brand = tx.brand();
    tx.many_in(
        sql!(
            Owner,
            "select kind, value, member_id from identity where brand_id = $1 and value in ($*)"
        ),
        args![brand],
        values,
    )
}

/// All that one member is found by, oldest first.
pub(super) fn list(tx: &mut Tx<'_>, member: MemberId) -> Result<Vec<Identity>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            Identity,
            "select id, kind, value, added_at from identity
             where brand_id = $1 and member_id = $2 order by id"
        ),
        args![brand, member],
    )
}

/// Which of these members have an identity of a kind.
pub(super) fn members_with(
    tx: &mut Tx<'_>,
    kind: IdentityKind,
    members: impl IntoIterator<Item = MemberId>,
) -> Result<Vec<MemberId>, DbError> {
    let brand = tx.brand();
    let rows = tx.many_in(
        sql!(
            (MemberId,),
            "select member_id from identity where brand_id = $1 and kind = $2
             and member_id in ($*)"
        ),
        args![brand, kind],
        members,
    )?;
    Ok(rows.into_iter().map(|(member,)| member).collect())
}

/// Takes away every identity of a kind.
pub(super) fn delete_kind(
    tx: &mut Tx<'_>,
    member: MemberId,
    kind: IdentityKind,
) -> Result<u64, DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!("delete from identity where brand_id = $1 and member_id = $2 and kind = $3"),
        args![brand, member, kind],
    )
}

/// Takes away one card.
pub(super) fn delete_card(
    tx: &mut Tx<'_>,
    member: MemberId,
    card: IdentityId,
) -> Result<u64, DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!(
            "delete from identity
             where brand_id = $1 and member_id = $2 and id = $3 and kind = 'card'"
        ),
        args![brand, member, card],
    )
}

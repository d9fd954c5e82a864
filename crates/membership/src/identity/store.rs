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
            "select i.kind, i.value, coalesce(m.merged_into, i.member_id)
             from identity i left join member m on m.brand_id = $1 and m.id = i.member_id
             where i.brand_id = $1 and i.value in ($*)"
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
             where brand_id = $1 and member_id in (select cast($2 as bigint) union all
                 select m.id from member m where m.brand_id = $1 and m.merged_into = $2)
             order by id"
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

/// Takes away one value.
pub(super) fn delete_value(
    tx: &mut Tx<'_>,
    kind: IdentityKind,
    value: &str,
) -> Result<u64, DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!("delete from identity where brand_id = $1 and value = $2 and kind = $3"),
        args![brand, value, kind],
    )
}

/// Takes away one identity of a kind.
pub(super) fn delete_one(
    tx: &mut Tx<'_>,
    member: MemberId,
    kind: IdentityKind,
    id: IdentityId,
) -> Result<u64, DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!(
            "delete from identity
             where brand_id = $1 and id = $3 and kind = $4
               and member_id in (select cast($2 as bigint) union all
                 select m.id from member m where m.brand_id = $1 and m.merged_into = $2)"
        ),
        args![brand, member, id, kind],
    )
}

/// Takes away every identity of a member.
pub(super) fn delete_all(tx: &mut Tx<'_>, member: MemberId) -> Result<u64, DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!("delete from identity where brand_id = $1 and member_id = $2"),
        args![brand, member],
    )
}

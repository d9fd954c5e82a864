//! The profile of a merged member: what the survivor takes over from the absorbed member, and how
//! it is given back. Former values wait sealed, for they are personal and may have to go.

use super::rules::{self, Replaced};
use super::{Merge, MergeField, load_one, store};
use crate::MembershipError;
use crate::change::{self, between};
use crate::identity::{self, Phone};
use crate::profile::{Member, name_keys, seal_context, store as members};
use kernel::{Act, MemberId, MergeId};
use platform::db::{DbError, Tx};
use platform::seal::Seal;
use serde_json::json;

/// Writes what the survivor takes over, and answers what stood there before, sealed.
pub(super) fn take_over(
    tx: &mut Tx<'_>,
    seal: &Seal,
    act: &Act,
    (merge_id, before): (MergeId, &Member),
    absorbed: &Member,
    taken: &[MergeField],
) -> Result<Vec<u8>, MembershipError> {
    let mut survivor = before.clone();
    let mut replaced = Vec::with_capacity(taken.len());
    for field in taken {
        let value = match field {
            MergeField::Phone => {
                let own = before.phone(seal).map(|phone| phone.e164().to_owned());
                show_phone(seal, &mut survivor, absorbed.phone(seal).as_ref());
                own
            }
            field => {
                let theirs = rules::shown(absorbed, *field);
                put(&mut survivor, *field, theirs.as_deref())?;
                rules::shown(before, *field)
            }
        };
        replaced.push(Replaced {
            field: *field,
            value,
        });
    }
    write(tx, act, before, survivor)?;
    Ok(seal.close(&json!(replaced).to_string(), &context(merge_id)))
}

/// Gives the survivor back what stood in the fields before, unless somebody has changed them since.
pub(super) fn give_back(
    tx: &mut Tx<'_>,
    seal: &Seal,
    act: &Act,
    merge: &Merge,
    mut survivor: Member,
    absorbed: &Member,
) -> Result<(), MembershipError> {
    let kept = store::replaced(tx, merge.id)?;
    let kept = kept.and_then(|sealed| seal.open(&sealed, &context(merge.id)).ok());
    let replaced: Vec<Replaced> = match kept {
        Some(text) => serde_json::from_str(&text).map_err(|e| DbError::Bug(e.to_string()))?,
        // The person was erased, or the key is lost: what stands there stays.
        None => Vec::new(),
    };
    let before = survivor.clone();
    for Replaced { field, value } in replaced {
        let is_untouched = match field {
            MergeField::Phone => before.phone(seal) == absorbed.phone(seal),
            field => rules::shown(&before, field) == rules::shown(absorbed, field),
        };
        match field {
            _ if !is_untouched => {}
            MergeField::Phone => {
                let own = value.as_deref().and_then(Phone::read);
                show_phone(seal, &mut survivor, own.as_ref());
            }
            field => put(&mut survivor, field, value.as_deref())?,
        }
    }
    show_only_own(tx, seal, &mut survivor)?;
    write(tx, act, &before, survivor)
}

/// Takes the phone number out of sight that an absorbed member gave up while the two were one.
pub(super) fn show_own_phone(
    tx: &mut Tx<'_>,
    seal: &Seal,
    act: &Act,
    absorbed_id: MemberId,
) -> Result<(), MembershipError> {
    let before = load_one(tx, absorbed_id)?;
    let mut member = before.clone();
    show_only_own(tx, seal, &mut member)?;
    if member.phone_last4 != before.phone_last4 {
        write(tx, act, &before, member)?;
    }
    Ok(())
}

/// Takes a phone number out of sight by which the member is not found.
fn show_only_own(tx: &mut Tx<'_>, seal: &Seal, member: &mut Member) -> Result<(), MembershipError> {
    let Some(phone) = member.phone(seal) else {
        return Ok(());
    };
    if identity::find_by_phone(tx, seal, phone.e164())? != Some(member.id) {
        show_phone(seal, member, None);
    }
    Ok(())
}

fn show_phone(seal: &Seal, member: &mut Member, phone: Option<&Phone>) {
    let context = seal_context(member.id);
    member.phone_sealed = phone.map(|phone| seal.close(phone.e164(), &context));
    member.phone_last4 = phone.map(|phone| phone.last_four().to_owned());
}

fn put(member: &mut Member, field: MergeField, value: Option<&str>) -> Result<(), DbError> {
    rules::put(member, field, value).map_err(DbError::Bug)
}

/// Writes a profile, raising its version, with what was changed.
fn write(
    tx: &mut Tx<'_>,
    act: &Act,
    before: &Member,
    mut after: Member,
) -> Result<(), MembershipError> {
    after.updated_at = act.now;
    let keys = name_keys(&after.name);
    if members::update(tx, before, &after, &keys)? != 1 {
        return Err(DbError::Bug("a locked member was not written".into()).into());
    }
    Ok(change::record(tx, act, after.id, &between(before, &after))?)
}

/// What binds the survivor's former values to their merge.
fn context(id: MergeId) -> String {
    format!("member.merge/{id}")
}

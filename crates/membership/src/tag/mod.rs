//! NFC tags that members wear or carry: a bracelet, a key ring, a card with a chip. A tag belongs
//! to one member of the brand and finds that member, as a card does.

pub(crate) mod http;

use crate::MembershipError;
use crate::card::CARDS_MAX;
use crate::identity::{self, Claim, Identity, IdentityId, IdentityKind, rules::read_tag};
use crate::merge::current_id;
use crate::profile::{check_identities, touch};
use access::audit;
use kernel::{Act, Invalid, MemberId};
use platform::db::{DbError, Tx};
use serde_json::json;

/// Gives a member one more tag; `uid` as readers show it.
pub fn add(tx: &mut Tx<'_>, act: &Act, id: MemberId, uid: &str) -> Result<(), MembershipError> {
    let value = read_tag(uid).ok_or_else(|| {
        let example = [("example", "04A1B2C3D4E5F6".into())];
        Invalid::one("/uid", "value.wrong_format", example)
    })?;
    let id = current_id(tx, id)?;
    touch(tx, id, act.now)?;
    if list(tx, id)?.len() >= CARDS_MAX {
        return Err(MembershipError::TooManyCards { max: CARDS_MAX });
    }
    let kind = IdentityKind::NfcTag;
    let details = json!({ "uid": identity::rules::mask_card(&value) });
    let claim = Claim {
        kind,
        value,
        member_id: id,
        added_at: act.now,
    };
    if let Err(member_id) = identity::claim(tx, claim)? {
        return Err(MembershipError::IdentityTaken { kind, member_id });
    }
    audit::record(tx, act, "member.tag_add", &id.to_string(), &details)?;
    Ok(())
}

/// Takes a tag away, unless it is the last thing that the member is found by.
pub fn remove(
    tx: &mut Tx<'_>,
    act: &Act,
    id: MemberId,
    tag: IdentityId,
) -> Result<(), MembershipError> {
    let id = current_id(tx, id)?;
    touch(tx, id, act.now)?;
    identity::remove_one(tx, id, IdentityKind::NfcTag, tag)?;
    check_identities(tx, id)?;
    let details = json!({ "tag_id": tag });
    audit::record(tx, act, "member.tag_remove", &id.to_string(), &details)?;
    Ok(())
}

/// A member's tags, the oldest first.
pub(crate) fn list(tx: &mut Tx<'_>, id: MemberId) -> Result<Vec<Identity>, DbError> {
    let mut all = identity::list(tx, id)?;
    all.retain(|one| one.kind == IdentityKind::NfcTag);
    Ok(all)
}

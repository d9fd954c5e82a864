//! 会员卡: what a member shows, printed or virtual; one card belongs to one member of the brand.

pub(crate) mod http;

use crate::MembershipError;
use crate::identity::{self, Claim, IdentityId, IdentityKind, rules::mask_card, rules::read_card};
use crate::merge::current_id;
use crate::profile::{check_identities, touch};
use access::audit;
use kernel::{Act, Invalid, MemberId};
use platform::db::Tx;
use serde_json::json;

/// The most cards that one member may have.
pub const CARDS_MAX: usize = 20;

/// Gives a member one more card.
pub fn add(tx: &mut Tx<'_>, act: &Act, id: MemberId, card_no: &str) -> Result<(), MembershipError> {
    let value = read_card(card_no).ok_or_else(|| {
        Invalid::one(
            "/card_no",
            "value.wrong_format",
            [("example", "VIP-0001".into())],
        )
    })?;
    let id = current_id(tx, id)?;
    touch(tx, id, act.now)?;
    let identities = identity::list(tx, id)?;
    let cards = identities
        .iter()
        .filter(|one| one.kind == IdentityKind::Card)
        .count();
    if cards >= CARDS_MAX {
        return Err(MembershipError::TooManyCards { max: CARDS_MAX });
    }
    let kind = IdentityKind::Card;
    let details = json!({ "card_no": mask_card(&value) });
    let claim = Claim {
        kind,
        value,
        member_id: id,
        added_at: act.now,
    };
    if let Err(member_id) = identity::claim(tx, claim)? {
        return Err(MembershipError::IdentityTaken { kind, member_id });
    }
    audit::record(tx, act, "member.card_add", &id.to_string(), &details)?;
    Ok(())
}

/// Takes a card away, unless it is the last thing that the member is found by.
pub fn remove(
    tx: &mut Tx<'_>,
    act: &Act,
    id: MemberId,
    card: IdentityId,
) -> Result<(), MembershipError> {
    let id = current_id(tx, id)?;
    touch(tx, id, act.now)?;
    identity::remove_one(tx, id, IdentityKind::Card, card)?;
    check_identities(tx, id)?;
    let details = json!({ "card_id": card });
    audit::record(tx, act, "member.card_remove", &id.to_string(), &details)?;
    Ok(())
}

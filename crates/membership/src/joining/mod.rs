//! 入会链接: where people are invited to join, and how they come in by it.
//!
//! A link belongs to a store, a guide, a channel, or the whole brand; whoever comes by it brings
//! that along. It is no secret, for it hangs on walls, but it cannot be guessed. A person proves a
//! phone number, reads what there is to agree to, and is a member; one whom the brand knows is
//! greeted and not enrolled twice.

mod answers;
pub(crate) mod door;
mod error;
pub(crate) mod http;
mod images;
mod origin;
pub(crate) mod proof;
pub(crate) mod rules;
mod store;

pub use error::JoiningError;
pub use proof::{DIGITS_MINUTES, PROOF_MINUTES, SMS_PURPOSE, TRIES_MAX};
pub use rules::LinkKind;
pub use store::JoiningLink;

use crate::consent::{
    self, Consent, ConsentOrigin, ContactChannel, Purpose, SaidBy, policy, record_consent,
};
use crate::profile::{Channel, check_store};
use crate::{MembershipError, NewMember, PersonError, enrol};
use access::audit;
use kernel::{
    Act, Cursor, Invalid, JoiningLinkId, MemberId, Page, StaffId, StoreId, Timestamp, ids,
};
use platform::db::{DbError, Tx};
use platform::seal::Seal;
use proof::Proved;
use serde_json::json;
use std::collections::HashMap;

kernel::id!(
    #[doc(alias = "手机号验证")]
    /// Digits that were sent to a phone.
    PhoneProofId,
    "prf"
);

/// A link that is about to be made.
#[derive(Debug, Clone)]
pub struct NewLink {
    /// What staff call it.
    pub name: String,
    /// How it reaches people.
    pub kind: LinkKind,
    /// How those who come by it came in.
    pub channel: Channel,
    /// Whose store; none for the whole brand.
    pub store_id: Option<StoreId>,
    /// Whose merit.
    pub guide_id: Option<StaffId>,
    /// Where it leads on to, for WeChat's kinds.
    pub target: Option<String>,
}

/// What somebody agreed to at the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreed {
    /// What for.
    pub purpose: Purpose,
    /// By which way of being reached.
    pub channel: ContactChannel,
    /// The version of the text that was shown.
    pub policy_version: i64,
}

/// Who came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Joined {
    /// Who.
    pub member_id: MemberId,
    /// Whether this made a member, or the brand knew the person.
    pub is_new: bool,
}

/// What people are asked at the door, in this order. The first is what a membership is.
pub(crate) const ASKED: [(Purpose, ContactChannel); 3] = [
    (Purpose::Service, ContactChannel::All),
    (Purpose::Marketing, ContactChannel::Sms),
    (Purpose::Profiling, ContactChannel::All),
];

/// Makes a link.
pub fn create_link(
    tx: &mut Tx<'_>,
    act: &Act,
    new: &NewLink,
) -> Result<JoiningLink, MembershipError> {
    let mut wrong = Invalid::new();
    wrong.text("/name", &new.name, rules::NAME_MAX);
    rules::check(&mut wrong, new.kind, new.channel, new.target.as_deref());
    wrong.check()?;
    if let Some(store_id) = new.store_id {
        check_store(tx, store_id)?;
    }
    if let Some(guide_id) = new.guide_id
        && tx.fetch(access::known_staff(tx, &[guide_id]))?.is_empty()
    {
        return Err(Invalid::one("/guide_id", "reference.unknown", []).into());
    }
    let chance = rand::random::<u64>() >> 1;
    let link = JoiningLink {
        id: JoiningLinkId(tx.new_id()),
        code: ids::encode(chance.cast_signed()),
        name: new.name.trim().to_owned(),
        kind: new.kind,
        channel: new.channel,
        store_id: new.store_id,
        guide_id: new.guide_id,
        target: new.target.clone(),
        created_at: act.now,
        created_by: act.by,
        disabled_at: None,
    };
    store::insert_link(tx, &link)?;
    let details = json!({
        "kind": link.kind, "channel": link.channel, "store_id": link.store_id,
        "guide_id": link.guide_id,
    });
    audit::record(
        tx,
        act,
        "joining_link.create",
        &link.id.to_string(),
        &details,
    )?;
    Ok(link)
}

/// Switches a link off; one that is off stays so.
pub fn disable_link(
    tx: &mut Tx<'_>,
    act: &Act,
    id: JoiningLinkId,
) -> Result<JoiningLink, MembershipError> {
    if store::disable_link(tx, id, act.now)? {
        audit::record(tx, act, "joining_link.disable", &id.to_string(), &json!({}))?;
    }
    get_link(tx, id)
}

/// The link that must exist.
pub fn get_link(tx: &mut Tx<'_>, id: JoiningLinkId) -> Result<JoiningLink, MembershipError> {
    Ok(store::find_link(tx, id)?.ok_or(JoiningError::LinkNotFound)?)
}

/// Links, the newest first: all of the brand, or those of some stores.
pub fn list_links(
    tx: &mut Tx<'_>,
    stores: Option<&[StoreId]>,
    cursor: Option<Cursor>,
    limit: u32,
) -> Result<Page<JoiningLink>, DbError> {
    let below = cursor.map_or(i64::MAX, |one| one.id);
    let mut links = match stores {
        None => store::list_links(tx, below, limit + 1)?,
        Some(stores) => store::list_links_of(tx, stores, below, limit + 1)?,
    };
    links.sort_unstable_by_key(|link| std::cmp::Reverse(link.id));
    Ok(Page::of(links, limit, |link| Cursor {
        key: link.id.0,
        id: link.id.0,
    }))
}

/// How many came by each link: as new members, and known already.
pub(crate) fn count_joinings(
    tx: &mut Tx<'_>,
    links: &[JoiningLinkId],
) -> Result<HashMap<JoiningLinkId, (i64, i64)>, DbError> {
    let counts = store::count_joinings(tx, links)?;
    Ok(counts
        .into_iter()
        .map(|(link, new, known)| (link, (new, known)))
        .collect())
}

/// The link behind the code of an address, if it is in use.
pub(crate) fn open_link(tx: &mut Tx<'_>, code: &str) -> Result<JoiningLink, MembershipError> {
    let link = store::find_link_by_code(tx, code)?.ok_or(JoiningError::LinkNotFound)?;
    match link.disabled_at {
        None => Ok(link),
        Some(_) => Err(JoiningError::LinkDisabled.into()),
    }
}

/// Where an address leads on to instead of our page.
pub async fn find_target(
    db: &platform::db::Db,
    full_code: &str,
) -> Result<Option<String>, DbError> {
    let Some((brand, code)) = rules::read_code(full_code) else {
        return Ok(None);
    };
    let link = db
        .read(brand, move |tx| store::find_link_by_code(tx, &code))
        .await?;
    Ok(link
        .filter(|link| link.kind == LinkKind::WechatLink && link.disabled_at.is_none())
        .and_then(|link| link.target))
}

/// Lets a person in whose number is proved: enrols, or knows again.
pub(crate) fn join(
    tx: &mut Tx<'_>,
    seal: &Seal,
    act: &Act,
    link: &JoiningLink,
    proved: &Proved,
    name: Option<&str>,
    agreed: &[Agreed],
) -> Result<Joined, MembershipError> {
    if let Some(member_id) = proved.member {
        return come_back(tx, act, link, member_id, agreed);
    }
    check_agreed(tx, agreed, true)?;
    let new = NewMember {
        name: name.map(str::to_owned),
        phone: Some(proved.phone.e164().to_owned()),
        store_id: link.store_id,
        guide_id: link.guide_id,
        link_id: Some(link.id),
        ..NewMember::by(link.channel)
    };
    let member_id = match enrol(tx, seal, act, &new) {
        Ok(member_id) => member_id,
        // At a till, this very moment.
        Err(MembershipError::AlreadyEnrolled { member_id }) => {
            return come_back(tx, act, link, member_id, agreed);
        }
        Err(error) => return Err(error),
    };
    record_agreed(tx, act, link, member_id, agreed)?;
    store::insert_joining(tx, member_id, link.id, true, act.now)?;
    Ok(Joined {
        member_id,
        is_new: true,
    })
}

fn record_agreed(
    tx: &mut Tx<'_>,
    act: &Act,
    link: &JoiningLink,
    member_id: MemberId,
    agreed: &[Agreed],
) -> Result<(), MembershipError> {
    for one in agreed {
        let consent = Consent {
            purpose: one.purpose,
            channel: one.channel,
            is_given: true,
            policy_version: Some(one.policy_version),
            origin: ConsentOrigin::H5,
            store_id: link.store_id,
            said_by: SaidBy::Member,
            note: None,
        };
        record_consent(tx, act, member_id, &consent)?;
    }
    Ok(())
}

fn come_back(
    tx: &mut Tx<'_>,
    act: &Act,
    link: &JoiningLink,
    member_id: MemberId,
    agreed: &[Agreed],
) -> Result<Joined, MembershipError> {
    check_agreed(tx, agreed, false)?;
    record_agreed(tx, act, link, member_id, agreed)?;
    store::insert_joining(tx, member_id, link.id, false, act.now)?;
    Ok(Joined {
        member_id,
        is_new: false,
    })
}

/// What is asked must be what is in force, and who is new must agree to the first of it.
fn check_agreed(tx: &mut Tx<'_>, agreed: &[Agreed], is_new: bool) -> Result<(), MembershipError> {
    let mut wrong = Invalid::new();
    for (place, one) in agreed.iter().enumerate() {
        let at = format!("/consents/{place}/purpose");
        if !ASKED.contains(&(one.purpose, one.channel)) {
            wrong.add(at, "value.not_allowed", []);
        } else if agreed[..place]
            .iter()
            .any(|other| other.purpose == one.purpose)
        {
            wrong.add(at, "value.duplicate", []);
        }
    }
    wrong.check()?;
    for (purpose, _) in ASKED {
        let given = agreed.iter().find(|one| one.purpose == purpose);
        let text = policy::latest(tx, purpose)?;
        let purpose_word = purpose.as_str();
        match (given, text) {
            (None, None) if is_new && purpose == Purpose::Service => {
                return Err(PersonError::PolicyMissing {
                    purpose: purpose_word,
                }
                .into());
            }
            (None, _) if is_new && purpose == Purpose::Service => {
                return Err(JoiningError::ConsentMissing {
                    purpose: purpose_word,
                }
                .into());
            }
            (Some(one), Some(text)) if text.version != one.policy_version => {
                return Err(JoiningError::PolicyChanged {
                    purpose: purpose_word,
                }
                .into());
            }
            _ => {}
        }
    }
    Ok(())
}

/// The texts that are asked about at the door, those that the brand has published.
pub(crate) fn texts(
    tx: &mut Tx<'_>,
) -> Result<Vec<(ContactChannel, consent::PolicyText)>, DbError> {
    let mut texts = Vec::new();
    for (purpose, channel) in ASKED {
        texts.extend(policy::latest(tx, purpose)?.map(|text| (channel, text)));
    }
    Ok(texts)
}

/// Forgets what was sent to a number and what its answer opened, for a person who is erased.
pub(crate) fn forget_proofs(tx: &mut Tx<'_>, phone_index: &str) -> Result<(), DbError> {
    store::delete_proofs(tx, phone_index)
}

/// Forgets digits and proofs that are over; answers how many.
pub(crate) fn purge(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, DbError> {
    store::purge_proofs(tx, now.plus_days(-1))
}

//! 会员档案: who the member is, where from, of which tier, frozen or not.
//!
//! Every change raises the version, and an edit names the version it was based on, so that nobody
//! overwrites what somebody else has just written. The phone number is sealed; name and birthday
//! stand in clear in this row only.

pub(crate) mod http;
mod pinyin;
pub(crate) mod rules;
pub(crate) mod store;

pub use pinyin::{NameKeys, name_keys};

use crate::MembershipError;
use crate::identity::{self, Claim, IdentityKind, Phone};
use access::audit;
use events::{Event, MemberFrozen, TierChanged};
use kernel::{
    Act, BusinessDate, Invalid, MemberId, StaffId, StoreId, TierId, Timestamp, text_enum,
};
use platform::db::{DbError, Tx};
use platform::http::IfMatch;
use platform::seal::Seal;
use platform::{outbox, row};
use serde_json::json;
use std::collections::HashMap;

text_enum! {
    /// As the member says it.
    pub enum Gender {
        /// 男
        Male = "male",
        /// 女
        Female = "female",
        /// Not said.
        Unknown = "unknown",
    }
}

text_enum! {
    /// How a member came in.
    pub enum Channel {
        /// At a store's till.
        Till = "till",
        /// By head office.
        Console = "console",
        /// By a store's QR code.
        StoreCode = "store_code",
        /// By an NFC tag (碰碰贴).
        NfcTag = "nfc_tag",
        /// In the mini-program.
        MiniProgram = "mini_program",
        /// In the online store.
        Online = "online",
        /// From another system.
        Import = "import",
    }
}

row! {
    #[doc(alias = "会员")]
    /// A person enrolled with the brand.
    pub struct Member {
        /// Who.
        pub id: MemberId,
        /// 会员号: the number that people see.
        pub member_no: String,
        /// Empty when not known. Personal, in clear.
        pub name: String,
        /// As the member says it.
        pub gender: Gender,
        /// Personal, in clear.
        pub birthday: Option<BusinessDate>,
        /// Opened only to show it masked.
        pub(crate) phone_sealed: Option<Vec<u8>>,
        /// What people say at the till.
        pub(crate) phone_last4: Option<String>,
        /// The store the member belongs to: where the enrolment was, until changed.
        pub store_id: Option<StoreId>,
        /// How the member came in.
        pub channel: Channel,
        /// The guide who looks after the member.
        pub guide_id: Option<StaffId>,
        /// The tier, once one is set.
        pub tier_id: Option<TierId>,
        /// Whether the member may not act at the moment.
        pub is_frozen: bool,
        /// Since when.
        pub frozen_at: Option<Timestamp>,
        /// Why.
        pub frozen_reason: Option<String>,
        /// When the enrolment was.
        pub enrolled_at: Timestamp,
        /// When the last change was.
        pub updated_at: Timestamp,
        /// Rises by one with each change; the ETag.
        pub version: i64,
    }
}

row! {
    /// What a sale asks about a member.
    pub struct SaleMember {
        /// Who.
        pub id: MemberId,
        /// The tier, once one is set.
        pub tier_id: Option<TierId>,
        /// Whether the member may not act at the moment.
        pub is_frozen: bool,
        /// The store the member belongs to.
        pub store_id: Option<StoreId>,
    }
}

/// What an edit changes; what it does not name stays.
#[derive(Debug, Clone, Default)]
pub struct ProfileEdit {
    /// The new name.
    pub name: Option<String>,
    /// The new gender.
    pub gender: Option<Gender>,
    /// The new birthday, or that it is not known.
    pub birthday: Option<Option<BusinessDate>>,
    /// The new phone number, or that there is none.
    pub phone: Option<Option<String>>,
    /// The new home store.
    pub store_id: Option<StoreId>,
    /// The new guide, or that there is none.
    pub guide_id: Option<Option<StaffId>>,
}

impl ProfileEdit {
    /// The names of the fields that it changes.
    fn fields(&self) -> Vec<&'static str> {
        let named = [
            ("name", self.name.is_some()),
            ("gender", self.gender.is_some()),
            ("birthday", self.birthday.is_some()),
            ("phone", self.phone.is_some()),
            ("store_id", self.store_id.is_some()),
            ("guide_id", self.guide_id.is_some()),
        ];
        named
            .into_iter()
            .filter(|(_, is_named)| *is_named)
            .map(|(name, _)| name)
            .collect()
    }
}

impl Member {
    /// The phone number as shown: `138****1234`; `****1234` when the key does not open it.
    pub fn masked_phone(&self, seal: &Seal) -> Option<String> {
        let last_four = self.phone_last4.as_deref()?;
        let masked = self.phone(seal).map(|phone| phone.masked());
        Some(masked.unwrap_or_else(|| format!("****{last_four}")))
    }

    fn phone(&self, seal: &Seal) -> Option<Phone> {
        let sealed = self.phone_sealed.as_deref()?;
        Phone::read(&seal.open(sealed, &seal_context(self.id)).ok()?)
    }
}

/// Gets a member.
pub fn get(tx: &mut Tx<'_>, id: MemberId) -> Result<Member, MembershipError> {
    store::find(tx, id)?.ok_or(MembershipError::MemberNotFound { member_id: id })
}

/// Loads what a sale asks about members; an unknown id is simply absent.
pub fn load_for_sale(
    tx: &mut Tx<'_>,
    ids: &[MemberId],
) -> Result<HashMap<MemberId, SaleMember>, DbError> {
    let members = store::load_for_sale(tx, ids)?;
    Ok(members
        .into_iter()
        .map(|member| (member.id, member))
        .collect())
}

/// Changes a profile that is still in the version that was seen.
pub fn edit(
    tx: &mut Tx<'_>,
    seal: &Seal,
    act: &Act,
    id: MemberId,
    seen: IfMatch,
    edit: &ProfileEdit,
) -> Result<Member, MembershipError> {
    let checked = rules::check_edit(edit, rules::latest_date(act.now))?;
    let mut member = lock(tx, id)?;
    seen.check(member.version)?;
    if let Some(store_id) = edit.store_id {
        check_store(tx, store_id)?;
        member.store_id = Some(store_id);
    }
    if let Some(Some(guide_id)) = edit.guide_id
        && access::known_staff(tx, &[guide_id])?.is_empty()
    {
        return Err(Invalid::one("/guide_id", "reference.unknown", []).into());
    }
    if let Some(phone) = &checked.phone {
        replace_phone(tx, seal, act.now, &mut member, phone.as_ref())?;
    }
    member.name = checked.name.unwrap_or(member.name);
    member.gender = checked.gender.unwrap_or(member.gender);
    member.birthday = checked.birthday.unwrap_or(member.birthday);
    member.guide_id = edit.guide_id.unwrap_or(member.guide_id);
    member.updated_at = act.now;
    let keys = name_keys(&member.name);
    must_be_one(store::update(tx, &member, &keys)?)?;
    member.version += 1;
    // Which fields, not what they hold: the log outlives an erased person.
    let details = json!({ "fields": edit.fields() });
    audit::record(tx, act, "member.edit", &id.to_string(), &details)?;
    Ok(member)
}

/// Freezes a member: no sale, no points, no stored value until unfrozen.
#[doc(alias = "会员冻结")]
pub fn freeze(
    tx: &mut Tx<'_>,
    act: &Act,
    id: MemberId,
    reason: &str,
) -> Result<(), MembershipError> {
    let reason = rules::check_reason(reason)?;
    if store::freeze(tx, id, act.now, &reason)? == 0 {
        get(tx, id)?;
        return Err(MembershipError::AlreadyFrozen);
    }
    let fact = Event::MemberFrozen(MemberFrozen {
        member_id: id,
        at: act.now,
    });
    outbox::append(tx, act.now, Some(id), &fact)?;
    audit::record(
        tx,
        act,
        "member.freeze",
        &id.to_string(),
        &json!({ "reason": reason }),
    )?;
    Ok(())
}

/// Lets a frozen member act again.
pub fn unfreeze(
    tx: &mut Tx<'_>,
    act: &Act,
    id: MemberId,
    reason: &str,
) -> Result<(), MembershipError> {
    let reason = rules::check_reason(reason)?;
    if store::unfreeze(tx, id, act.now)? == 0 {
        get(tx, id)?;
        return Err(MembershipError::NotFrozen);
    }
    let fact = Event::MemberUnfrozen(MemberFrozen {
        member_id: id,
        at: act.now,
    });
    outbox::append(tx, act.now, Some(id), &fact)?;
    audit::record(
        tx,
        act,
        "member.unfreeze",
        &id.to_string(),
        &json!({ "reason": reason }),
    )?;
    Ok(())
}

/// Sets a member's tier; setting the tier that is there changes nothing and tells nobody.
pub fn set_tier(
    tx: &mut Tx<'_>,
    act: &Act,
    id: MemberId,
    tier: Option<TierId>,
) -> Result<(), MembershipError> {
    let member = lock(tx, id)?;
    if member.tier_id == tier {
        return Ok(());
    }
    must_be_one(store::set_tier(tx, id, tier, act.now)?)?;
    let fact = TierChanged {
        member_id: id,
        from: member.tier_id,
        to: tier,
        at: act.now,
    };
    outbox::append(tx, act.now, Some(id), &Event::TierChanged(fact))?;
    Ok(())
}

/// Which of some tiers members have, if any; such a tier must stay.
pub fn first_tier_in_use(tx: &mut Tx<'_>, tiers: &[TierId]) -> Result<Option<TierId>, DbError> {
    store::first_tier_in_use(tx, tiers)
}

/// What binds a sealed phone number to its member: moved to another row it cannot be opened.
pub(crate) fn seal_context(id: MemberId) -> String {
    format!("member.phone/{id}")
}

/// Refuses a store that the brand does not have.
pub(crate) fn check_store(tx: &mut Tx<'_>, store_id: StoreId) -> Result<(), MembershipError> {
    if retail::load_stores(tx, &[store_id])?.is_empty() {
        return Err(Invalid::one("/store_id", "reference.unknown", []).into());
    }
    Ok(())
}

fn lock(tx: &mut Tx<'_>, id: MemberId) -> Result<Member, MembershipError> {
    store::lock(tx, id)?.ok_or(MembershipError::MemberNotFound { member_id: id })
}

/// Raises the version first: its lock makes two changes to one member's identities wait.
pub(crate) fn touch(tx: &mut Tx<'_>, id: MemberId, now: Timestamp) -> Result<(), MembershipError> {
    match store::touch(tx, id, now)? {
        0 => Err(MembershipError::MemberNotFound { member_id: id }),
        _ => Ok(()),
    }
}

fn replace_phone(
    tx: &mut Tx<'_>,
    seal: &Seal,
    now: Timestamp,
    member: &mut Member,
    phone: Option<&Phone>,
) -> Result<(), MembershipError> {
    identity::remove_phone(tx, member.id)?;
    let Some(phone) = phone else {
        member.phone_sealed = None;
        member.phone_last4 = None;
        return check_identities(tx, member.id);
    };
    let claim = Claim {
        kind: IdentityKind::Phone,
        value: identity::phone_value(seal, tx.brand(), phone),
        member_id: member.id,
        added_at: now,
    };
    if let Err(member_id) = identity::claim(tx, claim)? {
        return Err(MembershipError::AlreadyEnrolled { member_id });
    }
    member.phone_sealed = Some(seal.close(phone.e164(), &seal_context(member.id)));
    member.phone_last4 = Some(phone.last_four().to_owned());
    Ok(())
}

/// Refuses to leave a member with nothing but the member number, which nobody has by heart.
pub(crate) fn check_identities(tx: &mut Tx<'_>, id: MemberId) -> Result<(), MembershipError> {
    let identities = identity::list(tx, id)?;
    if identities
        .iter()
        .any(|one| one.kind != IdentityKind::MemberNo)
    {
        Ok(())
    } else {
        Err(MembershipError::LastIdentity)
    }
}

fn must_be_one(written: u64) -> Result<(), DbError> {
    match written {
        1 => Ok(()),
        // The row is locked by this act, so nobody can have changed or removed it.
        _ => Err(DbError::Bug("a locked member was not written".into())),
    }
}

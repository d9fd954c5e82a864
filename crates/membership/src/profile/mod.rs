//! 会员档案: who the member is, where from, of which tier, frozen or not.
//!
//! Every change raises the version, and an edit names the version it was based on, so that nobody
//! overwrites what somebody else has just written. The phone number is sealed; name and birthday
//! stand in clear in this row only, and the name in the tails that the search walks.

pub(crate) mod http;
mod pinyin;
pub(crate) mod rules;
mod sale;
pub(crate) mod state;
pub(crate) mod store;
mod tier;

pub use pinyin::{NameKeys, name_keys};
pub use sale::{SaleMember, WalkedMember, count_walked, load_for_sale, walk};
pub(crate) use state::require_open;
pub use state::{MemberState, freeze, unfreeze};
pub use store::{Enrolment, names_of, numbers_of};
pub use tier::{first_tier_in_use, set_tier, set_tier_because};

use crate::MembershipError;
use crate::change::{self, between};
use crate::consent::ConsentOrigin;
use crate::guardian;
use crate::identity::{self, Claim, IdentityKind, Phone};
use crate::merge::current_id;
use access::audit;
use kernel::{
    Act, BusinessDate, Invalid, MemberId, StaffId, StoreId, TierId, Timestamp, text_enum,
};
use platform::db::{DbError, Tx};
use platform::http::IfMatch;
use platform::row;
use platform::seal::Seal;
use serde_json::json;

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

impl Channel {
    /// Where somebody spoke who came in this way.
    pub(crate) fn said_at(self) -> ConsentOrigin {
        match self {
            Channel::Till => ConsentOrigin::Till,
            Channel::Console => ConsentOrigin::Console,
            Channel::StoreCode | Channel::NfcTag | Channel::Online => ConsentOrigin::H5,
            Channel::MiniProgram => ConsentOrigin::MiniProgram,
            Channel::Import => ConsentOrigin::Import,
        }
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
        /// Since when the account is closed.
        pub closed_at: Option<Timestamp>,
        /// Since when nothing is known any more but the ids.
        pub erased_at: Option<Timestamp>,
        /// Rises by one with each change; the ETag.
        pub version: i64,
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

    /// The phone number in clear: for the person, or for finding copies of it.
    pub fn phone(&self, seal: &Seal) -> Option<Phone> {
        let sealed = self.phone_sealed.as_deref()?;
        Phone::read(&seal.open(sealed, &seal_context(self.id)).ok()?)
    }
}

/// How some members came in, in no order; each under its own id.
pub fn enrolments_of(tx: &mut Tx<'_>, ids: &[MemberId]) -> Result<Vec<Enrolment>, DbError> {
    store::enrolments(tx, ids)
}

/// Gets a member; an old id gets the survivor.
pub fn get(tx: &mut Tx<'_>, id: MemberId) -> Result<Member, MembershipError> {
    store::find(tx, id)?.ok_or(MembershipError::MemberNotFound { member_id: id })
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
    let id = current_id(tx, id)?;
    let mut member = lock(tx, id)?;
    seen.check(member.version)?;
    let before = member.clone();
    if let Some(store_id) = edit.store_id {
        check_store(tx, store_id)?;
        member.store_id = Some(store_id);
    }
    if let Some(Some(guide_id)) = edit.guide_id
        && tx.fetch(access::known_staff(tx, &[guide_id]))?.is_empty()
    {
        return Err(Invalid::one("/guide_id", "reference.unknown", []).into());
    }
    if let Some(phone) = &checked.phone {
        replace_phone(tx, seal, act.now, &mut member, phone.as_ref())?;
    }
    member.name = checked.name.unwrap_or(member.name);
    member.gender = checked.gender.unwrap_or(member.gender);
    member.birthday = checked.birthday.unwrap_or(member.birthday);
    if checked.birthday.is_some() {
        guardian::require_for(tx, act.now, id, member.birthday)?;
    }
    member.guide_id = edit.guide_id.unwrap_or(member.guide_id);
    member.updated_at = act.now;
    let keys = name_keys(&member.name);
    must_be_one(store::update(tx, &before, &member, &keys)?)?;
    member.version += 1;
    change::record(tx, act, id, &between(&before, &member))?;
    // Which fields, not what they hold: the log outlives an erased person.
    let details = json!({ "fields": edit.fields() });
    audit::record(tx, act, "member.edit", &id.to_string(), &details)?;
    Ok(member)
}

/// What binds a sealed phone number to its member: moved to another row it cannot be opened.
pub(crate) fn seal_context(id: MemberId) -> String {
    format!("member.phone/{id}")
}

/// Refuses a store that the brand does not have.
pub(crate) fn check_store(tx: &mut Tx<'_>, store_id: StoreId) -> Result<(), MembershipError> {
    if tx.fetch(retail::stores(tx, &[store_id]))?.is_empty() {
        return Err(Invalid::one("/store_id", "reference.unknown", []).into());
    }
    Ok(())
}

/// Locks a member who may be changed: one whose account is not closed.
pub(crate) fn lock(tx: &mut Tx<'_>, id: MemberId) -> Result<Member, MembershipError> {
    let member = lock_any(tx, id)?;
    state::require_open(&member)?;
    Ok(member)
}

/// Locks a member in any state, but not one who was merged into another: whoever comes here with
/// an old id has asked too early who it is, and is run again to ask once more.
pub(crate) fn lock_any(tx: &mut Tx<'_>, id: MemberId) -> Result<Member, MembershipError> {
    if let Some(member) = store::lock(tx, id)? {
        return Ok(member);
    }
    if current_id(tx, id)? != id {
        return Err(tx.run_again().into());
    }
    Err(MembershipError::MemberNotFound { member_id: id })
}

/// Raises the version first: its lock makes two changes to one member's identities wait.
pub(crate) fn touch(tx: &mut Tx<'_>, id: MemberId, now: Timestamp) -> Result<(), MembershipError> {
    if store::touch(tx, id, now)? == 0 {
        state::require_open(&get(tx, id)?)?;
        // Merged since it was asked who this is.
        return Err(tx.run_again().into());
    }
    Ok(())
}

fn replace_phone(
    tx: &mut Tx<'_>,
    seal: &Seal,
    now: Timestamp,
    member: &mut Member,
    phone: Option<&Phone>,
) -> Result<(), MembershipError> {
    // The number that is shown goes; one that a merge brought along stays.
    match member.phone(seal) {
        Some(old) => {
            let value = identity::phone_value(seal, tx.brand(), &old);
            identity::remove_value(tx, IdentityKind::Phone, value)?;
        }
        None => identity::remove_phone(tx, member.id)?,
    }
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

//! 会员: one record per person in the brand. Enrolment, identities, profile, cards, search, visits.
//!
//! A member is found by any identity, each of which is unique in the brand. The phone number is
//! sealed and nowhere in clear; name and birthday stand in clear in the member's own row, where
//! they can be erased. Members belong to the brand: every store finds and knows all of them.

mod account;
mod card;
mod enrolment;
mod error;
mod identity;
mod profile;
mod search;
mod visit;

#[cfg(test)]
mod tests;

pub use card::{CARDS_MAX, add as add_card, remove as remove_card};
pub use enrolment::{ImportedMember, NewMember, enrol, import_members};
pub use error::MembershipError;
pub use identity::{
    Identity, IdentityId, IdentityKind, Phone, find_by_card, find_by_external, find_by_member_no,
    find_by_phone, find_by_phones,
};
pub use profile::{
    Channel, Gender, Member, NameKeys, ProfileEdit, SaleMember, edit, first_tier_in_use, freeze,
    get, load_for_sale, name_keys, set_tier, unfreeze,
};
pub use search::{MemberQuery, list};
pub use visit::{MemberVisits, Visit, load_visits, subscribers};

/// The routes of this context.
pub fn routes() -> access::Guarded {
    enrolment::http::routes()
        .merge(search::http::routes())
        .merge(profile::http::routes())
        .merge(card::http::routes())
        .merge(account::http::routes())
}

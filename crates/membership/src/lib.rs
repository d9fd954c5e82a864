//! 会员: one record per person in the brand. Enrolment, identities, profile, cards, search, visits.
//!
//! A member is found by any identity, each of which is unique in the brand. The phone number is
//! sealed and nowhere in clear; name and birthday stand in clear in the member's own row, and the
//! name in its tails, where they can be erased. Members belong to the brand: every store finds and
//! knows all of them.

mod account;
mod card;
mod change;
mod closure;
mod code;
mod consent;
mod enrolment;
mod erasure;
mod error;
mod field;
mod guardian;
mod identity;
mod joining;
mod merge;
mod person_error;
mod profile;
mod request;
mod search;
mod tag;
mod throttle;
mod unmask;
mod visit;

#[cfg(test)]
mod tests;

pub use account::adjustment::{House, adjust_approved};
pub use card::{CARDS_MAX, add as add_card, remove as remove_card};
pub use change::{ChangeId, ProfileChange, list_changes};
pub use closure::{
    Closure, ClosureId, ClosureState, REOPEN_DAYS, close_account, overdue_closures, reopen_account,
};
pub use code::{
    CodeError, Known, KnownBy, PhoneCertificate, PublicKey, ShortCode, certify_phone,
    issue_short_code, resolve, rotate_code_key, trusted_keys,
};
pub use consent::{
    Consent, ConsentEvent, ConsentId, ConsentOrigin, ContactChannel, PolicyText, Purpose, SaidBy,
    contactable, current_consents, find_policy, list_consents, list_policies, may_contact,
    publish_policy, record_consent,
};
pub use enrolment::{ImportedMember, NewMember, enrol, import_members};
pub use erasure::{Traces, begin_erasure, end_erasure, held_of};
pub use error::MembershipError;
pub use field::{
    Choice, FIELDS_MAX, FieldDraft, FieldId, FieldKind, FieldWord, MemberField, create_field,
    edit_field, find_word, list_fields, set_values,
};
pub use guardian::{Guardian, GuardianShown, Relation, find_guardian, set_guardian};
pub use identity::{
    Identity, IdentityId, IdentityKind, Phone, find_by_card, find_by_external, find_by_member_no,
    find_by_phone, find_by_phones,
};
pub use joining::{
    DIGITS_MINUTES, JoiningError, JoiningLink, LinkKind, NewLink, PROOF_MINUTES, SMS_PURPOSE,
    TRIES_MAX, create_link, disable_link, find_target, get_link, list_links,
};
pub use merge::{
    Duplicate, FieldChoice, Merge, MergeError, MergeField, MergePreview, MergeTiers, MergeWish,
    UNMERGE_DAYS, absorbed_into, current_id, current_ids, forget_merges, get_merge, ids_of_person,
    list_duplicates, list_merges, merge as merge_members, preview as preview_merge, raise_tier,
    restore_tier, survivors, tiers_of_merge, unmerge as unmerge_members,
};
pub use person_error::PersonError;
pub use profile::{
    Channel, Enrolment, Gender, Member, MemberState, NameKeys, ProfileEdit, SaleMember,
    WalkedMember, count_walked, edit, enrolments_of, first_tier_in_use, freeze, get, load_for_sale,
    name_keys, names_of, numbers_of, set_tier, set_tier_because, unfreeze, walk,
};
pub use request::http::PrivacyRequestShown;
pub use request::{
    ANSWER_WORKING_DAYS, NewRequest, PrivacyRequest, RequestFilter, RequestId, RequestKind,
    RequestOrigin, RequestState, answer_request, approve_erasure, approved_erasures, file_request,
    get_request, list_requests, needs_sweep, note_swept, waiting_erasure,
};
pub use search::{MemberQuery, MemberSort, MemberTraits, count, count_sought, list};
pub use tag::{add as add_tag, remove as remove_tag};
pub use throttle::{Limit as TryLimit, TooManyTries, give_back as give_back_try, take as take_try};
pub use visit::{MemberVisits, Visit, load_visits, subscribers};

/// The routes of this context.
pub fn routes() -> access::Guarded {
    enrolment::http::routes()
        .merge(search::http::routes())
        .merge(profile::http::routes())
        .merge(card::http::routes())
        .merge(account::http::routes())
        .merge(account::adjustment::http::routes())
        .merge(change::http::routes())
        .merge(field::http::routes())
        .merge(consent::http::routes())
        .merge(guardian::http::routes())
        .merge(closure::http::routes())
        .merge(request::http::routes())
        .merge(merge::http::routes())
        .merge(code::http::routes())
        .merge(tag::http::routes())
        .merge(joining::http::routes())
        .merge(joining::door::routes())
        .merge(unmask::routes())
}

/// Forgets codes, proofs of phones and counted tries that are over; answers how many rows.
pub fn purge_codes(
    tx: &mut platform::db::Tx<'_>,
    now: kernel::Timestamp,
) -> Result<u64, platform::db::DbError> {
    Ok(code::purge(tx, now)? + joining::purge(tx, now)? + throttle::purge(tx, now.plus_days(-1))?)
}

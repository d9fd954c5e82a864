//! 档案变更: who changed what of a member, when, and from what to what.
//!
//! Old values are personal data like the new ones: they stand in rows of the member only, a phone
//! number sealed, and go with the person. Which fields were changed also stands in the audit log,
//! without what they held.

pub(crate) mod http;
mod rules;
mod store;

pub(crate) use rules::{Change, Worth, between};

use crate::MembershipError;
use crate::identity::Phone;
use crate::merge::ids_of_person;
use crate::profile::{self, seal_context};
use kernel::{Act, By, Cursor, MemberId, Page, Timestamp};
use platform::db::{DbError, Tx};
use platform::row;
use platform::seal::Seal;

kernel::id!(
    #[doc(alias = "档案变更")]
    /// One value of a member that was changed.
    ChangeId,
    "chg"
);

row! {
    /// One value of a member that was changed, as it is kept.
    pub(crate) struct KeptChange {
        pub at: Timestamp,
        pub id: ChangeId,
        pub changed_by: By,
        pub field: String,
        pub before: Option<String>,
        pub after: Option<String>,
        pub before_sealed: Option<Vec<u8>>,
        pub after_sealed: Option<Vec<u8>>,
        pub reason: Option<String>,
    }
}

/// One value of a member that was changed. A phone number is masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileChange {
    /// Which change.
    pub id: ChangeId,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: By,
    /// The field's name; `fields.` and the key for a field of the brand's own.
    pub field: String,
    /// What it held; absent when nothing.
    pub before: Option<String>,
    /// What it holds since.
    pub after: Option<String>,
    /// Why, where somebody said.
    pub reason: Option<String>,
}

/// Where a list begins that runs back in time.
pub(crate) const LATEST: Cursor = Cursor {
    key: i64::MAX,
    id: i64::MAX,
};

/// Writes down what was changed, in the transaction of the change.
pub(crate) fn record(
    tx: &mut Tx<'_>,
    act: &Act,
    member: MemberId,
    changes: &[Change],
) -> Result<(), DbError> {
    store::insert(tx, act, member, changes)
}

/// A page of what was changed of a person, under whatever id, the latest first.
pub fn list_changes(
    tx: &mut Tx<'_>,
    seal: &Seal,
    member: MemberId,
    cursor: Option<Cursor>,
    limit: u32,
) -> Result<Page<ProfileChange>, MembershipError> {
    profile::get(tx, member)?;
    let before = cursor.unwrap_or(LATEST);
    let mut kept = Vec::new();
    for id in ids_of_person(tx, member)? {
        let page = store::page(tx, id, before, limit + 1)?;
        kept.extend(page.into_iter().map(|change| (id, change)));
    }
    kept.sort_by_key(|(_, change)| std::cmp::Reverse((change.at, change.id)));
    let page = Page::of(kept, limit, |(_, change)| Cursor {
        key: change.at.0,
        id: change.id.0,
    });
    Ok(page.map(|(id, change)| shown(seal, id, change)))
}

/// Everything that was changed of a member, under this id, the latest first.
pub(crate) fn all_of(tx: &mut Tx<'_>, member: MemberId) -> Result<Vec<KeptChange>, DbError> {
    const PAGE: u32 = 500;
    let mut all: Vec<KeptChange> = Vec::new();
    loop {
        let before = all.last().map_or(LATEST, |change| Cursor {
            key: change.at.0,
            id: change.id.0,
        });
        let page = store::page(tx, member, before, PAGE)?;
        if page.is_empty() {
            return Ok(all);
        }
        all.extend(page);
    }
}

/// Blanks what every change of a member held; that something was changed, and when, stays.
pub(crate) fn erase(tx: &mut Tx<'_>, member: MemberId) -> Result<(), DbError> {
    store::blank(tx, member)
}

fn shown(seal: &Seal, member: MemberId, kept: KeptChange) -> ProfileChange {
    let masked = |sealed: Option<Vec<u8>>| {
        let phone = seal.open(&sealed?, &seal_context(member)).ok()?;
        Phone::read(&phone).map(|phone| phone.masked())
    };
    ProfileChange {
        id: kept.id,
        at: kept.at,
        by: kept.changed_by,
        field: kept.field,
        before: kept.before.or_else(|| masked(kept.before_sealed)),
        after: kept.after.or_else(|| masked(kept.after_sealed)),
        reason: kept.reason,
    }
}

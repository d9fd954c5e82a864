//! Reading what a member has and how it came to that. Nothing here takes a lock, so nothing here
//! may be decided on: a decision opens a [`crate::Book`].

use crate::account::{self, AccountRow};
use crate::lot::{self, Lot};
use crate::posting;
use crate::{AccountKind, Asset, Balances, PostingKind};
use kernel::{
    BusinessDate, By, Cursor, EntryId, LotId, MemberId, Money, Page, Points, PostingId, StoreId,
    Timestamp,
};
use platform::db::{DbError, Tx};
use platform::row;

row! {
    #[doc(alias = "流水")]
    /// One line of a member's statement: an entry with what its posting says.
    #[derive(PartialEq, Eq)]
    pub struct StatementLine {
        /// Which entry.
        pub id: EntryId,
        /// Of which posting.
        pub posting_id: PostingId,
        /// What was done.
        pub kind: PostingKind,
        /// What it comes from: the id of an order, a top-up, …, or `hand` or `upkeep`.
        pub cause: String,
        /// Where, if it was in a store.
        pub store_id: Option<StoreId>,
        /// On which business day.
        pub business_date: BusinessDate,
        /// Points, principal or bonus.
        pub asset: Asset,
        /// What came in; negative for what went out.
        pub amount: i64,
        /// The house account that it stands against.
        pub account: AccountKind,
        /// Which lot; absent for what made or paid a debt.
        pub lot_id: Option<LotId>,
        /// When it counts.
        pub at: Timestamp,
        /// When it was recorded.
        pub recorded_at: Timestamp,
        /// By whom.
        pub recorded_by: By,
        /// Why, where somebody decided.
        pub reason: Option<String>,
    }
}

/// What a member has now.
pub fn balances(tx: &mut Tx<'_>, member: MemberId, now: Timestamp) -> Result<Balances, DbError> {
    let accounts = account::accounts_of(tx, member)?;
    let mut balances = Balances::default();
    for account in &accounts {
        add_account(&mut balances, account);
    }
    let lots = lot::open_of_member(tx, member)?;
    let points = lots.iter().filter(|lot| lot.asset == Asset::Points);
    let expired = points
        .filter(|lot| !lot.is_valid_at(now))
        .map(|lot| lot.remaining);
    balances.points_expired = Points(expired.sum());
    Ok(balances)
}

/// What a person had at a moment, by when things happened; what was recorded late counts as well.
/// Holds, debt and expired points of that moment are not known. A person has more than one id when
/// members were merged.
pub fn balances_at(
    tx: &mut Tx<'_>,
    person: &[MemberId],
    moment: Timestamp,
) -> Result<Balances, DbError> {
    Ok(balances_of(posting::member_sums_at(tx, person, moment)?))
}

/// What was known at a moment of what a person had: only what was recorded by then counts.
pub fn balances_recorded(
    tx: &mut Tx<'_>,
    person: &[MemberId],
    moment: Timestamp,
) -> Result<Balances, DbError> {
    Ok(balances_of(posting::member_sums_recorded(
        tx, person, moment,
    )?))
}

/// The lots of a member in which something is left, in the order in which they are drawn.
pub fn lots(tx: &mut Tx<'_>, member: MemberId) -> Result<Vec<Lot>, DbError> {
    let mut lots = lot::open_of_member(tx, member)?;
    lots.sort_by_key(|lot| (lot.asset, lot.draw_key()));
    Ok(lots)
}

/// A page of a person's entries, the latest first; of one asset or of all. A person has more than
/// one id when members were merged.
pub fn entries(
    tx: &mut Tx<'_>,
    person: &[MemberId],
    asset: Option<Asset>,
    cursor: Option<Cursor>,
    limit: u32,
) -> Result<Page<StatementLine>, DbError> {
    const START: Cursor = Cursor {
        key: i64::MAX,
        id: i64::MAX,
    };
    let asset = asset.map_or("", Asset::as_str);
    let before = cursor.unwrap_or(START);
    let mut lines = Vec::new();
    for member in person {
        lines.extend(posting::member_page(tx, *member, asset, before, limit + 1)?);
    }
    lines.sort_by_key(|line| std::cmp::Reverse((line.at, line.id)));
    Ok(Page::of(lines, limit, |line| Cursor {
        key: line.at.0,
        id: line.id.0,
    }))
}

/// What all members together have, by asset: what the brand owes them.
pub fn member_totals(tx: &mut Tx<'_>) -> Result<[(Asset, i64); 3], DbError> {
    account::sums(tx)
}

fn add_account(balances: &mut Balances, account: &AccountRow) {
    match account.asset {
        Asset::Points => {
            balances.points = Points(account.balance);
            balances.points_held = Points(account.held);
            balances.points_debt = Points(account.debt);
        }
        Asset::Principal => {
            balances.principal = Money(account.balance);
            balances.principal_held = Money(account.held);
        }
        Asset::Bonus => {
            balances.bonus = Money(account.balance);
            balances.bonus_held = Money(account.held);
        }
        // Members have no money on the house's side.
        Asset::Money => {}
    }
}

fn balances_of(sums: Vec<(Asset, i64)>) -> Balances {
    let mut balances = Balances::default();
    for (asset, sum) in sums {
        match asset {
            Asset::Points => balances.points.0 += sum,
            Asset::Principal => balances.principal.0 += sum,
            Asset::Bonus => balances.bonus.0 += sum,
            Asset::Money => {}
        }
    }
    balances
}

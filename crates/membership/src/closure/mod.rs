//! 注销: a member closes the account. Stored value must be paid out before, points lapse by a
//! posting, and the account may be reopened for some days; after that the person is erased.
//!
//! Identities stay with a closed account, so that nobody else takes the card or phone number while
//! it may be reopened; they are free again when the person is erased.

pub(crate) mod http;
mod store;

use crate::change;
use crate::merge::current_id;
use crate::profile::state::change_of;
use crate::profile::{self, MemberState, rules::check_reason};
use crate::request::{self, RequestKind};
use crate::{MembershipError, PersonError};
use access::audit;
use events::{Event, MemberClosed};
use kernel::{Act, By, MemberId, Money, Points, PostingId, Timestamp, text_enum};
use ledger::{AccountKind, Asset, Balances, Book, Cause, PostingHead, PostingKind, Reversal};
use platform::db::{DbError, Tx};
use platform::{outbox, row};
use serde_json::json;

/// For so many days a closed account may be reopened. Within the 15 working days that a request
/// for erasure may take.
pub const REOPEN_DAYS: i64 = 15;

kernel::id!(
    #[doc(alias = "注销")]
    /// One closing of an account.
    ClosureId,
    "cls"
);

text_enum! {
    /// What became of a closed account.
    pub enum ClosureState {
        /// It may still be reopened.
        Closed = "closed",
        /// It was reopened.
        Reopened = "reopened",
        /// The person was erased.
        Erased = "erased",
    }
}

row! {
    /// One closing of an account.
    pub struct Closure {
        /// Which.
        pub id: ClosureId,
        /// Whose account.
        pub member_id: MemberId,
        /// What became of it.
        pub state: ClosureState,
        /// When it was closed.
        pub closed_at: Timestamp,
        /// By whom.
        pub closed_by: By,
        /// Points that lapsed.
        pub lapsed_points: Points,
        /// The posting that took them.
        pub lapse_posting_id: Option<PostingId>,
        /// Until when it may be reopened.
        pub reopen_until: Timestamp,
    }
}

/// Closes the account of a member who has no stored value and nothing on hold.
pub fn close_account(
    tx: &mut Tx<'_>,
    act: &Act,
    id: MemberId,
    reason: &str,
) -> Result<Closure, MembershipError> {
    let reason = check_reason(reason)?;
    let id = current_id(tx, id)?;
    let member = profile::lock(tx, id)?;
    let (lapsed_points, lapse_posting_id) = lapse(tx, act, id)?;
    let closure = Closure {
        id: ClosureId(tx.new_id()),
        member_id: id,
        state: ClosureState::Closed,
        closed_at: act.now,
        closed_by: act.by,
        lapsed_points,
        lapse_posting_id,
        reopen_until: act.now.plus_days(REOPEN_DAYS),
    };
    if profile::store::close(tx, id, act.now)? != 1 {
        return Err(DbError::Bug("a locked member was not closed".into()).into());
    }
    store::insert(tx, &closure)?;
    let change = change_of(member.state(), MemberState::Closed).because(&reason);
    change::record(tx, act, id, &[change])?;
    request::file_for_closing(tx, act, id)?;
    tell(tx, act, Event::MemberClosed(fact(id, act)), id)?;
    let details = json!({ "lapsed_points": lapsed_points, "posting_id": lapse_posting_id });
    audit::record(tx, act, "member.close", &id.to_string(), &details)?;
    Ok(closure)
}

/// Opens an account again that was closed not too long ago; points that lapsed come back.
pub fn reopen_account(
    tx: &mut Tx<'_>,
    act: &Act,
    id: MemberId,
    reason: &str,
) -> Result<(), MembershipError> {
    let reason = check_reason(reason)?;
    let id = current_id(tx, id)?;
    let member = profile::lock_any(tx, id)?;
    match member.state() {
        MemberState::Closed => {}
        MemberState::Erased => return Err(PersonError::Erased.into()),
        MemberState::Active | MemberState::Frozen => return Err(PersonError::NotClosed.into()),
    }
    let closure = store::open_closure(tx, id)?.ok_or(PersonError::NotClosed)?;
    if act.now >= closure.reopen_until {
        let until = closure.reopen_until;
        return Err(PersonError::ReopenOver { until }.into());
    }
    if let Some(posting_id) = closure.lapse_posting_id {
        let reversal = Reversal {
            posting_id,
            business_date: crate::consent::today(tx, act.now)?,
            reason: "account reopened".into(),
            key: None,
        };
        ledger::reverse(tx, *act, &reversal)?;
    }
    end(tx, act, &closure, ClosureState::Reopened)?;
    if profile::store::reopen(tx, id, act.now)? != 1 {
        return Err(DbError::Bug("a locked member was not reopened".into()).into());
    }
    let back = if member.is_frozen {
        MemberState::Frozen
    } else {
        MemberState::Active
    };
    let change = change_of(MemberState::Closed, back).because(&reason);
    change::record(tx, act, id, &[change])?;
    request::withdraw(tx, act, id, RequestKind::Erasure)?;
    tell(tx, act, Event::MemberReopened(fact(id, act)), id)?;
    audit::record(tx, act, "member.reopen", &id.to_string(), &json!({}))?;
    Ok(())
}

/// Members whose accounts were closed and cannot be reopened any more.
pub fn overdue_closures(
    tx: &mut Tx<'_>,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<MemberId>, DbError> {
    store::due(tx, now, limit)
}

/// Notes that the person behind a closed account was erased.
pub(crate) fn erase(tx: &mut Tx<'_>, act: &Act, id: MemberId) -> Result<(), DbError> {
    match store::open_closure(tx, id)? {
        Some(closure) => end(tx, act, &closure, ClosureState::Erased),
        None => Ok(()),
    }
}

/// Posts out the points of a member who has nothing else, under the lock of the accounts: whoever
/// sells to the member meanwhile waits here and then sees the account closed.
pub(crate) fn lapse(
    tx: &mut Tx<'_>,
    act: &Act,
    id: MemberId,
) -> Result<(Points, Option<PostingId>), MembershipError> {
    let business_date = crate::consent::today(tx, act.now)?;
    let mut book = Book::open(tx, &[id])?;
    let has = book.balances(id, act.now);
    owes_nothing(&has)?;
    let points = has.available_points();
    if points <= Points::ZERO {
        return Ok((Points::ZERO, None));
    }
    let kind = PostingKind::Adjustment;
    let head = PostingHead::new(kind, Cause::Hand, None, business_date, *act);
    let draft = book.begin(head.reason("account closed"));
    book.draw(&draft, id, Asset::Points, points.0, AccountKind::Adjustment)?;
    let posting_id = book.commit(draft)?;
    book.save(tx)?;
    Ok((points, Some(posting_id)))
}

/// Refuses while the brand owes a member stored value or holds something.
pub(crate) fn require_empty(
    tx: &mut Tx<'_>,
    act: &Act,
    id: MemberId,
) -> Result<(), MembershipError> {
    let has = ledger::balances(tx, id, act.now)?;
    Ok(owes_nothing(&has)?)
}

fn owes_nothing(has: &Balances) -> Result<(), PersonError> {
    let held = has.points_held.0 + has.principal_held.0 + has.bonus_held.0;
    if held != 0 {
        return Err(PersonError::ValueHeld);
    }
    if has.stored_value() != Money::ZERO {
        let (principal, bonus) = (has.principal, has.bonus);
        return Err(PersonError::StoredValueLeft { principal, bonus });
    }
    Ok(())
}

fn end(tx: &mut Tx<'_>, act: &Act, closure: &Closure, state: ClosureState) -> Result<(), DbError> {
    match store::end(tx, act, closure, state)? {
        1 => Ok(()),
        _ => Err(DbError::Bug("a closed account was ended twice".into())),
    }
}

fn fact(member_id: MemberId, act: &Act) -> MemberClosed {
    let at = act.now;
    MemberClosed { member_id, at }
}

fn tell(tx: &mut Tx<'_>, act: &Act, event: Event, id: MemberId) -> Result<(), DbError> {
    outbox::append(tx, act.now, Some(id), &event).map(drop)
}

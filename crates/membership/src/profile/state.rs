//! 会员状态: active, frozen, closed, erased; what each still allows.
//!
//! Why somebody was frozen is written by people and may name the person: it stands in the
//! member's own rows, never in the audit log, which cannot forget.

use super::{Member, get, rules, store};
use crate::change::{self, Change, Worth};
use crate::merge::current_id;
use crate::{MembershipError, PersonError};
use access::audit;
use events::{Event, MemberFrozen};
use kernel::{Act, MemberId, text_enum};
use platform::db::{DbError, Tx};
use platform::outbox;
use serde_json::json;

text_enum! {
    #[doc(alias = "会员状态")]
    /// What a member may do at the moment.
    pub enum MemberState {
        /// Everything.
        Active = "active",
        /// 冻结: nothing until unfrozen.
        Frozen = "frozen",
        /// 注销: nothing, unless reopened in time.
        Closed = "closed",
        /// Nothing for ever; only the ids are left.
        Erased = "erased",
    }
}

impl Member {
    /// What the member may do at the moment.
    pub fn state(&self) -> MemberState {
        if self.erased_at.is_some() {
            MemberState::Erased
        } else if self.closed_at.is_some() {
            MemberState::Closed
        } else if self.is_frozen {
            MemberState::Frozen
        } else {
            MemberState::Active
        }
    }
}

/// Refuses a change of a member whose account is closed.
pub(crate) fn require_open(member: &Member) -> Result<(), MembershipError> {
    match member.state() {
        MemberState::Active | MemberState::Frozen => Ok(()),
        MemberState::Closed => Err(PersonError::AccountClosed.into()),
        MemberState::Erased => Err(PersonError::Erased.into()),
    }
}

/// Runs the act again if the member was merged since it was asked who this is.
fn require_current(tx: &mut Tx<'_>, id: MemberId) -> Result<(), DbError> {
    match current_id(tx, id)? == id {
        true => Ok(()),
        false => Err(tx.run_again()),
    }
}

/// Notes that a member went from one state to another, and why.
pub(crate) fn change_of(from: MemberState, to: MemberState) -> Change {
    Change::new("state", Worth::of(Some(from)), Worth::of(Some(to)))
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
    let id = current_id(tx, id)?;
    if store::freeze(tx, id, act.now, &reason)? == 0 {
        require_open(&get(tx, id)?)?;
        require_current(tx, id)?;
        return Err(MembershipError::AlreadyFrozen);
    }
    let change = change_of(MemberState::Active, MemberState::Frozen).because(&reason);
    change::record(tx, act, id, &[change])?;
    let fact = Event::MemberFrozen(MemberFrozen {
        member_id: id,
        at: act.now,
    });
    outbox::append(tx, act.now, Some(id), &fact)?;
    audit::record(tx, act, "member.freeze", &id.to_string(), &json!({}))?;
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
    let id = current_id(tx, id)?;
    if store::unfreeze(tx, id, act.now)? == 0 {
        require_open(&get(tx, id)?)?;
        require_current(tx, id)?;
        return Err(MembershipError::NotFrozen);
    }
    let change = change_of(MemberState::Frozen, MemberState::Active).because(&reason);
    change::record(tx, act, id, &[change])?;
    let fact = Event::MemberUnfrozen(MemberFrozen {
        member_id: id,
        at: act.now,
    });
    outbox::append(tx, act.now, Some(id), &fact)?;
    audit::record(tx, act, "member.unfreeze", &id.to_string(), &json!({}))?;
    Ok(())
}

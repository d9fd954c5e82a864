//! 删除个人信息: a person is forgotten and the ids stay (PIPL art. 47). Postings, orders and sums
//! carry ids only, so the books are whole afterwards; everything that says who it was goes.
//!
//! This context forgets what it holds itself and answers with what named the person, so that the
//! other places that may hold a copy can look for it: files that were sent in, kept answers.

mod held;
mod traces;

pub use held::held_of;
pub use traces::Traces;

use crate::profile::state::change_of;
use crate::profile::{self, MemberState};
use crate::request::{self, RequestState};
use crate::{
    MembershipError, PersonError, change, closure, consent, current_id, field, forget_merges,
    guardian, identity, ids_of_person,
};
use access::audit;
use events::{Event, MemberClosed};
use kernel::{Act, MemberId};
use platform::db::{DbError, Tx};
use platform::outbox;
use platform::seal::Seal;
use serde_json::json;

/// Forgets a person under every id. Refused while the brand owes stored value or holds some; points
/// lapse. A request for erasure that waits is done by this.
pub fn erase_person(
    tx: &mut Tx<'_>,
    seal: &Seal,
    act: &Act,
    id: MemberId,
) -> Result<Traces, MembershipError> {
    let id = current_id(tx, id)?;
    let member = profile::lock_any(tx, id)?;
    if member.state() == MemberState::Erased {
        return Err(PersonError::Erased.into());
    }
    let (points, posting_id) = closure::lapse(tx, act, id)?;
    let ids = ids_of_person(tx, id)?;
    let traces = traces::gather(tx, seal, &ids)?;
    for one in &ids {
        forget(tx, act, *one)?;
    }
    let change = change_of(member.state(), MemberState::Erased);
    change::record(tx, act, id, &[change])?;
    for request_id in request::waiting_erasures(tx, id)? {
        request::answer_request(tx, act, request_id, RequestState::Done, None)?;
    }
    let fact = MemberClosed {
        member_id: id,
        at: act.now,
    };
    outbox::append(tx, act.now, Some(id), &Event::MemberErased(fact))?;
    let details = json!({ "lapsed_points": points, "posting_id": posting_id });
    audit::record(tx, act, "member.erase", &id.to_string(), &details)?;
    Ok(traces)
}

fn forget(tx: &mut Tx<'_>, act: &Act, id: MemberId) -> Result<(), DbError> {
    identity::erase(tx, id)?;
    field::erase(tx, id)?;
    guardian::erase(tx, id)?;
    change::erase(tx, id)?;
    consent::erase(tx, id)?;
    request::erase(tx, id)?;
    forget_merges(tx, id)?;
    closure::erase(tx, act, id)?;
    match profile::store::erase(tx, id, act.now)? {
        1 => Ok(()),
        _ => Err(DbError::Bug("a person was erased twice".into())),
    }
}

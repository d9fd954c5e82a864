//! 删除个人信息: a person is forgotten and the ids stay (PIPL art. 47). Postings, orders and sums
//! carry ids only, so the books are whole afterwards; everything that says who it was goes.
//!
//! This context forgets what it holds itself and answers with what named the person, so that the
//! other places that may hold a copy can look for it: files that were sent in, kept answers. From
//! [`begin_erasure`] to [`end_erasure`] that stands sealed in the row of the request, so that
//! whoever is interrupted goes on and nothing is forgotten by halves.

mod held;
mod traces;

pub use held::held_of;
pub use traces::Traces;

use crate::profile::state::change_of;
use crate::profile::{self, MemberState};
use crate::request::{self, RequestId, RequestKind, RequestState};
use crate::{
    MembershipError, PersonError, change, closure, code, consent, current_id, field, forget_merges,
    guardian, identity, ids_of_person, joining, throttle,
};
use access::audit;
use events::{Event, MemberClosed};
use kernel::{Act, MemberId};
use platform::db::{DbError, Tx};
use platform::outbox;
use platform::seal::Seal;
use serde_json::json;

/// Begins the erasure that was approved, or goes on with it: the person's own rows are blanked,
/// once, and what named the person is kept until the erasure ends. `None` when it has ended.
pub fn begin_erasure(
    tx: &mut Tx<'_>,
    seal: &Seal,
    act: &Act,
    id: RequestId,
) -> Result<Option<Traces>, MembershipError> {
    let (request, kept) = request::lock_erasure(tx, id)?;
    if request.state != RequestState::Open {
        return Ok(None);
    }
    if let Some(kept) = kept {
        return traces::opened(seal, id, &kept).map(Some);
    }
    if request.approved_at.is_none() {
        return Err(PersonError::RequestNotApproved.into());
    }
    let traces = erase_person(tx, seal, act, request.member_id)?;
    request::keep_traces(tx, id, &traces::sealed(seal, id, &traces)?)?;
    Ok(Some(traces))
}

/// Ends an erasure when no copy is left anywhere: the request is done, and what named the person
/// is forgotten.
pub fn end_erasure(tx: &mut Tx<'_>, act: &Act, id: RequestId) -> Result<(), MembershipError> {
    request::answer_request(tx, act, id, RequestState::Done, None)?;
    Ok(())
}

/// Forgets a person under every id. Refused while the brand owes stored value or holds some; points
/// lapse. What else the person has asked for is not wanted any more.
fn erase_person(
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
    for phone in traces.phones() {
        let index = identity::phone_value(seal, tx.brand(), &phone);
        joining::forget_proofs(tx, &index)?;
    }
    throttle::forget(tx, |subject| traces.are_in(subject))?;
    for one in &ids {
        forget(tx, act, *one)?;
    }
    let change = change_of(member.state(), MemberState::Erased);
    change::record(tx, act, id, &[change])?;
    for kind in [RequestKind::Export, RequestKind::Correction] {
        request::withdraw(tx, act, id, kind)?;
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
    code::erase(tx, id)?;
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

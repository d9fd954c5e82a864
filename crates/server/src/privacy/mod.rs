//! 个人信息: what people may ask of their data, answered where everything that is held of them is
//! known: handed out, corrected, erased.
//!
//! Guarantees: an erasure is approved by a person, or follows an account that was closed and not
//! reopened in time; it goes on until no copy is left, however often it is interrupted; the sales
//! and entries stay, which the law has kept (电商法 art. 31, 会计档案管理办法), and carry ids only.

mod erasure;
mod held;
pub mod http;

pub use erasure::{JOB_KIND, carry_on, sweep, work};

use access::audit;
use kernel::{Act, Invalid};
use membership::{MembershipError, PrivacyRequest, RequestId, RequestKind, RequestState};
use platform::db::Tx;
use platform::jobs::{self, NewJob};
use serde_json::json;

/// Does what a request asks for, or has it done. An export can be fetched from then on, a
/// correction was made before, an erasure is carried out in the background.
pub fn fulfil(
    tx: &mut Tx<'_>,
    act: &Act,
    id: RequestId,
    words: Option<&str>,
) -> Result<PrivacyRequest, MembershipError> {
    let request = membership::get_request(tx, id)?;
    if request.kind != RequestKind::Erasure {
        return membership::answer_request(tx, act, id, RequestState::Done, words);
    }
    if words.is_some() {
        // Nobody is left to be told, and nothing about the person shall be written any more.
        return Err(Invalid::one("/answer", "value.not_allowed", []).into());
    }
    let request = membership::approve_erasure(tx, act, id)?;
    let job = NewJob {
        kind: JOB_KIND,
        body: json!({ "request_id": id }),
        due_at: act.now,
        dedup: Some(id.to_string()),
        by: act.by,
    };
    jobs::enqueue(tx, job)?;
    Ok(request)
}

/// Notes that what is held of a person was handed out.
fn note_handed_out(
    tx: &mut Tx<'_>,
    act: &Act,
    request: &PrivacyRequest,
) -> Result<(), MembershipError> {
    let details = json!({ "request_id": request.id });
    let subject = request.member_id.to_string();
    audit::record(tx, act, "member.data_handed_out", &subject, &details)?;
    Ok(())
}

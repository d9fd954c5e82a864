//! 个人信息请求: export, correction, erasure (PIPL art. 44 to 50), each answered within 15 working
//! days and kept with who answered what.

pub(crate) mod http;
mod rules;
mod store;

pub use rules::ANSWER_WORKING_DAYS;
pub(crate) use rules::check_words;

use crate::consent::today;
use crate::merge::{current_id, ids_of_person};
use crate::profile::{self, MemberState};
use crate::{MembershipError, PersonError, closure};
use access::audit;
use kernel::{
    Act, BusinessDate, By, Cursor, Invalid, MemberId, Page, StoreId, Timestamp, text_enum,
};
use platform::db::{DbError, Tx};
use platform::row;
use serde_json::json;

kernel::id!(
    #[doc(alias = "个人信息请求")]
    /// A request about personal data.
    RequestId,
    "prq"
);

text_enum! {
    /// What is asked for.
    pub enum RequestKind {
        /// 查阅复制: everything that is held of the person, as a file.
        Export = "export",
        /// 更正: something is wrong.
        Correction = "correction",
        /// 删除: the person is to be forgotten.
        Erasure = "erasure",
    }
}

text_enum! {
    /// What became of a request.
    pub enum RequestState {
        /// It waits for an answer.
        Open = "open",
        /// It was done.
        Done = "done",
        /// It was refused, with a reason.
        Refused = "refused",
        /// It is not wanted any more.
        Withdrawn = "withdrawn",
    }
}

text_enum! {
    /// How a request came in.
    pub enum RequestOrigin {
        /// At a till.
        Till = "till",
        /// To head office.
        Console = "console",
        /// On paper.
        Paper = "paper",
        /// On the phone.
        Call = "call",
        /// In the member centre on the web.
        H5 = "h5",
        /// In the mini-program.
        MiniProgram = "mini_program",
        /// By closing the account.
        Closing = "closing",
    }
}

row! {
    /// A request about personal data.
    pub struct PrivacyRequest {
        /// Which.
        pub id: RequestId,
        /// Whose data.
        pub member_id: MemberId,
        /// What is asked for.
        pub kind: RequestKind,
        /// What became of it.
        pub state: RequestState,
        /// How it came in.
        pub origin: RequestOrigin,
        /// In which store.
        pub store_id: Option<StoreId>,
        /// When.
        pub received_at: Timestamp,
        /// Who took it.
        pub received_by: By,
        /// The last day for the answer.
        pub due_on: BusinessDate,
        /// What the person said.
        pub wish: Option<String>,
        /// When it was answered.
        pub handled_at: Option<Timestamp>,
        /// By whom.
        pub handled_by: By,
        /// What the person was told.
        pub answer: Option<String>,
        /// When the database's files were rewritten after an erasure.
        pub swept_at: Option<Timestamp>,
        /// When an erasure was approved, which cannot be taken back once it has begun.
        pub approved_at: Option<Timestamp>,
        /// By whom.
        pub approved_by: By,
    }
}

/// A request as it comes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRequest {
    /// Whose data.
    pub member_id: MemberId,
    /// What is asked for.
    pub kind: RequestKind,
    /// How it came in.
    pub origin: RequestOrigin,
    /// In which store.
    pub store_id: Option<StoreId>,
    /// What the person said; at most 500 characters.
    pub wish: Option<String>,
}

/// Which requests a list shows.
#[derive(Debug, Clone, Default)]
pub struct RequestFilter {
    /// In this state only.
    pub state: Option<RequestState>,
    /// Of this kind only.
    pub kind: Option<RequestKind>,
    /// About this member only.
    pub member_id: Option<MemberId>,
    /// Only those that should have been answered before this day.
    pub due_before: Option<BusinessDate>,
}

/// Takes a request; one of each kind may wait at a time.
pub fn file_request(
    tx: &mut Tx<'_>,
    act: &Act,
    new: &NewRequest,
) -> Result<PrivacyRequest, MembershipError> {
    let mut wrong = Invalid::new();
    check_words(&mut wrong, "/wish", new.wish.as_deref());
    if new.kind == RequestKind::Correction && new.wish.is_none() {
        wrong.add("/wish", "value.missing", []);
    }
    wrong.check()?;
    if let Some(store_id) = new.store_id {
        profile::check_store(tx, store_id)?;
    }
    // The member is locked, so that of two requests at once one sees the other.
    let member_id = current_id(tx, new.member_id)?;
    let member = profile::lock_any(tx, member_id)?;
    if member.state() == MemberState::Erased {
        return Err(PersonError::Erased.into());
    }
    if !waiting(tx, member_id, new.kind)?.is_empty() {
        return Err(PersonError::RequestWaits.into());
    }
    let request = PrivacyRequest {
        id: RequestId(tx.new_id()),
        member_id,
        kind: new.kind,
        state: RequestState::Open,
        origin: new.origin,
        store_id: new.store_id,
        received_at: act.now,
        received_by: act.by,
        due_on: rules::due_on(today(tx, act.now)?),
        wish: new.wish.as_deref().map(|wish| wish.trim().to_owned()),
        handled_at: None,
        handled_by: By::System,
        answer: None,
        swept_at: None,
        approved_at: None,
        approved_by: By::System,
    };
    store::insert(tx, &request)?;
    let details = json!({ "kind": new.kind, "request_id": request.id });
    let subject = member_id.to_string();
    audit::record(tx, act, "member.request", &subject, &details)?;
    Ok(request)
}

/// Asks for the erasure that closing an account comes to, unless it is asked for already.
pub(crate) fn file_for_closing(
    tx: &mut Tx<'_>,
    act: &Act,
    member_id: MemberId,
) -> Result<(), MembershipError> {
    let kind = RequestKind::Erasure;
    if !waiting(tx, member_id, kind)?.is_empty() {
        return Ok(());
    }
    let new = NewRequest {
        member_id,
        kind,
        origin: RequestOrigin::Closing,
        store_id: None,
        wish: None,
    };
    file_request(tx, act, &new).map(drop)
}

/// Takes back what a member does not want any more.
pub(crate) fn withdraw(
    tx: &mut Tx<'_>,
    act: &Act,
    member: MemberId,
    kind: RequestKind,
) -> Result<(), DbError> {
    for id in waiting(tx, member, kind)? {
        store::answer(tx, act, id, RequestState::Withdrawn, None)?;
    }
    Ok(())
}

/// Gets a request.
pub fn get_request(tx: &mut Tx<'_>, id: RequestId) -> Result<PrivacyRequest, MembershipError> {
    let found = store::find(tx, id)?;
    found.ok_or_else(|| PersonError::RequestNotFound.into())
}

/// A page of requests, the longest waiting first.
pub fn list_requests(
    tx: &mut Tx<'_>,
    filter: &RequestFilter,
    cursor: Option<Cursor>,
    limit: u32,
) -> Result<Page<PrivacyRequest>, DbError> {
    let after = RequestId(cursor.map_or(-1, |cursor| cursor.id));
    let requests = match filter.member_id {
        Some(member) => {
            let person = ids_of_person(tx, member)?;
            store::page_of(tx, filter, &person, after, limit + 1)?
        }
        None => store::page(tx, filter, after, limit + 1)?,
    };
    Ok(Page::of(requests, limit, |request| Cursor {
        key: 0,
        id: request.id.0,
    }))
}

/// Answers a request that waits, once.
pub fn answer_request(
    tx: &mut Tx<'_>,
    act: &Act,
    id: RequestId,
    state: RequestState,
    words: Option<&str>,
) -> Result<PrivacyRequest, MembershipError> {
    let mut wrong = Invalid::new();
    check_words(&mut wrong, "/answer", words);
    if state == RequestState::Refused && words.is_none() {
        // Who refuses gives reasons (PIPL art. 50).
        wrong.add("/answer", "value.missing", []);
    }
    wrong.check()?;
    if store::answer(tx, act, id, state, words.map(str::trim))? == 0 {
        get_request(tx, id)?;
        return Err(PersonError::RequestAnswered.into());
    }
    let request = get_request(tx, id)?;
    let details = json!({ "kind": request.kind, "request_id": id, "state": state });
    let subject = request.member_id.to_string();
    audit::record(tx, act, "member.request_answered", &subject, &details)?;
    Ok(request)
}

/// The requests of a kind that wait for a person; more than one after a merge.
fn waiting(
    tx: &mut Tx<'_>,
    member: MemberId,
    kind: RequestKind,
) -> Result<Vec<RequestId>, DbError> {
    let person = ids_of_person(tx, member)?;
    store::waiting(tx, &person, kind)
}

/// The erasure that waits for a person, if one does; the first of several.
pub fn waiting_erasure(tx: &mut Tx<'_>, member: MemberId) -> Result<Option<RequestId>, DbError> {
    Ok(waiting(tx, member, RequestKind::Erasure)?
        .into_iter()
        .next())
}

/// Approves an erasure that waits; from then on it is carried through. Refused while the brand owes
/// the member something, as closing the account is.
pub fn approve_erasure(
    tx: &mut Tx<'_>,
    act: &Act,
    id: RequestId,
) -> Result<PrivacyRequest, MembershipError> {
    let (request, _) = lock_erasure(tx, id)?;
    if request.state != RequestState::Open {
        return Err(PersonError::RequestAnswered.into());
    }
    if request.approved_at.is_some() {
        return Ok(request);
    }
    let member = current_id(tx, request.member_id)?;
    closure::require_empty(tx, act, member)?;
    store::approve(tx, act, id)?;
    let details = json!({ "request_id": id });
    audit::record(
        tx,
        act,
        "member.erasure_approved",
        &member.to_string(),
        &details,
    )?;
    get_request(tx, id)
}

/// Approved erasures that have not ended, those that wait longest first.
pub fn approved_erasures(tx: &mut Tx<'_>, limit: u32) -> Result<Vec<RequestId>, DbError> {
    store::approved(tx, limit)
}

/// A request for erasure, locked, with what named the person once it has begun.
pub(crate) fn lock_erasure(
    tx: &mut Tx<'_>,
    id: RequestId,
) -> Result<(PrivacyRequest, Option<Vec<u8>>), MembershipError> {
    let kept = store::lock(tx, id)?;
    let request = get_request(tx, id)?;
    if request.kind != RequestKind::Erasure {
        return Err(PersonError::NoErasure.into());
    }
    Ok((request, kept))
}

/// Keeps what named a person, sealed, until the erasure has ended.
pub(crate) fn keep_traces(tx: &mut Tx<'_>, id: RequestId, sealed: &[u8]) -> Result<(), DbError> {
    match store::keep_traces(tx, id, sealed)? {
        1 => Ok(()),
        _ => Err(DbError::Bug("an erasure began twice".into())),
    }
}

/// Whether somebody was erased since the database's files were last rewritten.
pub fn needs_sweep(tx: &mut Tx<'_>) -> Result<bool, DbError> {
    store::has_unswept(tx)
}

/// Notes that the database's files were rewritten after every erasure up to a moment.
pub fn note_swept(tx: &mut Tx<'_>, now: Timestamp, until: Timestamp) -> Result<u64, DbError> {
    store::note_swept(tx, now, until)
}

/// Blanks what was said in a member's requests.
pub(crate) fn erase(tx: &mut Tx<'_>, member: MemberId) -> Result<(), DbError> {
    store::blank(tx, member)
}

//! The table `approval`.

use super::ApprovalId;
use crate::Actor;
use crate::policy::Action;
use kernel::{StaffId, StoreId, Timestamp, text_enum};
use platform::db::{DbError, Tx};
use platform::{args, row, sql};

text_enum! {
    /// What became of a request.
    pub enum ApprovalState {
        /// It waits.
        Pending = "pending",
        /// Approved and done.
        Approved = "approved",
        /// Refused.
        Refused = "refused",
        /// Taken back by who asked.
        Withdrawn = "withdrawn",
        /// Nobody decided in time.
        Expired = "expired",
    }
}

row! {
    /// An act that waits, or waited, for a second person.
    #[derive(PartialEq, Eq)]
    pub struct Approval {
        /// Which.
        pub id: ApprovalId,
        /// What is asked for.
        pub action: Action,
        /// How large it is.
        pub size: i64,
        /// To whom or what.
        pub subject: String,
        /// In which store.
        pub store_id: Option<StoreId>,
        /// Why.
        pub reason: String,
        /// JSON: all that is needed to do it.
        pub payload: String,
        /// Over id, action and payload.
        pub payload_hash: [u8; 32],
        /// Who asks.
        pub requested_by: StaffId,
        /// Since when.
        pub requested_at: Timestamp,
        /// Until when it may be decided.
        pub ends_at: Timestamp,
        /// What became of it; `Pending` also when nobody decided in time.
        pub state: ApprovalState,
        /// Who decided.
        pub decided_by: Option<StaffId>,
        /// When.
        pub decided_at: Option<Timestamp>,
        /// What who decided says about it.
        pub note: Option<String>,
        /// JSON: what became of the act.
        pub result: Option<String>,
    }
}

impl Approval {
    /// What it is at a moment.
    pub fn state_at(&self, now: Timestamp) -> ApprovalState {
        match self.state {
            ApprovalState::Pending if self.ends_at <= now => ApprovalState::Expired,
            state => state,
        }
    }
}

pub fn insert(tx: &mut Tx<'_>, new: &Approval) -> Result<(), DbError> {
    let insert = sql!(
        "insert into approval (brand_id, id, action, size, subject, store_id, reason, payload, \
         payload_hash, requested_by, requested_at, ends_at, state) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
    );
    let args = args![
        tx.brand(),
        new.id,
        new.action,
        new.size,
        new.subject,
        new.store_id,
        new.reason,
        new.payload,
        new.payload_hash,
        new.requested_by,
        new.requested_at,
        new.ends_at,
        new.state
    ];
    tx.execute(insert, args)?;
    Ok(())
}

pub fn find(tx: &mut Tx<'_>, id: ApprovalId) -> Result<Option<Approval>, DbError> {
    let find = sql!(
        Approval,
        "select id, action, size, subject, store_id, reason, payload, payload_hash, requested_by, \
         requested_at, ends_at, state, decided_by, decided_at, note, result \
         from approval where brand_id = $1 and id = $2"
    );
    tx.maybe(find, args![tx.brand(), id])
}

/// Requests that may be decided after a moment, the newest first; with a state only those that were
/// left in it.
pub fn page(
    tx: &mut Tx<'_>,
    (state, open_after): (Option<ApprovalState>, Timestamp),
    before: i64,
    limit: u32,
) -> Result<Vec<Approval>, DbError> {
    let list = sql!(
        Approval,
        "select id, action, size, subject, store_id, reason, payload, payload_hash, requested_by, \
         requested_at, ends_at, state, decided_by, decided_at, note, result \
         from approval where brand_id = $1 and id < $2 and state = coalesce($3, state) \
         and ends_at > $5 order by id desc limit $4"
    );
    tx.many(list, args![tx.brand(), before, state, limit, open_after])
}

/// Requests of one person, the newest first.
pub fn page_of(
    tx: &mut Tx<'_>,
    staff_id: StaffId,
    before: i64,
    limit: u32,
) -> Result<Vec<Approval>, DbError> {
    let list = sql!(
        Approval,
        "select id, action, size, subject, store_id, reason, payload, payload_hash, requested_by, \
         requested_at, ends_at, state, decided_by, decided_at, note, result \
         from approval where brand_id = $1 and requested_by = $2 and id < $3 \
         order by id desc limit $4"
    );
    tx.many(list, args![tx.brand(), staff_id, before, limit])
}

/// Decides on a request that waits; answers whether it still did.
pub fn decide(
    tx: &mut Tx<'_>,
    id: ApprovalId,
    actor: &Actor,
    state: ApprovalState,
    note: Option<&str>,
) -> Result<bool, DbError> {
    let update = sql!(
        "update approval set state = $3, decided_by = $4, decided_at = $5, note = $6 \
         where brand_id = $1 and id = $2 and state = $7 and ends_at > $5"
    );
    let args = args![
        tx.brand(),
        id,
        state,
        actor.staff,
        actor.now,
        note,
        ApprovalState::Pending
    ];
    Ok(tx.execute(update, args)? == 1)
}

/// The words of requests after one, in the order of their ids: why, and what was said about it.
pub fn words_after(
    tx: &mut Tx<'_>,
    after: ApprovalId,
    limit: u32,
) -> Result<Vec<(ApprovalId, String, String)>, DbError> {
    let list = sql!(
        (ApprovalId, String, String),
        "select id, reason, coalesce(note, '') from approval \
         where brand_id = $1 and id > $2 order by id limit $3"
    );
    tx.many(list, args![tx.brand(), after, limit])
}

/// Takes the words of requests away. One that still waits is refused with them: an act that is done
/// has a reason.
pub fn blank_words(tx: &mut Tx<'_>, ids: &[ApprovalId]) -> Result<u64, DbError> {
    let update = sql!(
        "update approval set reason = '', note = null, \
         state = case when state = $2 then $3 else state end where brand_id = $1 and id in ($*)"
    );
    let (pending, refused) = (ApprovalState::Pending, ApprovalState::Refused);
    let args = args![tx.brand(), pending, refused];
    tx.execute_in(update, args, ids.iter().copied())
}

pub fn keep_result(tx: &mut Tx<'_>, id: ApprovalId, result: &str) -> Result<(), DbError> {
    let update = sql!("update approval set result = $3 where brand_id = $1 and id = $2");
    tx.execute(update, args![tx.brand(), id, result])?;
    Ok(())
}

//! The tables `sms_phone` and `sms_message`.

use super::SmsId;
use super::rules::{SmsKind, SmsState};
use super::settings::Provider;
use kernel::Timestamp;
use platform::db::{DbError, Tx};
use platform::{args, row, sql};

row! {
    /// A message as it is shown: no number, no words.
    #[derive(serde::Serialize, utoipa::ToSchema)]
    #[schema(as = SmsMessage)]
    pub struct Message {
        /// Which.
        pub id: SmsId,
        /// What it is for.
        pub purpose: String,
        /// What sort of message.
        pub kind: SmsKind,
        /// The last four digits of the number.
        pub phone_last4: String,
        /// Where it is.
        pub state: SmsState,
        /// Why it is not further, in the provider's words.
        #[schema(required)]
        pub reason: Option<String>,
        /// Who sends it, once somebody was asked to.
        #[schema(required)]
        pub provider: Option<Provider>,
        /// How often sending was tried, or the question asked, in the present state; 0 once it is
        /// over.
        pub attempts: i64,
        /// When somebody wanted it.
        pub queued_at: Timestamp,
        /// When the provider was last told to send it.
        #[schema(required)]
        pub tried_at: Option<Timestamp>,
        /// When it was over.
        #[schema(required)]
        pub finished_at: Option<Timestamp>,
    }
}

row! {
    /// A message that something has to be done for.
    pub(super) struct Due {
        pub id: SmsId,
        pub purpose: String,
        pub state: SmsState,
        pub phone_sealed: Option<Vec<u8>>,
        pub variables_sealed: Option<Vec<u8>>,
        pub provider: Option<Provider>,
        pub provider_id: Option<String>,
        pub give_up_at: Timestamp,
        pub attempts: i64,
        pub claim: i64,
        pub tried_at: Option<Timestamp>,
    }
}

/// A message as first written.
pub(super) struct NewRow<'a> {
    pub id: SmsId,
    pub purpose: &'a str,
    pub key: &'a str,
    pub kind: SmsKind,
    pub phone_index: String,
    pub phone_sealed: Vec<u8>,
    pub phone_last4: &'a str,
    pub variables_sealed: Vec<u8>,
    pub queued_at: Timestamp,
    pub give_up_at: Timestamp,
    pub due_at: Timestamp,
}

/// Locks what is known of a number, so that messages to it are counted one after the other; when
/// its owner refused marketing.
pub(super) fn lock_phone(tx: &mut Tx<'_>, index: &str) -> Result<Option<Timestamp>, DbError> {
    tx.execute(
        sql!(
            "insert into sms_phone (brand_id, phone_index) values ($1, $2)
             on conflict (brand_id, phone_index) do nothing"
        ),
        args![tx.brand(), index],
    )?;
    let (refused_at,) = tx.one(
        sql!(
            (Option<Timestamp>,),
            "select refused_at from sms_phone
             where brand_id = $1 and phone_index = $2 for update"
        ),
        args![tx.brand(), index],
    )?;
    Ok(refused_at)
}

/// Notes that the owner of a number wants no more marketing; the first time stands.
pub(super) fn refuse(
    tx: &mut Tx<'_>,
    index: &str,
    by: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    tx.execute(
        sql!(
            "insert into sms_phone (brand_id, phone_index, refused_at, refused_by)
             values ($1, $2, $3, $4) on conflict (brand_id, phone_index) do update
             set refused_by = case when sms_phone.refused_at is null then excluded.refused_by
                              else sms_phone.refused_by end,
                 refused_at = coalesce(sms_phone.refused_at, excluded.refused_at)"
        ),
        args![tx.brand(), index, now, by],
    )?;
    Ok(())
}

/// What went to a number since a moment.
pub(super) fn past(
    tx: &mut Tx<'_>,
    index: &str,
    since: Timestamp,
) -> Result<Vec<(SmsKind, Timestamp)>, DbError> {
    tx.many(
        sql!(
            (SmsKind, Timestamp),
            "select kind, queued_at from sms_message
             where brand_id = $1 and phone_index = $2 and queued_at > $3
             order by queued_at desc limit 100"
        ),
        args![tx.brand(), index, since],
    )
}

pub(super) fn find_by_key(
    tx: &mut Tx<'_>,
    purpose: &str,
    key: &str,
) -> Result<Option<SmsId>, DbError> {
    let found = tx.maybe(
        sql!(
            (SmsId,),
            "select id from sms_message where brand_id = $1 and purpose = $2 and dedup = $3"
        ),
        args![tx.brand(), purpose, key],
    )?;
    Ok(found.map(|(id,)| id))
}

/// Writes a message down; `false` if there is one with its purpose and key.
pub(super) fn insert(tx: &mut Tx<'_>, new: &NewRow<'_>) -> Result<bool, DbError> {
    let inserted = tx.execute(
        sql!(
            "insert into sms_message (brand_id, id, purpose, dedup, kind, priority, phone_index,
             phone_sealed, phone_last4, variables_sealed, state, queued_at, give_up_at, due_at,
             attempts, claim)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'queued', $11, $12, $13, 0, 0)
             on conflict (brand_id, purpose, dedup) do nothing"
        ),
        args![
            tx.brand(),
            new.id,
            new.purpose,
            new.key,
            new.kind,
            new.kind.priority(),
            new.phone_index,
            new.phone_sealed,
            new.phone_last4,
            new.variables_sealed,
            new.queued_at,
            new.give_up_at,
            new.due_at
        ],
    )?;
    Ok(inserted == 1)
}

pub(super) fn list(
    tx: &mut Tx<'_>,
    state: Option<SmsState>,
    below: i64,
    limit: u32,
) -> Result<Vec<Message>, DbError> {
    tx.many(
        sql!(
            Message,
            "select id, purpose, kind, phone_last4, state, reason, provider, attempts, queued_at,
             tried_at, finished_at from sms_message
             where brand_id = $1 and id < $2 and ($3 = '' or state = $3)
             order by id desc limit $4"
        ),
        args![tx.brand(), below, state.map_or("", SmsState::as_str), limit],
    )
}

/// Messages to a number, the newest first.
pub(super) fn list_to(tx: &mut Tx<'_>, index: &str) -> Result<Vec<Message>, DbError> {
    tx.many(
        sql!(
            Message,
            "select id, purpose, kind, phone_last4, state, reason, provider, attempts, queued_at,
             tried_at, finished_at from sms_message
             where brand_id = $1 and phone_index = $2 order by id desc"
        ),
        args![tx.brand(), index],
    )
}

/// Messages whose time has come, what is urgent first.
pub(super) fn due(tx: &mut Tx<'_>, now: Timestamp, limit: i64) -> Result<Vec<Due>, DbError> {
    tx.many(
        sql!(
            Due,
            "select id, purpose, state, phone_sealed, variables_sealed, provider, provider_id,
             give_up_at, attempts, claim, tried_at from sms_message
             where brand_id = $1 and due_at <= $2 order by priority, due_at, id limit $3"
        ),
        args![tx.brand(), now, limit],
    )
}

/// Claims a message that is as it was read, for sending or for asking; `false` if somebody else
/// was faster.
pub(super) fn claim(
    tx: &mut Tx<'_>,
    due: &Due,
    claim: i64,
    as_state: SmsState,
    now: Timestamp,
    lease_until: Timestamp,
) -> Result<bool, DbError> {
    let claimed = tx.execute(
        sql!(
            "update sms_message set claim = $5, state = $6, due_at = $8, attempts = attempts + 1,
             tried_at = case when $6 = 'sending' and state = 'queued' then $7 else tried_at end
             where brand_id = $1 and id = $2 and claim = $3 and state = $4 and due_at <= $7"
        ),
        args![
            tx.brand(),
            due.id,
            due.claim,
            due.state,
            claim,
            as_state,
            now,
            lease_until
        ],
    )?;
    Ok(claimed == 1)
}

/// How a piece of work on a message ends.
pub(super) struct Ending<'a> {
    pub state: SmsState,
    pub reason: Option<&'a str>,
    pub provider: Option<Provider>,
    pub provider_id: Option<&'a str>,
    /// When somebody has to look again.
    pub due_at: Option<Timestamp>,
    /// The count of attempts begins anew: what was counted was sending, from now on it is asking.
    pub attempts: i64,
}

/// Writes down how a piece of work ended, if the message is still ours. A report that was faster
/// keeps the state that it gave; what the provider calls the message is kept in any case.
pub(super) fn end(
    tx: &mut Tx<'_>,
    (id, claim): (SmsId, i64),
    ending: &Ending<'_>,
    now: Timestamp,
) -> Result<(), DbError> {
    let is_over = matches!(ending.state, SmsState::Delivered | SmsState::Failed);
    let is_waiting = ending.state == SmsState::Queued;
    tx.execute(
        sql!(
            "update sms_message set
             due_at = case when state in ('delivered', 'failed') then null
                      else cast($7 as bigint) end,
             reason = case when state in ('delivered', 'failed') then reason else $5 end,
             finished_at = case when state in ('delivered', 'failed') then finished_at
                           when cast($10 as bigint) = 1 then cast($9 as bigint) end,
             state = case when state in ('delivered', 'failed') then state else $4 end,
             provider = coalesce($11, provider),
             provider_id = coalesce($6, provider_id),
             variables_sealed =
               case when cast($12 as bigint) = 1 then variables_sealed else null end,
             attempts = $8
             where brand_id = $1 and id = $2 and claim = $3"
        ),
        args![
            tx.brand(),
            id,
            claim,
            ending.state,
            ending.reason,
            ending.provider_id,
            ending.due_at,
            ending.attempts,
            now,
            is_over,
            ending.provider,
            is_waiting
        ],
    )?;
    Ok(())
}

/// A report: what the provider calls the message, or our own id if it repeats it.
pub(super) struct Report<'a> {
    pub id: Option<SmsId>,
    pub provider_id: &'a str,
    pub phone_index: &'a str,
    pub is_delivered: bool,
    pub reason: &'a str,
}

/// Ends the message that a report is about; answers how many were ended. One that is over stays
/// as it is, so a second report changes nothing.
pub(super) fn take_report(
    tx: &mut Tx<'_>,
    report: &Report<'_>,
    now: Timestamp,
) -> Result<u64, DbError> {
    let (state, reason) = match report.is_delivered {
        true => (SmsState::Delivered, None),
        false => (SmsState::Failed, Some(report.reason)),
    };
    let args = args![
        tx.brand(),
        report.phone_index,
        state,
        reason,
        now,
        report.id.map_or(0, |id| id.0),
        report.provider_id
    ];
    tx.execute(
        sql!(
            "update sms_message set state = $3, reason = $4, finished_at = $5, due_at = null,
             provider_id = coalesce(provider_id, $7), variables_sealed = null
             where brand_id = $1 and phone_index = $2 and state in ('sending', 'sent', 'unknown')
             and (id = $6 or provider_id = $7)"
        ),
        args,
    )
}

/// Takes a number out of every message and what waits off the queue.
pub(super) fn forget(tx: &mut Tx<'_>, index: &str, now: Timestamp) -> Result<(), DbError> {
    tx.execute(
        sql!(
            "update sms_message set phone_sealed = null, phone_last4 = '', variables_sealed = null,
             phone_index = '', due_at = null,
             finished_at = coalesce(finished_at, $3),
             reason = case when state = 'queued' then 'erased' else reason end,
             state = case when state = 'queued' then 'failed' else state end
             where brand_id = $1 and phone_index = $2"
        ),
        args![tx.brand(), index, now],
    )?;
    tx.execute(
        sql!("delete from sms_phone where brand_id = $1 and phone_index = $2"),
        args![tx.brand(), index],
    )?;
    Ok(())
}

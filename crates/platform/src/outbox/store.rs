//! Tables `outbox` (facts that nobody was handed yet) and `outbox_delivery` (deliveries in
//! trouble).

use super::ATTEMPTS_MAX;
use crate::db::{DbError, Tx, fetch};
use crate::{args, row, row_values, sql};
use events::Event;
use kernel::{BrandId, EventId, MemberId, Timestamp, Value};
use std::collections::HashSet;

row! {
    /// A fact as stored.
    #[derive(PartialEq)]
    pub(super) struct EventRow {
        pub id: EventId,
        pub member_id: Option<MemberId>,
        pub topic: String,
        pub body: String,
        pub recorded_at: Timestamp,
    }
}

row! {
    /// A delivery in trouble.
    pub(super) struct DeliveryRow {
        pub subscriber: String,
        pub id: EventId,
        pub member_id: Option<MemberId>,
        pub topic: String,
        pub body: String,
        pub recorded_at: Timestamp,
        pub attempts: i64,
    }
}

row! {
    /// A delivery that was given up.
    pub struct Dead {
        /// Who failed.
        pub subscriber: String,
        /// On which fact.
        pub event_id: EventId,
        /// Of which topic.
        pub topic: String,
        /// With which words, the last time.
        pub error: String,
    }
}

/// A delivery that becomes one in trouble.
pub(super) struct Trouble<'e> {
    pub subscriber: &'static str,
    pub event: &'e EventRow,
    /// When to try again; `None` behind an earlier fact about the same member.
    pub due_at: Option<Timestamp>,
    pub error: String,
}

/// The values of one fact.
pub(super) fn row(
    brand: BrandId,
    id: EventId,
    member_id: Option<MemberId>,
    now: Timestamp,
    event: &Event,
) -> Result<Vec<Value>, DbError> {
    let body = serde_json::to_string(event).map_err(|e| DbError::Bug(e.to_string()))?;
    Ok(row_values![brand, id, member_id, event.topic(), body, now])
}

pub(super) fn insert(tx: &mut Tx<'_>, rows: Vec<Vec<Value>>) -> Result<(), DbError> {
    tx.insert_many(
        sql!("insert into outbox (brand_id, id, member_id, topic, body, recorded_at) values $*"),
        rows,
    )?;
    Ok(())
}

/// What there is to do for a brand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct News {
    /// Facts that nobody was handed yet.
    pub is_fresh: bool,
    /// Deliveries to be tried again.
    pub is_due: bool,
}

pub(super) fn news(tx: &mut Tx<'_>, now: Timestamp) -> Result<News, DbError> {
    let brand = tx.brand();
    let (fresh, due) = tx.fetch((
        fetch(
            sql!(
                (EventId,),
                "select id from outbox where brand_id = $1 limit 1"
            ),
            args![brand],
        ),
        fetch(
            sql!(
                (EventId,),
                "select event_id from outbox_delivery
                  where brand_id = $1 and state = 'waiting' and due_at <= $2 limit 1"
            ),
            args![brand, now],
        ),
    ))?;
    Ok(News {
        is_fresh: !fresh.is_empty(),
        is_due: !due.is_empty(),
    })
}

/// Locks and reads the oldest facts. A second dispatcher waits here and then sees what is left.
pub(super) fn take_page(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<EventRow>, DbError> {
    tx.many(
        sql!(
            EventRow,
            "select id, member_id, topic, body, recorded_at from outbox
              where brand_id = $1 order by id limit $2 for update"
        ),
        args![tx.brand(), limit],
    )
}

/// Takes facts out: each subscriber has them, or a row of its own in the delivery table.
pub(super) fn remove(tx: &mut Tx<'_>, page: &[EventRow]) -> Result<(), DbError> {
    let removed = tx.execute_in(
        sql!("delete from outbox where brand_id = $1 and id in ($*)"),
        args![tx.brand()],
        page.iter().map(|row| row.id),
    )?;
    if removed == page.len() as u64 {
        Ok(())
    } else {
        Err(DbError::Bug("a fact was handed over twice".into()))
    }
}

/// Who waits for a retry on which of these members. Locks what it finds: a retry of another server
/// is either over before we look, or sees the facts that we put behind it.
pub(super) fn held_up(
    tx: &mut Tx<'_>,
    page: &[EventRow],
) -> Result<HashSet<(String, MemberId)>, DbError> {
    let members: HashSet<MemberId> = page.iter().filter_map(|row| row.member_id).collect();
    let rows = tx.many_in(
        sql!(
            (String, MemberId),
            "select subscriber, member_id from outbox_delivery
              where brand_id = $1 and state = 'waiting' and member_id in ($*)
              order by event_id, subscriber for update"
        ),
        args![tx.brand()],
        members,
    )?;
    Ok(rows.into_iter().collect())
}

pub(super) fn insert_trouble(tx: &mut Tx<'_>, troubles: &[Trouble<'_>]) -> Result<(), DbError> {
    let brand = tx.brand();
    let rows = troubles.iter().map(|trouble| {
        let event = trouble.event;
        let attempts = i64::from(trouble.due_at.is_some());
        row_values![
            brand,
            trouble.subscriber,
            event.id,
            event.member_id,
            event.topic,
            event.body,
            event.recorded_at,
            "waiting",
            attempts,
            trouble.due_at,
            clipped(&trouble.error)
        ]
    });
    tx.insert_many(
        sql!(
            "insert into outbox_delivery (brand_id, subscriber, event_id, member_id, topic, body,
                                          recorded_at, state, attempts, due_at, error)
             values $*"
        ),
        rows.collect(),
    )?;
    Ok(())
}

/// Locks and reads deliveries whose time has come.
pub(super) fn take_due(
    tx: &mut Tx<'_>,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<DeliveryRow>, DbError> {
    tx.many(
        sql!(
            DeliveryRow,
            "select subscriber, event_id, member_id, topic, body, recorded_at, attempts
               from outbox_delivery
              where brand_id = $1 and state = 'waiting' and due_at <= $2
              order by event_id, subscriber limit $3 for update"
        ),
        args![tx.brand(), now, limit],
    )
}

/// A delivery that went well after all leaves no trace.
pub(super) fn remove_delivery(tx: &mut Tx<'_>, row: &DeliveryRow) -> Result<(), DbError> {
    tx.execute(
        sql!(
            "delete from outbox_delivery
              where brand_id = $1 and subscriber = $2 and event_id = $3"
        ),
        args![tx.brand(), row.subscriber, row.id],
    )?;
    Ok(())
}

/// Notes one more failure; after the last one the delivery is dead.
pub(super) fn note_failure(
    tx: &mut Tx<'_>,
    row: &DeliveryRow,
    due_at: Timestamp,
    error: &str,
) -> Result<(), DbError> {
    let is_last = row.attempts + 1 >= ATTEMPTS_MAX;
    let state = if is_last { "dead" } else { "waiting" };
    tx.execute(
        sql!(
            "update outbox_delivery
                set state = $4, attempts = attempts + 1, due_at = $5, error = $6
              where brand_id = $1 and subscriber = $2 and event_id = $3"
        ),
        args![
            tx.brand(),
            row.subscriber,
            row.id,
            state,
            due_at,
            clipped(error)
        ],
    )?;
    Ok(())
}

/// Lets the next fact about the same member go ahead.
pub(super) fn release_next(
    tx: &mut Tx<'_>,
    subscriber: &str,
    member_id: MemberId,
    now: Timestamp,
) -> Result<(), DbError> {
    tx.execute(
        sql!(
            "update outbox_delivery set due_at = $4
              where brand_id = $1 and subscriber = $2 and due_at is null
                and event_id = (select min(event_id) from outbox_delivery
                                 where brand_id = $1 and subscriber = $2 and member_id = $3
                                   and state = 'waiting')"
        ),
        args![tx.brand(), subscriber, member_id, now],
    )?;
    Ok(())
}

/// How many deliveries are not done: facts that nobody was handed, and those to be tried again.
pub fn pending(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    let brand = tx.brand();
    let (fresh,) = tx.one(
        sql!(
            (i64,),
            "select cast(count(*) as bigint) from outbox where brand_id = $1"
        ),
        args![brand],
    )?;
    let (waiting,) = tx.one(
        sql!(
            (i64,),
            "select cast(count(*) as bigint) from outbox_delivery
              where brand_id = $1 and state = 'waiting'"
        ),
        args![brand],
    )?;
    Ok(fresh + waiting)
}

/// Deliveries that were given up, oldest fact first; at most 200.
pub fn dead(tx: &mut Tx<'_>) -> Result<Vec<Dead>, DbError> {
    tx.many(
        sql!(
            Dead,
            "select subscriber, event_id, topic, error from outbox_delivery
              where brand_id = $1 and state = 'dead' order by event_id, subscriber limit 200"
        ),
        args![tx.brand()],
    )
}

/// Gives every dead delivery another chance, now; answers how many there are. Later facts about
/// the same members were delivered long ago: order is lost for these.
pub fn revive(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, DbError> {
    tx.execute(
        sql!(
            "update outbox_delivery set state = 'waiting', attempts = 0, due_at = $2
              where brand_id = $1 and state = 'dead'"
        ),
        args![tx.brand(), now],
    )
}

/// Lets go of what a subscriber still wants to be handed, for it has counted anew; but for facts of
/// a topic that no table remembers.
pub fn forget_troubles(tx: &mut Tx<'_>, subscriber: &str, but_for: &str) -> Result<u64, DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!(
            "delete from outbox_delivery
              where brand_id = $1 and subscriber = $2 and topic <> $3"
        ),
        args![brand, subscriber, but_for],
    )
}

fn clipped(error: &str) -> String {
    error
        .chars()
        .filter(|letter| *letter != '\0')
        .take(500)
        .collect()
}

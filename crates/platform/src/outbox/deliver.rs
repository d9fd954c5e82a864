//! Hands facts to subscribers inside one transaction.

use super::store::{self, DeliveryRow, EventRow, Trouble};
use super::{Handle, Stored, Subscriber};
use crate::db::{DbError, Tx};
use events::Event;
use kernel::{MemberId, Timestamp};
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Why a delivery failed; a database error fails it like any other, and is retried.
struct Failed(String);

impl From<DbError> for Failed {
    fn from(error: DbError) -> Self {
        Failed(error.to_string())
    }
}

/// Hands the oldest facts to everybody who wants them; answers how many facts there were.
pub(super) fn deliver_page(
    tx: &mut Tx<'_>,
    subscribers: &[Subscriber],
    now: Timestamp,
    limit: i64,
) -> Result<usize, DbError> {
    let page = store::take_page(tx, limit)?;
    if page.is_empty() {
        return Ok(0);
    }
    let held_up = store::held_up(tx, &page)?;
    for subscriber in subscribers {
        let wanted = page
            .iter()
            .filter(|row| subscriber.topics.contains(&row.topic.as_str()))
            .collect();
        let troubles = deliver_to(tx, subscriber, wanted, &held_up, now);
        store::insert_trouble(tx, &troubles)?;
    }
    store::remove(tx, &page)?;
    Ok(page.len())
}

/// Hands facts to one subscriber: all at once, and if that fails, one by one.
fn deliver_to<'e>(
    tx: &mut Tx<'_>,
    subscriber: &Subscriber,
    wanted: Vec<&'e EventRow>,
    held_up: &HashSet<(String, MemberId)>,
    now: Timestamp,
) -> Vec<Trouble<'e>> {
    let is_held_up = |row: &EventRow| {
        row.member_id
            .is_some_and(|member| held_up.contains(&(subscriber.name.to_owned(), member)))
    };
    let (behind, free): (Vec<_>, Vec<_>) = wanted.into_iter().partition(|row| is_held_up(row));
    let mut troubles: Vec<Trouble<'_>> = behind
        .into_iter()
        .map(|row| waits(subscriber, row))
        .collect();
    if free.is_empty() || all_at_once(tx, subscriber, &free).is_ok() {
        return troubles;
    }
    let mut failed_members: HashSet<MemberId> = HashSet::new();
    for row in free {
        if row
            .member_id
            .is_some_and(|member| failed_members.contains(&member))
        {
            troubles.push(waits(subscriber, row));
        } else if let Err(Failed(error)) = all_at_once(tx, subscriber, &[row]) {
            tracing::warn!(subscriber = subscriber.name, event = %row.id, error, "not delivered");
            failed_members.extend(row.member_id);
            troubles.push(Trouble {
                subscriber: subscriber.name,
                event: row,
                due_at: Some(now.plus_millis(back_off_millis(1))),
                error,
            });
        }
    }
    troubles
}

fn waits<'e>(subscriber: &Subscriber, event: &'e EventRow) -> Trouble<'e> {
    Trouble {
        subscriber: subscriber.name,
        event,
        due_at: None,
        error: String::new(),
    }
}

fn all_at_once(tx: &mut Tx<'_>, subscriber: &Subscriber, rows: &[&EventRow]) -> Result<(), Failed> {
    let facts = rows
        .iter()
        .map(|row| read(row))
        .collect::<Result<Vec<_>, _>>()?;
    tx.nested(|tx| {
        // A panic of one subscriber would otherwise hold up the facts of all.
        catch_unwind(AssertUnwindSafe(|| handle(tx, subscriber, &facts)))
            .unwrap_or_else(|_| Err(Failed("the subscriber panicked".into())))
    })
}

fn read(row: &EventRow) -> Result<Stored<Event>, Failed> {
    let event = serde_json::from_str(&row.body)
        .map_err(|error| Failed(format!("the fact cannot be read: {error}")))?;
    Ok(Stored {
        id: row.id,
        member_id: row.member_id,
        recorded_at: row.recorded_at,
        event,
    })
}

fn handle(tx: &mut Tx<'_>, subscriber: &Subscriber, facts: &[Stored<Event>]) -> Result<(), Failed> {
    match subscriber.handle {
        Handle::Batch(act) => act(tx, facts).map_err(Failed),
        Handle::Each(act) => facts
            .iter()
            .try_for_each(|fact| act(tx, fact).map_err(Failed)),
    }
}

/// Tries deliveries whose time has come; answers how many went well.
pub(super) fn retry_due(
    tx: &mut Tx<'_>,
    subscribers: &[Subscriber],
    now: Timestamp,
    limit: i64,
) -> Result<usize, DbError> {
    let mut delivered = 0;
    for row in store::take_due(tx, now, limit)? {
        match retry(tx, subscribers, &row) {
            Ok(()) => {
                store::remove_delivery(tx, &row)?;
                release(tx, &row, now)?;
                delivered += 1;
            }
            Err(Failed(error)) => {
                let attempts = row.attempts + 1;
                tracing::warn!(
                    subscriber = row.subscriber, event = %row.id, attempts, error, "not delivered"
                );
                let due_at = now.plus_millis(back_off_millis(attempts));
                store::note_failure(tx, &row, due_at, &error)?;
                if attempts >= super::ATTEMPTS_MAX {
                    release(tx, &row, now)?;
                }
            }
        }
    }
    Ok(delivered)
}

fn retry(tx: &mut Tx<'_>, subscribers: &[Subscriber], row: &DeliveryRow) -> Result<(), Failed> {
    let known = subscribers
        .iter()
        .find(|known| known.name == row.subscriber);
    // A subscriber that a newer version no longer has wants nothing any more.
    let Some(subscriber) = known else {
        return Ok(());
    };
    let event = EventRow {
        id: row.id,
        member_id: row.member_id,
        topic: row.topic.clone(),
        body: row.body.clone(),
        recorded_at: row.recorded_at,
    };
    all_at_once(tx, subscriber, &[&event])
}

fn release(tx: &mut Tx<'_>, row: &DeliveryRow, now: Timestamp) -> Result<(), DbError> {
    match row.member_id {
        Some(member) => store::release_next(tx, &row.subscriber, member, now),
        None => Ok(()),
    }
}

/// 1 s, 2 s, 4 s … up to an hour.
fn back_off_millis(attempts: i64) -> i64 {
    let doublings = attempts.clamp(1, 13) - 1;
    (1_000 << doublings).min(3_600_000)
}

#[cfg(test)]
mod tests {
    use super::back_off_millis;

    #[test]
    fn back_off_doubles_up_to_an_hour() {
        let waits: Vec<i64> = [1, 2, 3, 12, 13, 99].map(back_off_millis).to_vec();
        assert_eq!(
            waits,
            [1_000, 2_000, 4_000, 2_048_000, 3_600_000, 3_600_000]
        );
    }
}

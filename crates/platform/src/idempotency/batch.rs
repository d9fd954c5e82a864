//! Hot acts: the keys of a whole batch are read in one statement and kept in another.

use super::{Answer, KeyFault, KeyRef, is_kept, store};
use crate::db::{DbError, Tx};
use crate::http::Problem;
use kernel::{Fault, Timestamp};
use serde::Serialize;
use std::collections::HashMap;

/// An act with the key that it came under.
#[derive(Debug, Clone)]
pub struct Keyed<I> {
    /// Its key.
    pub key: KeyRef,
    /// What to do.
    pub item: I,
    /// When it came in.
    pub at: Timestamp,
}

/// What stands for one item of the batch before the answers are known.
enum Slot {
    Known(Answer),
    /// Runs at this place among the fresh ones.
    Fresh(usize),
    /// The same key came earlier in the batch, at this place among the fresh ones.
    Twin(usize),
}

/// Runs the items that no twin has run before, gives each item its answer, and keeps what is to be
/// kept. `run` answers one for each item that it is given, in order, and must leave no effect of an
/// item that it refuses.
pub fn batch<I, O, E>(
    tx: &mut Tx<'_>,
    items: &[Keyed<I>],
    run: impl FnOnce(&mut Tx<'_>, &[&I]) -> Result<Vec<Result<O, E>>, DbError>,
) -> Result<Vec<Answer>, DbError>
where
    O: Serialize,
    E: Fault,
{
    let (slots, fresh) = sort_out(tx, items)?;
    let acts: Vec<&I> = fresh.iter().map(|keyed| &keyed.item).collect();
    let outcomes = if acts.is_empty() {
        Vec::new()
    } else {
        run(tx, &acts)?
    };
    if outcomes.len() != fresh.len() {
        return Err(DbError::Bug(
            "a batch gave a wrong number of answers".into(),
        ));
    }
    let mut answers = Vec::with_capacity(fresh.len());
    let mut kept = Vec::new();
    for (place, (keyed, outcome)) in fresh.iter().zip(outcomes).enumerate() {
        let (answer, is_kept) = answer(&keyed.key, outcome)?;
        answers.push(answer);
        if is_kept {
            kept.push(place);
        }
    }
    let mut rows: Vec<(&KeyRef, &Answer, Timestamp)> = kept
        .into_iter()
        .map(|place| (&fresh[place].key, &answers[place], fresh[place].at))
        .collect();
    // Two servers that keep the same keys meet in the same order and do not block each other.
    rows.sort_by(|a, b| a.0.key.cmp(&b.0.key));
    store::keep_all(tx, &rows)?;
    Ok(slots
        .into_iter()
        .map(|slot| match slot {
            Slot::Known(answer) => answer,
            Slot::Fresh(place) => answers[place].clone(),
            Slot::Twin(place) => Answer {
                is_replayed: true,
                ..answers[place].clone()
            },
        })
        .collect())
}

type Sorted<'b, I> = (Vec<Slot>, Vec<&'b Keyed<I>>);

fn sort_out<'b, I>(tx: &mut Tx<'_>, items: &'b [Keyed<I>]) -> Result<Sorted<'b, I>, DbError> {
    let keys: Vec<&KeyRef> = items.iter().map(|keyed| &keyed.key).collect();
    let known: HashMap<String, store::Stored> = store::find_all(tx, &keys)?
        .into_iter()
        .map(|stored| (stored.key.clone(), stored))
        .collect();
    let mut fresh: Vec<&Keyed<I>> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut slots = Vec::with_capacity(items.len());
    for keyed in items {
        let key = &keyed.key;
        let slot = if let Some(stored) = known.get(&key.key) {
            Slot::Known(
                stored
                    .clone()
                    .answer_for(key)
                    .unwrap_or_else(|| reused(key)),
            )
        } else if let Some(&place) = places.get(key.key.as_str()) {
            if fresh[place].key.fingerprint == key.fingerprint {
                Slot::Twin(place)
            } else {
                Slot::Known(reused(key))
            }
        } else {
            places.insert(&key.key, fresh.len());
            fresh.push(keyed);
            Slot::Fresh(fresh.len() - 1)
        };
        slots.push(slot);
    }
    Ok((slots, fresh))
}

fn reused(key: &KeyRef) -> Answer {
    Answer::problem(&KeyFault::Reused.into(), &key.request)
}

/// The answer to an outcome, and whether it is kept.
fn answer<O: Serialize, E: Fault>(
    key: &KeyRef,
    outcome: Result<O, E>,
) -> Result<(Answer, bool), DbError> {
    match outcome {
        Ok(value) => {
            let answer = Answer::success(&value).map_err(|e| DbError::Bug(e.to_string()))?;
            Ok((answer, true))
        }
        Err(fault) => {
            let is_kept = is_kept(fault.kind());
            let problem = Problem::from(fault);
            if let Some(cause) = problem.cause() {
                let request_id = &*key.request.id;
                tracing::error!(request_id, cause, "failed in a batch");
            }
            Ok((Answer::problem(&problem, &key.request), is_kept))
        }
    }
}

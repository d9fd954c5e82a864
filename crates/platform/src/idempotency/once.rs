//! Ordinary acts: the key is taken first, then the act runs in the same transaction.

use super::{Answer, IdempotencyKey, KEPT_HOURS, KeyFault, KeyRef, is_kept, store};
use crate::app::App;
use crate::db::{Db, DbError, Tx};
use crate::http::Problem;
use kernel::{BrandId, Fault, Timestamp};
use serde::Serialize;

/// Runs `act` unless a twin has run, and keeps the answer. `operation` is the OpenAPI id; `act`
/// may run more than once before it stands, so it must have no effect but on `tx`.
pub async fn once<T, E, F>(
    app: &App,
    brand: BrandId,
    key: IdempotencyKey,
    body: &impl Serialize,
    operation: &'static str,
    act: F,
) -> Result<Answer, Problem>
where
    T: Serialize,
    E: Fault + From<DbError> + Send + 'static,
    F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
{
    let key = key.for_act(operation, body);
    let now = app.clock.now();
    let outcome = app
        .db
        .write(brand, move |tx| run(tx, &key, now, &act))
        .await;
    outcome.map_err(|error: OnceError<E>| match error {
        OnceError::Act(fault) => fault.into(),
        OnceError::Db(error) => error.into(),
        OnceError::Key(fault) => fault.into(),
    })
}

enum OnceError<E> {
    Act(E),
    Db(DbError),
    Key(KeyFault),
}

impl<E> From<DbError> for OnceError<E> {
    fn from(error: DbError) -> Self {
        OnceError::Db(error)
    }
}

fn run<T, E>(
    tx: &mut Tx<'_>,
    key: &KeyRef,
    now: Timestamp,
    act: &impl Fn(&mut Tx<'_>) -> Result<T, E>,
) -> Result<Answer, OnceError<E>>
where
    T: Serialize,
    E: Fault + From<DbError>,
{
    if !store::take(tx, key, now)? {
        let kept = store::get(tx, key)?.answer_for(key);
        return kept.ok_or(OnceError::Key(KeyFault::Reused));
    }
    let answer = match tx.nested(|tx| act(tx)) {
        Ok(value) => Answer::success(&value).map_err(|e| DbError::Bug(e.to_string()))?,
        // What it did is undone by the savepoint; that it was refused is kept.
        Err(fault) if is_kept(fault.kind()) => Answer::problem(&Problem::from(fault), &key.request),
        Err(fault) => return Err(OnceError::Act(fault)),
    };
    store::keep(tx, key, &answer)?;
    Ok(answer)
}

/// Takes away the kept answers that name somebody, who is erased; answers how many. The keys stay,
/// so that a twin does not act again: it is told that the answer is gone. Walks through the keys in
/// pages, as [`purge`] does. Blocks.
pub fn forget_answers(
    db: &Db,
    brand: BrandId,
    names: impl Fn(&str) -> bool,
) -> Result<u64, DbError> {
    const PAGE: i64 = 1_000;
    let gone = Answer::erased();
    let mut after = String::new();
    let mut forgotten = 0;
    loop {
        let from = after.clone();
        let page = db.read_blocking(brand, move |tx| store::answers(tx, &from, PAGE))?;
        let Some((last, _)) = page.last() else {
            return Ok(forgotten);
        };
        after.clone_from(last);
        let named: Vec<String> = page
            .into_iter()
            .filter(|(_, body)| names(body))
            .map(|(key, _)| key)
            .collect();
        if !named.is_empty() {
            let gone = gone.clone();
            forgotten += db.write_blocking(brand, move |tx| store::replace(tx, &named, &gone))?;
        }
    }
}

/// Forgets the keys of a brand that are older than [`KEPT_HOURS`]; answers how many. Walks through
/// the keys in pages, so that no index on time burdens each act and no write lasts long. Blocks.
pub fn purge(db: &Db, brand: BrandId, now: Timestamp) -> Result<u64, DbError> {
    const PAGE: i64 = 2_000;
    let oldest = now.plus_millis(-KEPT_HOURS * 3_600_000);
    let mut after = String::new();
    let mut gone = 0;
    loop {
        let from = after.clone();
        let page = db.read_blocking(brand, move |tx| store::page(tx, &from, PAGE))?;
        let Some((last, _)) = page.last() else {
            return Ok(gone);
        };
        after = last.clone();
        let old: Vec<String> = page
            .into_iter()
            .filter(|(_, at)| *at < oldest)
            .map(|(key, _)| key)
            .collect();
        if !old.is_empty() {
            gone += db.write_blocking(brand, move |tx| store::delete(tx, &old))?;
        }
    }
}

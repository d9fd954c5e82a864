//! Tables `idempotency_key` and `idempotency_answer`.

use super::{Answer, KeyRef};
use crate::db::{DbError, RowsToWrite, Tx};
use crate::{args, row, row_values, sql};
use kernel::Timestamp;

row! {
    /// A key and its answer as stored.
    pub(super) struct Stored {
        pub key: String,
        pub fingerprint: Vec<u8>,
        pub status: i64,
        pub body: String,
    }
}

impl Stored {
    /// The kept answer, if the key was used for the same request.
    pub fn answer_for(self, key: &KeyRef) -> Option<Answer> {
        let is_same = self.fingerprint == key.fingerprint;
        is_same.then_some(Answer {
            status: u16::try_from(self.status).unwrap_or(500),
            body: self.body,
            is_replayed: true,
        })
    }
}

/// Takes the key for the act that follows; `false` when a twin has it. On PostgreSQL this waits
/// for a twin that is still at work.
pub(super) fn take(tx: &mut Tx<'_>, key: &KeyRef, now: Timestamp) -> Result<bool, DbError> {
    let taken = tx.execute(
        sql!(
            "insert into idempotency_key
                 (brand_id, key, operation, fingerprint, status, answer_id, created_at)
             values ($1, $2, $3, $4, 0, 0, $5)
             on conflict (brand_id, key) do nothing"
        ),
        args![tx.brand(), key.key, key.operation, key.fingerprint, now],
    )?;
    Ok(taken == 1)
}

/// Writes the answer into a row that [`take`] has made.
pub(super) fn keep(tx: &mut Tx<'_>, key: &KeyRef, answer: &Answer) -> Result<(), DbError> {
    let (brand, id) = (tx.brand(), tx.new_id());
    let insert = sql!("insert into idempotency_answer (brand_id, id, body) values ($1, $2, $3)");
    let update = sql!(
        "update idempotency_key set status = $3, answer_id = $4
          where brand_id = $1 and key = $2 and status = 0"
    );
    let status = i64::from(answer.status);
    let kept = tx.write(vec![
        (insert, args![brand, id, answer.body].to_vec()),
        (update, args![brand, key.key, status, id].to_vec()),
    ])?;
    if kept == [1, 1] {
        Ok(())
    } else {
        Err(DbError::Missing)
    }
}

/// The row of a key that is taken.
pub(super) fn get(tx: &mut Tx<'_>, key: &KeyRef) -> Result<Stored, DbError> {
    tx.one(
        sql!(
            Stored,
            "select k.key, k.fingerprint, k.status, coalesce(a.body, '') from idempotency_key as k
              left join idempotency_answer as a on a.brand_id = $1 and a.id = k.answer_id
              where k.brand_id = $1 and k.key = $2"
        ),
        args![tx.brand(), key.key],
    )
}

/// The rows of those keys that were used before.
pub(super) fn find_all(tx: &mut Tx<'_>, keys: &[&KeyRef]) -> Result<Vec<Stored>, DbError> {
    tx.many_in(
        sql!(
            Stored,
            "select k.key, k.fingerprint, k.status, coalesce(a.body, '') from idempotency_key as k
              left join idempotency_answer as a on a.brand_id = $1 and a.id = k.answer_id
              where k.brand_id = $1 and k.key in ($*)"
        ),
        args![tx.brand()],
        keys.iter().map(|key| key.key.as_str()),
    )
}

/// Keeps the answers of a batch. A key that a twin on another server has used in the meantime is
/// [`DbError::Unique`], and the batch is tried again one by one.
pub(super) fn keep_all(
    tx: &mut Tx<'_>,
    answers: &[(&KeyRef, &Answer, Timestamp)],
) -> Result<(), DbError> {
    let brand = tx.brand();
    let mut bodies = Vec::with_capacity(answers.len());
    let mut keys = Vec::with_capacity(answers.len());
    for (key, answer, at) in answers {
        let id = tx.new_id();
        bodies.push(row_values![brand, id, answer.body]);
        keys.push(row_values![
            brand,
            key.key,
            key.operation,
            key.fingerprint,
            i64::from(answer.status),
            id,
            at
        ]);
    }
    let answer = sql!("insert into idempotency_answer (brand_id, id, body) values $*");
    let key = sql!(
        "insert into idempotency_key
             (brand_id, key, operation, fingerprint, status, answer_id, created_at)
         values $*"
    );
    tx.write_rows(vec![
        RowsToWrite::insert(answer, bodies),
        RowsToWrite::insert(key, keys),
    ])?;
    Ok(())
}

/// Keys in their order after `after`, with their time.
pub(super) fn page(
    tx: &mut Tx<'_>,
    after: &str,
    limit: i64,
) -> Result<Vec<(String, Timestamp)>, DbError> {
    tx.many(
        sql!(
            (String, Timestamp),
            "select key, created_at from idempotency_key
              where brand_id = $1 and key > $2 order by key limit $3"
        ),
        args![tx.brand(), after, limit],
    )
}

/// Keys in their order after `after`, with their answers.
pub(super) fn answers(
    tx: &mut Tx<'_>,
    after: &str,
    limit: i64,
) -> Result<Vec<(String, String)>, DbError> {
    tx.many(
        sql!(
            (String, String),
            "select k.key, a.body from idempotency_key as k
              join idempotency_answer as a on a.brand_id = $1 and a.id = k.answer_id
              where k.brand_id = $1 and k.key > $2 order by k.key limit $3"
        ),
        args![tx.brand(), after, limit],
    )
}

/// Puts another answer in the place of those that were kept.
pub(super) fn replace(tx: &mut Tx<'_>, keys: &[String], answer: &Answer) -> Result<u64, DbError> {
    tx.execute_in(
        sql!(
            "update idempotency_answer set body = $2
              where brand_id = $1 and id in (select answer_id from idempotency_key
                  where brand_id = $1 and key in ($*))"
        ),
        args![tx.brand(), answer.body],
        keys,
    )?;
    tx.execute_in(
        sql!(
            "update idempotency_key set status = $2
              where brand_id = $1 and key in ($*) and status <> 0"
        ),
        args![tx.brand(), i64::from(answer.status)],
        keys,
    )
}

/// Forgets keys.
pub(super) fn delete(tx: &mut Tx<'_>, keys: &[String]) -> Result<u64, DbError> {
    tx.execute_in(
        sql!(
            "delete from idempotency_answer
              where brand_id = $1 and id in (select answer_id from idempotency_key
                  where brand_id = $1 and key in ($*))"
        ),
        args![tx.brand()],
        keys,
    )?;
    tx.execute_in(
        sql!("delete from idempotency_key where brand_id = $1 and key in ($*)"),
        args![tx.brand()],
        keys,
    )
}

//! 限频: so many tries within so much time; then a wait, so that nothing can be guessed cheaply.
//!
//! A try is counted before it is looked at and in a transaction of its own, so that many at once
//! are no way around it and a refusal does not take the count back.

mod store;

use kernel::{Fault, Kind, Params, Timestamp, fault::params};
use platform::db::{DbError, Tx};

/// How many tries a stretch of time allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// So many.
    pub most: i64,
    /// Within so much time.
    pub millis: i64,
}

/// Somebody tries too often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many tries; wait {retry_after_seconds} seconds")]
pub struct TooManyTries {
    /// How long to wait.
    pub retry_after_seconds: i64,
    /// Whether it is the first try of this stretch of time that is too many.
    pub is_first: bool,
}

impl Fault for TooManyTries {
    fn kind(&self) -> Kind {
        Kind::TooMany
    }
    fn code(&self) -> &'static str {
        "membership.too_many_tries"
    }
    fn params(&self) -> Params {
        params([("retry_after_seconds", self.retry_after_seconds.into())])
    }
}

/// Counts a try of a subject such as `join:203.0.113.9`, or says how long to wait.
pub fn take(
    tx: &mut Tx<'_>,
    subject: &str,
    limit: Limit,
    now: Timestamp,
) -> Result<Result<(), TooManyTries>, DbError> {
    let (tries, since) = store::count(tx, subject, now, now.plus_millis(-limit.millis))?;
    if tries <= limit.most {
        return Ok(Ok(()));
    }
    let millis = since.0 + limit.millis - now.0;
    Ok(Err(TooManyTries {
        retry_after_seconds: (millis + 999) / 1_000,
        is_first: tries == limit.most + 1,
    }))
}

/// Takes back a try that turned out right: it was no guess.
pub fn give_back(tx: &mut Tx<'_>, subject: &str) -> Result<(), DbError> {
    store::uncount(tx, subject)
}

/// Forgets the tries of subjects that name a person, who is erased. The table holds a day at most.
pub(crate) fn forget(tx: &mut Tx<'_>, names: impl Fn(&str) -> bool) -> Result<(), DbError> {
    let mut after = String::new();
    loop {
        let page = store::page(tx, &after, 1_000)?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        after.clone_from(last);
        store::delete(tx, page.into_iter().filter(|subject| names(subject)))?;
    }
}

/// Forgets tries of long ago; answers how many subjects.
pub(crate) fn purge(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, DbError> {
    store::purge(tx, before)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: Limit = Limit {
        most: 3,
        millis: 60_000,
    };

    #[test]
    fn a_stretch_allows_so_many_and_the_next_one_again() {
        testkit::both(|test| {
            let take = |millis: i64| {
                let now = testkit::NOON.plus_millis(millis);
                test.write(move |tx| take(tx, "li", LIMIT, now))
                    .expect("counted")
            };
            for millis in [0, 1, 2] {
                assert_eq!(take(millis), Ok(()));
            }
            let wait = |retry_after_seconds, is_first| {
                Err(TooManyTries {
                    retry_after_seconds,
                    is_first,
                })
            };
            assert_eq!((take(3), take(59_999)), (wait(60, true), wait(1, false)));
            test.write(|tx| give_back(tx, "li")).expect("taken back");
            test.write(|tx| give_back(tx, "li")).expect("taken back");
            test.write(|tx| give_back(tx, "li")).expect("taken back");
            assert_eq!((take(59_999), take(59_999)), (Ok(()), wait(1, true)));
            assert_eq!(take(60_000), Ok(()));
            let gone = test.write(|tx| purge(tx, testkit::NOON.plus_days(1)));
            assert_eq!(gone, Ok(1));
        });
    }
}

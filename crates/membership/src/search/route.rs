//! The next piece of a route, from its beginning or from a place in it.

use super::rules::{Plan, Route, after_prefix};
use super::store::{self, Hit, Stretch};
use super::traits::Sought;
use super::{MemberQuery, tail};
use crate::field::store::seek_word;
use crate::profile::{Member, name_keys};
use kernel::MemberId;
use platform::db::{DbError, Tx};

/// Where a walk along a route stands: just after a member under a key.
#[derive(Debug, Clone)]
pub(super) struct Place {
    key: String,
    id: MemberId,
}

impl Place {
    /// After a row that the walk came by.
    pub fn at(hit: &Hit) -> Place {
        Place {
            key: hit.key.clone(),
            id: hit.id,
        }
    }

    /// After the row by which a route lists a member.
    pub fn of(route: &Route, id: MemberId, name: &str) -> Place {
        let key = match route {
            Route::Newest | Route::LastFour(_) => String::new(),
            Route::Pinyin(_) => name_keys(name).pinyin,
            Route::Initials(_) => name_keys(name).initials,
            // A name that has lost the part since the last page stands where it would now.
            Route::NamePart(part) => {
                tail::first_tail(name, part).unwrap_or_else(|| tail::fold(name))
            }
        };
        Place { key, id }
    }
}

/// Where a member's row stands in the order of the whole walk: its first route, then the order
/// there.
pub(super) type Rank = (usize, String, i64);

/// Where the walk first comes by a member's row, if it does.
pub(super) fn rank(plan: &Plan, member: &Member) -> Option<Rank> {
    let number = plan.first_route(&member.name, member.phone_last4.as_deref())?;
    let route = &plan.routes[number];
    let Place { key, id } = Place::of(route, member.id, &member.name);
    let order = match route {
        Route::Newest | Route::LastFour(_) => -id.0,
        Route::Pinyin(_) | Route::Initials(_) | Route::NamePart(_) => id.0,
    };
    Some((number, key, order))
}

/// Ids are positive and below the highest, so these stand before and after all of them.
const LOWEST: MemberId = MemberId(-1);
const HIGHEST: MemberId = MemberId(i64::MAX);

/// Reads the next piece of a route. Everybody with a word is walked along the words.
pub(super) fn seek(
    tx: &mut Tx<'_>,
    plan: &Plan,
    route: usize,
    (query, sought): (&MemberQuery, &Sought),
    after: Option<&Place>,
    limit: u32,
) -> Result<Vec<Hit>, DbError> {
    let store = query.store_id;
    let below = after.map_or(HIGHEST, |place| place.id);
    match (&plan.routes[route], &query.word) {
        (Route::Newest, Some(word)) => {
            let rows = seek_word(tx, word, below, store, limit)?;
            Ok(rows.into_iter().map(Hit::keyless).collect())
        }
        (Route::Newest, None) if sought.is_any => {
            store::seek_newest_sought(tx, sought, below, store, limit)
        }
        (Route::Newest, None) => store::seek_newest(tx, below, store, limit),
        (Route::LastFour(digits), _) => store::seek_last_four(tx, digits, below, store, limit),
        (Route::Pinyin(prefix), _) => {
            let end = after_prefix(prefix);
            store::seek_pinyin(tx, &stretch(prefix, after, &end), store, limit)
        }
        (Route::Initials(prefix), _) => {
            let end = after_prefix(prefix);
            store::seek_initials(tx, &stretch(prefix, after, &end), store, limit)
        }
        (Route::NamePart(part), _) => {
            let end = after_prefix(part);
            tail::store::seek(tx, &stretch(part, after, &end), store, limit)
        }
    }
}

/// What is left of the keys that begin with a prefix, whose end is given. A place that is no longer
/// among them, because the name was changed since, may stand before their beginning.
fn stretch<'a>(prefix: &'a str, after: Option<&'a Place>, end: &'a str) -> Stretch<'a> {
    let (after, id) = match after.filter(|place| place.key.as_str() >= prefix) {
        Some(place) => (place.key.as_str(), place.id),
        None => (prefix, LOWEST),
    };
    Stretch {
        after,
        id,
        before: end,
    }
}

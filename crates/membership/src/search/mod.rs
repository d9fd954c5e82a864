//! 查会员: by whole phone number, last four digits, card, member number, name, pinyin or initials.
//!
//! Whoever owns the number itself comes first; then each meaning of the text is walked along its
//! own index, so that a page costs what a page costs, except a part of a name, which walks the
//! index of names. Nobody is listed twice. Members belong to the brand: every store finds all.

pub(crate) mod http;
mod rules;
mod store;

use crate::MembershipError;
use crate::field::{FieldWord, store::having_word, store::seek_word};
use crate::identity::{self, IdentityKey, IdentityKind};
use crate::merge::current_ids;
use crate::profile::{self, Member, name_keys};
use kernel::{Cursor, Invalid, MemberId, Page, StoreId};
use platform::db::{DbError, Tx};
use platform::seal::Seal;
use rules::{Plan, Route, after_prefix, like_part};
use std::collections::{HashMap, HashSet};
use store::{Hit, Stretch};

/// What a list of members asks for.
#[derive(Debug, Clone, Default)]
pub struct MemberQuery {
    /// What the cashier typed; everybody when empty.
    pub text: String,
    /// Only members who belong to this store.
    pub store_id: Option<StoreId>,
    /// Only members who say this in a field of the brand's own.
    pub word: Option<FieldWord>,
    /// Where the page starts.
    pub cursor: Option<Cursor>,
    /// How many on a page.
    pub limit: u32,
}

/// Lists members who fit.
pub fn list(
    tx: &mut Tx<'_>,
    seal: &Seal,
    query: &MemberQuery,
) -> Result<Page<Member>, MembershipError> {
    let plan = Plan::of(&query.text)?;
    let exact = find_exact(tx, seal, &plan)?;
    let mut walk = Walk::new(&plan, query, &exact);
    if query.cursor.is_none() {
        walk.add_exact(tx)?;
    }
    walk.run(tx)?;
    let found = walk.found;
    let page = Page::of(found, query.limit, |found| found.cursor());
    let members = profile::store::load(tx, page.items.iter().map(|found| found.shown))?;
    let mut members: HashMap<MemberId, Member> = members
        .into_iter()
        .map(|member| (member.id, member))
        .collect();
    let items = page
        .items
        .iter()
        .filter_map(|found| members.remove(&found.shown))
        .collect();
    Ok(Page {
        items,
        next: page.next,
    })
}

/// The owners of the number itself.
fn find_exact(tx: &mut Tx<'_>, seal: &Seal, plan: &Plan) -> Result<Vec<MemberId>, DbError> {
    let brand = tx.brand();
    let phone = plan
        .phone
        .as_ref()
        .map(|phone| identity::phone_value(seal, brand, phone));
    let values: Vec<String> = plan.numbers.iter().cloned().chain(phone.clone()).collect();
    let owners = identity::owners(tx, values)?;
    // Only a hash of a phone number finds a phone: typing in a stored hash finds nobody.
    let fits = |key: &IdentityKey| {
        (key.kind == IdentityKind::Phone) == (Some(&key.value) == phone.as_ref())
    };
    let mut found: Vec<MemberId> = owners
        .into_iter()
        .filter(|(key, _)| fits(key))
        .map(|(_, member)| member)
        .collect();
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// A member found, and by which route: 0 for the owner of the number, else the route's place + 1.
struct Found {
    /// Whose row was hit.
    id: MemberId,
    /// Who is shown for it: the survivor of one who was merged.
    shown: MemberId,
    route: usize,
}

impl Found {
    fn cursor(&self) -> Cursor {
        Cursor {
            key: i64::try_from(self.route).unwrap_or(0),
            id: self.id.0,
        }
    }
}

/// Walks the routes of a plan until a page and one row more are found.
struct Walk<'a> {
    plan: &'a Plan,
    query: &'a MemberQuery,
    exact: &'a [MemberId],
    found: Vec<Found>,
}

impl<'a> Walk<'a> {
    fn new(plan: &'a Plan, query: &'a MemberQuery, exact: &'a [MemberId]) -> Self {
        Walk {
            plan,
            query,
            exact,
            found: Vec::new(),
        }
    }

    fn add_exact(&mut self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        let exact = self.with_word(tx, self.exact.to_vec())?;
        let members = profile::store::load(tx, exact)?;
        let belongs = |member: &Member| match self.query.store_id {
            Some(store) => member.store_id == Some(store),
            None => true,
        };
        let mut ids: Vec<MemberId> = members
            .iter()
            .filter(|member| belongs(member))
            .map(|member| member.id)
            .collect();
        ids.sort_unstable();
        self.found.extend(ids.into_iter().map(|id| Found {
            id,
            shown: id,
            route: 0,
        }));
        Ok(())
    }

    fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), MembershipError> {
        let mut after = None;
        let mut first = 0;
        // The owner of a number may be the last row of a page; the routes then start anew.
        if let Some(cursor) = self.query.cursor.filter(|cursor| cursor.key > 0) {
            first = usize::try_from(cursor.key - 1).unwrap_or(usize::MAX);
            after = Some(self.read_start(tx, MemberId(cursor.id), first)?);
        }
        for route in first..self.plan.routes.len() {
            self.walk(tx, route, after.take())?;
            if self.is_full() {
                break;
            }
        }
        Ok(())
    }

    fn read_start(
        &self,
        tx: &mut Tx<'_>,
        id: MemberId,
        route: usize,
    ) -> Result<Hit, MembershipError> {
        let known = profile::store::load(tx, [id])?.pop();
        match known {
            Some(member) if route < self.plan.routes.len() => Ok((id, member.name)),
            _ => {
                let example = [("example", "the `next` of a page".into())];
                Err(Invalid::one("?cursor", "value.wrong_format", example).into())
            }
        }
    }

    /// Walks one route in pieces, for those listed already fall away.
    fn walk(
        &mut self,
        tx: &mut Tx<'_>,
        route: usize,
        mut after: Option<Hit>,
    ) -> Result<(), DbError> {
        let piece = (self.query.limit + 1).max(match self.query.word {
            Some(_) => PIECE_OF_FEW,
            None => PIECE_MIN,
        });
        loop {
            let hits = self.seek(tx, route, after.as_ref(), piece)?;
            let is_last = hits.len() < piece as usize;
            after = hits.last().cloned();
            let fits = self.with_word(tx, hits.iter().map(|(id, _)| *id).collect())?;
            let merged = self.merged(tx, &hits)?;
            for (id, name) in hits.into_iter().filter(|(id, _)| fits.contains(id)) {
                let shown = merged.get(&id).copied().unwrap_or(Some(id));
                let is_listed = |shown: &MemberId| {
                    let is_found = || self.found.iter().any(|found| found.shown == *shown);
                    self.exact.contains(shown)
                        || self.plan.is_listed_before(route, &name)
                        || (*shown != id && is_found())
                };
                if let Some(shown) = shown.filter(|shown| !is_listed(shown))
                    && !self.is_full()
                {
                    let route = route + 1;
                    self.found.push(Found { id, shown, route });
                }
            }
            if is_last || self.is_full() {
                return Ok(());
            }
        }
    }

    /// Reads the next piece of a route. Everybody with a word is walked along the words.
    fn seek(
        &self,
        tx: &mut Tx<'_>,
        route: usize,
        after: Option<&Hit>,
        piece: u32,
    ) -> Result<Vec<Hit>, DbError> {
        let store = self.query.store_id;
        match (&self.plan.routes[route], &self.query.word) {
            (Route::Newest, Some(word)) => {
                let below = after.map_or(HIGHEST, |(id, _)| *id);
                seek_word(tx, word, below, store, piece)
            }
            (route, _) => seek(tx, route, after, store, piece),
        }
    }

    /// Of some hits those who were merged into others, each with the survivor to show; nobody where
    /// the survivor is found by what is sought himself.
    fn merged(
        &self,
        tx: &mut Tx<'_>,
        hits: &[Hit],
    ) -> Result<HashMap<MemberId, Option<MemberId>>, DbError> {
        let ids: Vec<MemberId> = hits.iter().map(|(id, _)| *id).collect();
        let mut merged = current_ids(tx, &ids)?;
        merged.retain(|id, current| id != current);
        let survivors = profile::store::load(tx, merged.values().copied())?;
        let is_found_himself = |id: &MemberId| {
            let survivor = survivors.iter().find(|survivor| survivor.id == *id);
            survivor.is_none_or(|survivor| {
                let last_four = survivor.phone_last4.as_deref();
                self.plan.finds(&survivor.name, last_four)
            })
        };
        let shown = |(id, survivor): (MemberId, MemberId)| {
            (
                id,
                Some(survivor).filter(|survivor| !is_found_himself(survivor)),
            )
        };
        Ok(merged.into_iter().map(shown).collect())
    }

    /// Those of some members who say what the query asks for.
    fn with_word(&self, tx: &mut Tx<'_>, ids: Vec<MemberId>) -> Result<HashSet<MemberId>, DbError> {
        match &self.query.word {
            None => Ok(ids.into_iter().collect()),
            Some(word) => Ok(having_word(tx, word, ids)?.into_iter().collect()),
        }
    }

    /// One row more than a page says that there is a next one.
    fn is_full(&self) -> bool {
        self.found.len() > self.query.limit as usize
    }
}

/// The fewest rows that are read at once.
const PIECE_MIN: u32 = 20;
/// The same where only some of them fit.
const PIECE_OF_FEW: u32 = 200;
/// Ids are positive and below the highest, so these stand before and after all of them.
const LOWEST: MemberId = MemberId(-1);
const HIGHEST: MemberId = MemberId(i64::MAX);

/// Reads the next piece of a route: from its beginning, or just after a member.
fn seek(
    tx: &mut Tx<'_>,
    route: &Route,
    after: Option<&Hit>,
    store: Option<StoreId>,
    limit: u32,
) -> Result<Vec<Hit>, DbError> {
    let keys = after.map(|(_, name)| name_keys(name));
    let low = after.map_or(LOWEST, |(id, _)| *id);
    let high = after.map_or(HIGHEST, |(id, _)| *id);
    match route {
        Route::Newest => store::seek_newest(tx, high, store, limit),
        Route::LastFour(digits) => store::seek_last_four(tx, digits, high, store, limit),
        Route::Pinyin(prefix) => {
            let after = keys.as_ref().map_or(prefix, |keys| &keys.pinyin);
            let stretch = Stretch {
                after,
                id: low,
                before: &after_prefix(prefix),
            };
            store::seek_pinyin(tx, &stretch, store, limit)
        }
        Route::Initials(prefix) => {
            let after = keys.as_ref().map_or(prefix, |keys| &keys.initials);
            let stretch = Stretch {
                after,
                id: low,
                before: &after_prefix(prefix),
            };
            store::seek_initials(tx, &stretch, store, limit)
        }
        Route::NamePart(part) => {
            let name = after.map_or("", |(_, name)| name);
            store::seek_name_part(tx, &like_part(part), (name, low), store, limit)
        }
    }
}

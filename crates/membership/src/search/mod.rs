//! 查会员: by whole phone number, last four digits, card, member number, name, pinyin or initials.
//!
//! Whoever owns the number itself comes first; then each meaning of the text is walked along its
//! own index, so that a page costs what a page costs. Nobody is listed twice. Members belong to
//! the brand: every store finds all.

pub(crate) mod http;
mod route;
mod rules;
mod sorted;
mod store;
pub(crate) mod tail;
mod traits;

use crate::MembershipError;
use crate::field::{FieldWord, store::having_word};
use crate::identity::{self, IdentityKey, IdentityKind};
use crate::merge::{absorbed_into, current_ids};
use crate::profile::{self, Member};
use access::StoreFilter;
use kernel::{Cursor, Invalid, MemberId, Page, StoreId};
use platform::db::{DbError, Tx};
use platform::seal::Seal;
use route::{Place, Rank};
use rules::{Plan, Route};
pub use sorted::MemberSort;
use std::collections::{HashMap, HashSet};
use store::Hit;
pub use traits::MemberTraits;
use traits::Sought;

/// What a list of members asks for.
#[derive(Debug, Clone, Default)]
pub struct MemberQuery {
    /// What the cashier typed; everybody when empty.
    pub text: String,
    /// Only members who belong to this store.
    pub store_id: Option<StoreId>,
    /// Only members who say this in a field of the brand's own.
    pub word: Option<FieldWord>,
    /// Only members who are like this.
    pub traits: MemberTraits,
    /// In this order, which only a list without a text and a word has; else, and for a search, in
    /// the order of its routes.
    pub sort: Option<MemberSort>,
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
    let sought = Sought::read(tx, &query.traits)?;
    if let Some(sort) = query.sort {
        return sorted::list(tx, seal, query, (sort, &sought));
    }
    let plan = Plan::of(&query.text)?;
    let exact = find_exact(tx, seal, &plan)?;
    let mut walk = Walk {
        plan: &plan,
        query,
        sought: &sought,
        exact: &exact,
        found: Vec::new(),
    };
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

/// How many members a list without any wish holds: of the whole brand, or of some stores.
pub fn count(tx: &mut Tx<'_>, stores: Option<&[StoreId]>) -> Result<i64, DbError> {
    match stores {
        None => store::count(tx),
        Some(stores) => store::count_of_stores(tx, stores),
    }
}

/// How many members a list holds that asks for no text: of the whole brand, or of some stores.
pub fn count_sought(
    tx: &mut Tx<'_>,
    traits: &MemberTraits,
    among: &StoreFilter,
) -> Result<i64, MembershipError> {
    let sought = Sought::read(tx, traits)?;
    Ok(match (sought.is_any, sought.asks_for_orders()) {
        (false, _) => count(tx, among.only())?,
        (true, false) => store::count_sought(tx, &sought, among)?,
        (true, true) => store::count_buyers(tx, &sought, among)?,
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
    sought: &'a Sought,
    exact: &'a [MemberId],
    found: Vec<Found>,
}

impl Walk<'_> {
    fn add_exact(&mut self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        let exact = self.with_word(tx, self.exact.to_vec())?;
        let exact = self.sought.among(tx, exact.into_iter().collect())?;
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

    /// Where a page starts: just after a member in a route.
    fn read_start(
        &self,
        tx: &mut Tx<'_>,
        id: MemberId,
        route: usize,
    ) -> Result<Place, MembershipError> {
        let known = profile::store::load(tx, [id])?.pop();
        match (known, self.plan.routes.get(route)) {
            (Some(member), Some(route)) => Ok(Place::of(route, id, &member.name)),
            _ => {
                let example = [("example", "the `next` of a page".into())];
                Err(Invalid::one("?cursor", "value.wrong_format", example).into())
            }
        }
    }

    /// Walks one route in pieces, for those listed already fall away. The pieces grow, so that a
    /// long stretch of such is soon behind.
    fn walk(
        &mut self,
        tx: &mut Tx<'_>,
        route: usize,
        mut after: Option<Place>,
    ) -> Result<(), DbError> {
        let least = match self.query.word.is_some() || self.sought.is_any {
            true => PIECE_OF_FEW,
            false => PIECE_MIN,
        };
        let mut piece = least.max(self.query.limit + 1);
        loop {
            let asked = (self.query, self.sought);
            let hits = route::seek(tx, self.plan, route, asked, after.as_ref(), piece)?;
            let is_last = hits.len() < piece as usize;
            after = hits.last().map(Place::at);
            self.take(tx, route, hits)?;
            if is_last || self.is_full() {
                return Ok(());
            }
            piece = (piece * 2).min(PIECE_MAX);
        }
    }

    /// Lists those of a piece who are not listed yet.
    fn take(&mut self, tx: &mut Tx<'_>, route: usize, hits: Vec<Hit>) -> Result<(), DbError> {
        let hits: Vec<Hit> = hits
            .into_iter()
            .filter(|hit| !self.plan.is_listed_before(route, hit))
            .collect();
        let fits = self.with_word(tx, hits.iter().map(|hit| hit.id).collect())?;
        let merged = match (&self.plan.routes[route], &self.query.word) {
            // Its rows are nobody's old ids.
            (Route::Newest, None) => HashMap::new(),
            _ => self.merged(tx, &hits)?,
        };
        let shown = |id| merged.get(&id).copied().unwrap_or(Some(id));
        let found: Vec<(MemberId, MemberId)> = hits
            .iter()
            .filter(|hit| fits.contains(&hit.id))
            .filter_map(|hit| Some((hit.id, shown(hit.id)?)))
            .filter(|(_, shown)| !self.exact.contains(shown))
            .collect();
        let sought = found.iter().map(|(_, shown)| *shown).collect();
        let sought = match (&self.plan.routes[route], &self.query.word) {
            // Its rows were sought by all that they say themselves.
            (Route::Newest, None) => self.sought.who_bought(tx, sought)?,
            _ => self.sought.among(tx, sought)?,
        };
        for (id, shown) in found {
            if sought.contains(&shown) && !self.is_full() {
                let route = route + 1;
                self.found.push(Found { id, shown, route });
            }
        }
        Ok(())
    }

    /// Of some hits those who were merged into others, each with the survivor to show; nobody where
    /// the survivor is found by what is sought himself, or by another of his ids before this one.
    fn merged(
        &self,
        tx: &mut Tx<'_>,
        hits: &[Hit],
    ) -> Result<HashMap<MemberId, Option<MemberId>>, DbError> {
        let ids: Vec<MemberId> = hits.iter().map(|hit| hit.id).collect();
        let mut merged = current_ids(tx, &ids)?;
        merged.retain(|id, current| id != current);
        let survivors = profile::store::load(tx, merged.values().copied())?;
        let is_found_himself = |survivor: &&Member| {
            let last_four = survivor.phone_last4.as_deref();
            self.plan.first_route(&survivor.name, last_four).is_some()
        };
        let sought = survivors.iter().filter(|one| !is_found_himself(one));
        let first = self.first_ids(tx, sought.map(|survivor| survivor.id).collect())?;
        let shown = |(id, survivor): (MemberId, MemberId)| {
            let survivor = Some(survivor).filter(|survivor| first.get(survivor) == Some(&id));
            (id, survivor)
        };
        Ok(merged.into_iter().map(shown).collect())
    }

    /// For survivors the first of the ids that were merged into them by which they are found.
    fn first_ids(
        &self,
        tx: &mut Tx<'_>,
        survivors: Vec<MemberId>,
    ) -> Result<HashMap<MemberId, MemberId>, DbError> {
        if survivors.is_empty() {
            return Ok(HashMap::new());
        }
        let owners: HashMap<MemberId, MemberId> =
            absorbed_into(tx, &survivors)?.into_iter().collect();
        let mut absorbed = profile::store::load(tx, owners.keys().copied())?;
        if let Some(store) = self.query.store_id {
            absorbed.retain(|member| member.store_id == Some(store));
        }
        let fits = self.with_word(tx, absorbed.iter().map(|member| member.id).collect())?;
        let mut ranked: Vec<(Rank, MemberId)> = absorbed
            .iter()
            .filter(|member| fits.contains(&member.id))
            .filter_map(|member| Some((route::rank(self.plan, member)?, member.id)))
            .collect();
        // The first is put in last, and so stays.
        ranked.sort_unstable_by(|one, other| other.cmp(one));
        Ok(ranked
            .into_iter()
            .map(|(_, id)| (owners[&id], id))
            .collect())
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
/// The most.
const PIECE_MAX: u32 = 2_000;

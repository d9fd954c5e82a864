//! Everybody in an order that was asked for, along an index of that order.
//!
//! A cursor holds the key of the row that a page ended with, so a member who buys between two pages
//! moves without taking the place in the list along.

use super::traits::Sought;
use super::{MemberQuery, PIECE_MAX, PIECE_OF_FEW, store};
use crate::MembershipError;
use crate::merge::current_ids;
use crate::profile::{self, Member};
use crate::visit;
use kernel::{Cursor, MemberId, Page, Timestamp};
use platform::db::{DbError, Tx};
use platform::seal::Seal;
use platform::seek::{Span, Way};
use std::collections::{HashMap, HashSet};

kernel::text_enum! {
    /// The order of the list of members, `-` for the latest first.
    pub enum MemberSort {
        /// Who came last first.
        LatestEnrolled = "-enrolled",
        /// Who came first first.
        EarliestEnrolled = "enrolled",
        /// Whose last sale is the latest first; who never bought comes after all others.
        LatestOrder = "-last_order",
        /// Whose last sale is the earliest first; who never bought comes after all others.
        EarliestOrder = "last_order",
    }
}

impl MemberSort {
    fn way(self) -> Way {
        match self {
            MemberSort::LatestEnrolled | MemberSort::LatestOrder => Way::Down,
            MemberSort::EarliestEnrolled | MemberSort::EarliestOrder => Way::Up,
        }
    }
}

/// The key of those who never bought. No sale is so long ago.
const NEVER: i64 = i64::MIN;

/// The rows of a page and one more, each with its place.
type Placed = Vec<(Cursor, MemberId)>;

/// Lists everybody who is sought in an order.
pub(super) fn list(
    tx: &mut Tx<'_>,
    seal: &Seal,
    query: &MemberQuery,
    (sort, sought): (MemberSort, &Sought),
) -> Result<Page<Member>, MembershipError> {
    let walk = Walk {
        query,
        sought,
        way: sort.way(),
    };
    let placed = match sort {
        MemberSort::LatestEnrolled | MemberSort::EarliestEnrolled => walk.by_enrolment(tx)?,
        MemberSort::LatestOrder | MemberSort::EarliestOrder => walk.by_last_order(tx, seal)?,
    };
    let page = Page::of(placed, query.limit, |(place, _)| *place);
    let members = profile::store::load(tx, page.items.iter().map(|(_, id)| *id))?;
    let mut members: HashMap<MemberId, Member> = members
        .into_iter()
        .map(|member| (member.id, member))
        .collect();
    let items = page.items.iter();
    Ok(Page {
        items: items.filter_map(|(_, id)| members.remove(id)).collect(),
        next: page.next,
    })
}

struct Walk<'a> {
    query: &'a MemberQuery,
    sought: &'a Sought,
    way: Way,
}

impl Walk<'_> {
    fn by_enrolment(&self, tx: &mut Tx<'_>) -> Result<Placed, DbError> {
        let keys = self.sought.enrolled.keys();
        let span = Span::of(self.way, keys, self.query.cursor);
        self.run(tx, span, |tx, span, piece| {
            let rows = store::seek_enrolled(tx, self.sought, span, self.query.store_id, piece)?;
            let last = rows.last().map(place);
            let ids = rows.iter().map(|(id, _)| *id).collect();
            let sought = self.sought.who_bought(tx, ids)?;
            let found = rows.iter().filter(|(id, _)| sought.contains(id));
            let found = found.map(|row| (place(row), row.0)).collect();
            Ok((rows.len(), last, found))
        })
    }

    /// Those who bought by their last sales, then the others, who are walked like everybody.
    fn by_last_order(&self, tx: &mut Tx<'_>, seal: &Seal) -> Result<Placed, MembershipError> {
        let is_among_others = self.query.cursor.is_some_and(|cursor| cursor.key == NEVER);
        let mut placed = Placed::new();
        if self.sought.has_ordered != Some(false) && !is_among_others {
            placed = self.of_buyers(tx)?;
        }
        let wants_others =
            self.sought.last_order.is_none() && self.sought.has_ordered != Some(true);
        let missing = (self.query.limit + 1).saturating_sub(placed.len() as u32);
        if wants_others && missing > 0 {
            placed.extend(self.of_others(tx, seal, missing)?);
        }
        Ok(placed)
    }

    fn of_buyers(&self, tx: &mut Tx<'_>) -> Result<Placed, DbError> {
        let everybody = (NEVER + 1, i64::MAX);
        let keys = self.sought.last_order.map_or(everybody, |at| at.keys());
        let span = Span::of(self.way, keys, self.query.cursor);
        self.run(tx, span, |tx, span, piece| {
            let rows = visit::by_last(tx, span, piece)?;
            let last = rows.last().map(place);
            Ok((rows.len(), last, self.persons(tx, &rows)?))
        })
    }

    /// Of some rows those by which a person who is sought is listed: each person once, by the row
    /// with the last sale of all who were merged into one.
    fn persons(&self, tx: &mut Tx<'_>, rows: &[(MemberId, Timestamp)]) -> Result<Placed, DbError> {
        let ids: Vec<MemberId> = rows.iter().map(|(id, _)| *id).collect();
        let current = current_ids(tx, &ids)?;
        let last = visit::last_rows(tx, current.values().copied())?;
        let is_last = |(id, _): &&(MemberId, Timestamp)| last.get(&current[id]) == Some(id);
        let rows: Vec<_> = rows.iter().filter(is_last).collect();
        let members = profile::store::load(tx, rows.iter().map(|(id, _)| current[id]))?;
        let store = self.query.store_id;
        let is_sought = |member: &&Member| {
            let belongs = store.is_none() || member.store_id == store;
            belongs && member.erased_at.is_none() && self.sought.fits(member)
        };
        let sought: HashSet<MemberId> = members
            .iter()
            .filter(is_sought)
            .map(|member| member.id)
            .collect();
        let found = rows.into_iter().map(|row| (place(row), current[&row.0]));
        Ok(found.filter(|(_, id)| sought.contains(id)).collect())
    }

    fn of_others(
        &self,
        tx: &mut Tx<'_>,
        seal: &Seal,
        limit: u32,
    ) -> Result<Placed, MembershipError> {
        let mut query = MemberQuery {
            sort: None,
            limit,
            ..self.query.clone()
        };
        query.traits.has_ordered = Some(false);
        // Everybody is the first and only route of a search for nothing.
        query.cursor = self.query.cursor.filter(|cursor| cursor.key == NEVER);
        query.cursor = query.cursor.map(|Cursor { id, .. }| Cursor { key: 1, id });
        let others = super::list(tx, seal, &query)?.items.into_iter();
        let at = |id: MemberId| Cursor {
            key: NEVER,
            id: id.0,
        };
        Ok(others.map(|member| (at(member.id), member.id)).collect())
    }

    /// Walks in pieces, for some fall away, until there is a page and one row more. A piece tells
    /// how many rows it read, where it ended, and whom it found. The pieces grow, so that a long
    /// stretch of others is soon behind.
    fn run(
        &self,
        tx: &mut Tx<'_>,
        mut span: Span,
        read: impl Fn(&mut Tx<'_>, Span, u32) -> Result<(usize, Option<Cursor>, Placed), DbError>,
    ) -> Result<Placed, DbError> {
        let wanted = self.query.limit as usize + 1;
        let mut piece = PIECE_OF_FEW.max(self.query.limit + 1);
        let mut placed = Placed::new();
        loop {
            let (rows, last, found) = read(tx, span, piece)?;
            placed.extend(found);
            placed.truncate(wanted);
            let Some(last) = last.filter(|_| rows == piece as usize && placed.len() < wanted)
            else {
                return Ok(placed);
            };
            (span.key, span.id) = (last.key, last.id);
            piece = (piece * 2).min(PIECE_MAX);
        }
    }
}

fn place((id, at): &(MemberId, Timestamp)) -> Cursor {
    Cursor {
        key: at.0,
        id: id.0,
    }
}

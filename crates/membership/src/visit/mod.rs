//! 到店: how often a member bought, where first and where last; kept up to date from events.
//!
//! Facts of one member come in order, but history may be entered after newer sales: the earliest
//! sale is the first and the latest the last, whenever the news of it arrives.

pub(crate) mod http;
mod store;

pub(crate) use store::by_last;

use crate::merge::absorbed_into;
use events::{
    Event, OrderBound, OrderReturned, OrderSettled, RecordedMember, RecordedVisit, SoldLine,
};
use kernel::{CategoryId, MemberId, Money, StoreId, Timestamp};
use platform::db::{DbError, Tx};
use platform::outbox::{Handle, Stored, Subscriber};
use std::cmp::Reverse;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

/// One sale among many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// When.
    pub at: Timestamp,
    /// Where.
    pub store_id: StoreId,
    /// What it came to.
    pub total: Money,
    /// The category of its most valuable line.
    pub category_id: Option<CategoryId>,
}

/// What a member's sales come to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MemberVisits {
    /// How many sales.
    pub orders: i64,
    /// What they came to, returns not taken off.
    pub total: Money,
    /// How many returns.
    pub returns: i64,
    /// What was given back.
    pub returned_total: Money,
    /// The first sale.
    pub first: Option<Visit>,
    /// When the last sale was.
    pub last_at: Option<Timestamp>,
    /// Where the last sale was.
    pub last_store_id: Option<StoreId>,
}

/// What some facts add to one member.
#[derive(Debug, Clone, PartialEq, Eq)]
struct VisitDelta {
    member_id: MemberId,
    orders: i64,
    total: Money,
    returns: i64,
    returned_total: Money,
    first: Option<Visit>,
    last: Option<Visit>,
}

/// Loads what the sales of some members come to, with those of everybody who was merged into them;
/// one who never bought is absent.
pub fn load_visits(
    tx: &mut Tx<'_>,
    members: impl IntoIterator<Item = MemberId>,
) -> Result<HashMap<MemberId, MemberVisits>, DbError> {
    let members: Vec<MemberId> = members.into_iter().collect();
    let survivor_of: HashMap<MemberId, MemberId> =
        absorbed_into(tx, &members)?.into_iter().collect();
    let all = members.into_iter().chain(survivor_of.keys().copied());
    let mut found: HashMap<MemberId, MemberVisits> = HashMap::new();
    for (id, visits) in store::load(tx, all)? {
        let id = survivor_of.get(&id).copied().unwrap_or(id);
        found.entry(id).or_default().add(visits);
    }
    Ok(found)
}

/// The id under which the last sale of each of some persons stands: their own, or that of somebody
/// who was merged into them. Of two at one moment it is the lower one.
pub(crate) fn last_rows(
    tx: &mut Tx<'_>,
    persons: impl IntoIterator<Item = MemberId>,
) -> Result<HashMap<MemberId, MemberId>, DbError> {
    let persons: HashSet<MemberId> = persons.into_iter().collect();
    let absorbed = absorbed_into(tx, &persons.iter().copied().collect::<Vec<_>>())?;
    let mut person_of: HashMap<MemberId, MemberId> = persons.iter().map(|id| (*id, *id)).collect();
    person_of.extend(absorbed);
    let mut last: HashMap<MemberId, (Timestamp, Reverse<MemberId>)> = HashMap::new();
    for (id, visits) in store::load(tx, person_of.keys().copied())? {
        if let Some(at) = visits.last_at {
            let row = (at, Reverse(id));
            let known = last.entry(person_of[&id]).or_insert(row);
            *known = row.max(*known);
        }
    }
    let row = |(person, (_, Reverse(id)))| (person, id);
    Ok(last.into_iter().map(row).collect())
}

/// Who listens to what in this context.
pub fn subscribers() -> Vec<Subscriber> {
    vec![Subscriber {
        name: "membership.visits",
        topics: &[
            "order_settled",
            "order_bound",
            "order_returned",
            "history_recorded",
        ],
        handle: Handle::Batch(follow),
    }]
}

fn follow(tx: &mut Tx<'_>, facts: &[Stored<Event>]) -> Result<(), String> {
    let deltas = sum(facts.iter().map(|fact| &fact.event));
    store::add(tx, &deltas)
        .map(|_| ())
        .map_err(|error| error.to_string())
}

/// What some facts add, each member once and in key order: a statement may write a row only once,
/// and two acts that write the same rows wait for each other and never in a ring.
fn sum<'a>(events: impl Iterator<Item = &'a Event>) -> Vec<VisitDelta> {
    let mut by_member: BTreeMap<MemberId, VisitDelta> = BTreeMap::new();
    for delta in events.flat_map(deltas_of) {
        match by_member.entry(delta.member_id) {
            Entry::Vacant(place) => drop(place.insert(delta)),
            Entry::Occupied(place) => place.into_mut().add(delta),
        }
    }
    by_member.into_values().collect()
}

fn deltas_of(event: &Event) -> Vec<VisitDelta> {
    match event {
        Event::OrderSettled(fact) => settled(fact).into_iter().collect(),
        Event::OrderBound(fact) => vec![bound(fact)],
        Event::OrderReturned(fact) => returned(fact).into_iter().collect(),
        Event::HistoryRecorded(fact) => fact.members.iter().map(recorded).collect(),
        _ => Vec::new(),
    }
}

fn settled(fact: &OrderSettled) -> Option<VisitDelta> {
    let visit = Visit {
        at: fact.at,
        store_id: fact.store_id,
        total: fact.total,
        category_id: leading_category(&fact.lines),
    };
    Some(one_sale(fact.member_id?, visit))
}

fn bound(fact: &OrderBound) -> VisitDelta {
    let visit = Visit {
        at: fact.settled_at,
        store_id: fact.store_id,
        total: fact.total,
        category_id: fact.category_id,
    };
    one_sale(fact.member_id, visit)
}

fn one_sale(member_id: MemberId, visit: Visit) -> VisitDelta {
    VisitDelta {
        orders: 1,
        total: visit.total,
        first: Some(visit.clone()),
        last: Some(visit),
        ..VisitDelta::of(member_id)
    }
}

fn returned(fact: &OrderReturned) -> Option<VisitDelta> {
    let member_id = fact.member_id?;
    Some(VisitDelta {
        returns: 1,
        returned_total: fact.total,
        ..VisitDelta::of(member_id)
    })
}

fn recorded(sums: &RecordedMember) -> VisitDelta {
    VisitDelta {
        orders: sums.orders,
        total: sums.total,
        first: Some(visit_of(&sums.first)),
        last: Some(visit_of(&sums.last)),
        ..VisitDelta::of(sums.member_id)
    }
}

fn visit_of(recorded: &RecordedVisit) -> Visit {
    Visit {
        at: recorded.at,
        store_id: recorded.store_id,
        total: recorded.total,
        category_id: recorded.category_id,
    }
}

/// The category of the line that came to most; of equal lines the first.
fn leading_category(lines: &[SoldLine]) -> Option<CategoryId> {
    let mut leading: Option<&SoldLine> = None;
    for line in lines {
        if leading.is_none_or(|known| line.total > known.total) {
            leading = Some(line);
        }
    }
    leading?.category_id
}

impl MemberVisits {
    /// Adds the visits of another member who is the same person.
    fn add(&mut self, other: MemberVisits) {
        self.orders += other.orders;
        self.total = Money(self.total.0 + other.total.0);
        self.returns += other.returns;
        self.returned_total = Money(self.returned_total.0 + other.returned_total.0);
        let first = [self.first.take(), other.first].into_iter().flatten();
        self.first = first.min_by_key(|visit| visit.at);
        if other.last_at > self.last_at {
            self.last_at = other.last_at;
            self.last_store_id = other.last_store_id;
        }
    }
}

impl VisitDelta {
    fn of(member_id: MemberId) -> Self {
        VisitDelta {
            member_id,
            orders: 0,
            total: Money::ZERO,
            returns: 0,
            returned_total: Money::ZERO,
            first: None,
            last: None,
        }
    }

    fn add(&mut self, other: VisitDelta) {
        self.orders += other.orders;
        self.total = Money(self.total.0 + other.total.0);
        self.returns += other.returns;
        self.returned_total = Money(self.returned_total.0 + other.returned_total.0);
        let first = [self.first.take(), other.first].into_iter().flatten();
        self.first = first.min_by_key(|visit| visit.at);
        // Of two sales at one moment the first is kept in both places.
        let last = [other.last, self.last.take()].into_iter().flatten();
        self.last = last.max_by_key(|visit| visit.at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use events::HistoryRecorded;
    use kernel::{LineId, SkuId};

    fn visit(at: i64, store: i64, total: i64) -> RecordedVisit {
        RecordedVisit {
            at: Timestamp(at),
            store_id: StoreId(store),
            total: Money(total),
            category_id: Some(CategoryId(store)),
        }
    }

    fn history(members: Vec<RecordedMember>) -> Event {
        Event::HistoryRecorded(HistoryRecorded {
            days: Vec::new(),
            members,
            hours: Vec::new(),
            buyers: Vec::new(),
        })
    }

    fn sums(member: i64, orders: i64, first: RecordedVisit, last: RecordedVisit) -> RecordedMember {
        let total = Money(orders * 100);
        RecordedMember {
            member_id: MemberId(member),
            orders,
            total,
            first,
            last,
        }
    }

    #[test]
    fn a_member_named_twice_is_written_once() {
        let facts = [
            history(vec![
                sums(2, 3, visit(50, 1, 100), visit(70, 2, 100)),
                sums(1, 1, visit(10, 1, 100), visit(10, 1, 100)),
            ]),
            history(vec![sums(2, 2, visit(40, 3, 100), visit(60, 4, 100))]),
        ];
        let found: Vec<_> = sum(facts.iter())
            .iter()
            .map(|delta| {
                let at = |visit: &Option<Visit>| visit.as_ref().map(|visit| visit.at.0);
                (
                    delta.member_id.0,
                    delta.orders,
                    at(&delta.first),
                    at(&delta.last),
                )
            })
            .collect();
        assert_eq!(
            found,
            [(1, 1, Some(10), Some(10)), (2, 5, Some(40), Some(70))]
        );
    }

    #[test]
    fn the_dearest_line_gives_the_category() {
        let line = |category: i64, total: i64| SoldLine {
            line_id: LineId(category),
            sku_id: SkuId(category),
            category_id: Some(CategoryId(category)),
            quantity: 1,
            total: Money(total),
        };
        let lines = [line(1, 500), line(2, 900), line(3, 900)];
        assert_eq!(leading_category(&lines), Some(CategoryId(2)));
        assert_eq!(leading_category(&[]), None);
    }
}

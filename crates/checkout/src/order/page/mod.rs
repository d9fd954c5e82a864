//! Which orders stand on a page, sought in the index that fits the question and the order.

mod store;

use super::OrderFilter;
use crate::TenderKind;
use crate::days::Days;
use crate::sort::ActSort;
use access::StoreFilter;
use kernel::{Cursor, MemberId, OrderId, StoreId};
use platform::db::{DbError, Tx};
use store::{Bounds, Seen};

/// Up to `limit + 1` orders, so that the page knows whether another one follows.
pub(super) fn seek(
    tx: &mut Tx<'_>,
    filter: &OrderFilter,
    after: Option<Cursor>,
    limit: u32,
) -> Result<Vec<OrderId>, DbError> {
    let asked = Asked {
        filter,
        bounds: bounds(filter, limit),
        days: days(filter),
        after,
    };
    let mut seen = match (filter.member_id, filter.sort.is_by_amount()) {
        (Some(member), _) => asked.of_person(tx, member)?,
        (None, true) => asked.by_amount(tx)?,
        (None, false) => asked.by_time(tx)?,
    };
    // Several stores and the ids of one person are read one after the other, each in this order.
    let place = |seen: &Seen| filter.sort.place(seen.settled_at, seen.total, seen.id.0);
    filter.sort.arrange(&mut seen, limit, place);
    Ok(seen.into_iter().map(|seen| seen.id).collect())
}

struct Asked<'a> {
    filter: &'a OrderFilter,
    bounds: Bounds,
    days: Days,
    after: Option<Cursor>,
}

impl Asked<'_> {
    fn sort(&self) -> ActSort {
        self.filter.sort
    }

    /// The whole brand has an index of its own. Of several stores each is walked along its stretch
    /// of theirs: asked for together, all that they ever sold would be sorted for every page.
    fn by_time(&self, tx: &mut Tx<'_>) -> Result<Vec<Seen>, DbError> {
        let (bounds, span) = (&self.bounds, self.sort().span(self.days, self.after));
        let Some(stores) = self.stores() else {
            return store::by_time(tx, bounds, span);
        };
        let mut seen = Vec::new();
        for store in stores {
            seen.extend(store::by_time_in(tx, bounds, span, store)?);
        }
        Ok(seen)
    }

    /// Here the whole brand is all of its stores: an index of it would be a second one to write
    /// with every sale.
    fn by_amount(&self, tx: &mut Tx<'_>) -> Result<Vec<Seen>, DbError> {
        let stores = match self.stores() {
            Some(stores) => stores,
            None => {
                let all = retail::all_stores(tx)?.into_iter();
                all.map(|store| store.id).collect()
            }
        };
        if self.days.are_few() {
            let (start, moments) = (self.sort().turned(self.after), self.days.moments());
            return store::by_amount_between(tx, &self.bounds, start, moments, &stores);
        }
        let span = self.sort().span(self.days, self.after);
        let mut seen = Vec::new();
        for store in stores {
            seen.extend(store::by_amount_in(tx, &self.bounds, span, store)?);
        }
        Ok(seen)
    }

    /// The stores that are asked for, unless it is all of the brand.
    fn stores(&self) -> Option<Vec<StoreId>> {
        match (self.filter.store_id, &self.filter.among) {
            (Some(store), _) => Some(vec![store]),
            (None, among) => among.clone(),
        }
    }

    /// The sales of everybody who is this one person.
    fn of_person(&self, tx: &mut Tx<'_>, member: MemberId) -> Result<Vec<Seen>, DbError> {
        let among = self.stores().map_or(StoreFilter::All, StoreFilter::Only);
        let mut seen = Vec::new();
        for id in membership::ids_of_person(tx, member)? {
            let (bounds, of) = (&self.bounds, (id, &among));
            seen.extend(match self.sort().is_by_amount() {
                true => store::by_amount_of(tx, bounds, self.sort().turned(self.after), of)?,
                false => {
                    let span = self.sort().span(self.days, self.after);
                    store::by_time_of(tx, bounds, span, of)?
                }
            });
        }
        Ok(seen)
    }
}

fn days(filter: &OrderFilter) -> Days {
    Days {
        from: filter.from,
        to: filter.to,
    }
}

fn bounds(filter: &OrderFilter, limit: u32) -> Bounds {
    let (from, to) = days(filter).texts();
    Bounds {
        from,
        to,
        tender: filter.tender.map_or("", TenderKind::as_str),
        cashier: filter.settled_by.map_or(0, |staff| staff.0),
        limit: i64::from(limit) + 1,
    }
}

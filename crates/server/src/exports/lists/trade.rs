//! 订单, 退货, 充值 as rows: what was done in the stores, the newest first.

use super::names::{Asker, People};
use super::{List, PAGE};
use crate::exports::Paper;
use crate::words;
use access::StoreFilter;
use checkout::{ActSort, ListedOrder, ListingFilter, OrderFilter};
use platform::db::{DbError, Tx};
use platform::jobs::JobError;

impl List<'_> {
    pub(super) fn orders(&self, paper: &mut Paper) -> Result<i64, JobError> {
        let mut rows = 0;
        let (asked, asker) = (self.row.filter()?, Asker::of(self.row)?);
        let filter = OrderFilter {
            store_id: asked.store_id,
            member_id: asked.member_id,
            among: match asked.store_id {
                Some(_) => None,
                None => self.row.stores()?,
            },
            from: self.row.from_date,
            to: self.row.to_date,
            sort: ActSort::default(),
            tender: asked.tender,
            settled_by: asked.settled_by,
        };
        let read = move |tx: &mut Tx<'_>, cursor| -> Result<_, JobError> {
            let page = checkout::list_orders(tx, &filter, cursor, PAGE)?;
            let orders = || page.items.iter().map(|listed| &listed.order);
            let members = orders().filter_map(|order| order.member_id);
            let people = People::load(tx, &asker, members, orders().map(|order| order.settled_by))?;
            Ok((page, people))
        };
        self.pages(&mut rows, read, |listed, people| {
            self.order(paper, listed, people)
        })?;
        Ok(rows)
    }

    fn order(
        &self,
        paper: &mut Paper,
        ListedOrder { order, tenders }: ListedOrder,
        people: &People,
    ) -> Result<(), DbError> {
        let store = Some(order.store_id);
        let kinds = tenders
            .iter()
            .map(|one| words::code("tender", one.kind.as_str()));
        paper.row(&[
            order.order_no.into(),
            order.external_no.unwrap_or_default().into(),
            self.names.store(store).into(),
            order.business_date.to_string().into(),
            self.names.time_in(store, order.settled_at).into(),
            people.member(order.member_id).into(),
            order.units.into(),
            order.gross.into(),
            order.discount.into(),
            order.total.into(),
            kinds.collect::<Vec<_>>().join("+").into(),
            order.points_earned.0.into(),
            order.returned_total.into(),
            people.by(order.settled_by).into(),
        ])
    }

    pub(super) fn returns(&self, paper: &mut Paper) -> Result<i64, JobError> {
        let mut rows = 0;
        let (filter, asker) = (self.listing()?, Asker::of(self.row)?);
        let read = move |tx: &mut Tx<'_>, cursor| -> Result<_, JobError> {
            let page = checkout::list_returns(tx, &filter, cursor, PAGE)?;
            let members = page.items.iter().filter_map(|one| one.member_id);
            let staff = page.items.iter().map(|one| one.returned_by);
            let people = People::load(tx, &asker, members, staff)?;
            Ok((page, people))
        };
        self.pages(&mut rows, read, |one, people| {
            let store = Some(one.store_id);
            paper.row(&[
                one.order_no.into(),
                self.names.store(store).into(),
                one.business_date.to_string().into(),
                self.names.time_in(store, one.returned_at).into(),
                people.member(one.member_id).into(),
                one.total.into(),
                one.points_taken_back.0.into(),
                one.reason.into(),
                people.by(one.returned_by).into(),
            ])
        })?;
        Ok(rows)
    }

    pub(super) fn top_ups(&self, paper: &mut Paper) -> Result<i64, JobError> {
        let mut rows = 0;
        let (filter, asker) = (self.listing()?, Asker::of(self.row)?);
        let read = move |tx: &mut Tx<'_>, cursor| -> Result<_, JobError> {
            let page = checkout::list_top_ups(tx, &filter, cursor, PAGE)?;
            let members = page.items.iter().map(|one| one.member_id);
            let staff = page.items.iter().map(|one| one.topped_up_by);
            let people = People::load(tx, &asker, members, staff)?;
            Ok((page, people))
        };
        self.pages(&mut rows, read, |one, people| {
            let store = Some(one.store_id);
            paper.row(&[
                people.member(Some(one.member_id)).into(),
                self.names.store(store).into(),
                one.business_date.to_string().into(),
                self.names.time_in(store, one.topped_up_at).into(),
                words::code("tender", one.tender.as_str()).into(),
                one.principal.into(),
                one.bonus.into(),
                one.reference.unwrap_or_default().into(),
                people.by(one.topped_up_by).into(),
            ])
        })?;
        Ok(rows)
    }

    /// Which returns or top-ups the file holds.
    fn listing(&self) -> Result<ListingFilter, DbError> {
        let asked = self.row.filter()?;
        let among = match (asked.store_id, self.row.stores()?) {
            (Some(store), _) => StoreFilter::Only(vec![store]),
            (None, Some(stores)) => StoreFilter::Only(stores),
            (None, None) => StoreFilter::All,
        };
        Ok(ListingFilter {
            from: self.row.from_date,
            to: self.row.to_date,
            among,
            member_id: asked.member_id,
            by: asked.returned_by.or(asked.topped_up_by),
            tender: asked.top_up_tender(),
            sort: ActSort::default(),
        })
    }
}

//! The table `member_visit`: what a member's sales come to.

use super::{MemberVisits, Visit, VisitDelta};
use kernel::{CategoryId, MemberId, Money, StoreId, Timestamp};
use platform::db::{DbError, Tx};
use platform::seek::{Span, Way};
use platform::{args, row, row_values, sql};

row! {
    struct VisitRow {
        member_id: MemberId,
        orders: i64,
        total: Money,
        returns: i64,
        returned_total: Money,
        first_at: Option<Timestamp>,
        first_store_id: Option<StoreId>,
        first_total: Option<Money>,
        first_category_id: Option<CategoryId>,
        last_at: Option<Timestamp>,
        last_store_id: Option<StoreId>,
    }
}

/// Adds to what is there. The earliest sale stays the first and the latest the last, in whatever
/// order they come in; each member may occur once.
pub(super) fn add(tx: &mut Tx<'_>, deltas: &[VisitDelta]) -> Result<u64, DbError> {
    let brand = tx.brand();
    let row = |delta: &VisitDelta| {
        let (first, last) = (delta.first.as_ref(), delta.last.as_ref());
        row_values![
            brand,
            delta.member_id,
            delta.orders,
            delta.total,
            delta.returns,
            delta.returned_total,
            first.map(|visit| visit.at),
            first.map(|visit| visit.store_id),
            first.map(|visit| visit.total),
            first.and_then(|visit| visit.category_id),
            last.map(|visit| visit.at),
            last.map(|visit| visit.store_id)
        ]
    };
    tx.insert_many(
        sql!(
            "insert into member_visit (brand_id, member_id, orders, total, returns, returned_total,
             first_at, first_store_id, first_total, first_category_id, last_at, last_store_id)
             values $* on conflict (brand_id, member_id) do update set
             orders = member_visit.orders + excluded.orders,
             total = member_visit.total + excluded.total,
             returns = member_visit.returns + excluded.returns,
             returned_total = member_visit.returned_total + excluded.returned_total,
             first_store_id = case when member_visit.first_at is null
                 or excluded.first_at < member_visit.first_at
                 then excluded.first_store_id else member_visit.first_store_id end,
             first_total = case when member_visit.first_at is null
                 or excluded.first_at < member_visit.first_at
                 then excluded.first_total else member_visit.first_total end,
             first_category_id = case when member_visit.first_at is null
                 or excluded.first_at < member_visit.first_at
                 then excluded.first_category_id else member_visit.first_category_id end,
             first_at = case when member_visit.first_at is null
                 or excluded.first_at < member_visit.first_at
                 then excluded.first_at else member_visit.first_at end,
             last_store_id = case when member_visit.last_at is null
                 or excluded.last_at > member_visit.last_at
                 then excluded.last_store_id else member_visit.last_store_id end,
             last_at = case when member_visit.last_at is null
                 or excluded.last_at > member_visit.last_at
                 then excluded.last_at else member_visit.last_at end"
        ),
        deltas.iter().map(row).collect(),
    )
}

/// What is there of some members; one who never bought is absent.
pub(super) fn load(
    tx: &mut Tx<'_>,
    members: impl IntoIterator<Item = MemberId>,
) -> Result<Vec<(MemberId, MemberVisits)>, DbError> {
    let brand = tx.brand();
    let rows = tx.many_in(
        sql!(
            VisitRow,
            "select member_id, orders, total, returns, returned_total, first_at, first_store_id,
             first_total, first_category_id, last_at, last_store_id from member_visit
             where brand_id = $1 and member_id in ($*)"
        ),
        args![brand],
        members,
    )?;
    Ok(rows
        .into_iter()
        .map(|row| (row.member_id, row.visits()))
        .collect())
}

/// Rows by the last sale that is noted in each, along their own index.
pub(crate) fn by_last(
    tx: &mut Tx<'_>,
    span: Span,
    limit: u32,
) -> Result<Vec<(MemberId, Timestamp)>, DbError> {
    let query = match span.way {
        Way::Down => sql!(
            (MemberId, Option<Timestamp>),
            "select member_id, last_at from member_visit
             where brand_id = $1 and (last_at, member_id) < ($2, $3) and last_at >= $4
             order by last_at desc, member_id desc limit $5"
        ),
        Way::Up => sql!(
            (MemberId, Option<Timestamp>),
            "select member_id, last_at from member_visit
             where brand_id = $1 and (last_at, member_id) > ($2, $3) and last_at <= $4
             order by last_at, member_id limit $5"
        ),
    };
    let Span { key, id, edge, .. } = span;
    let rows = tx.many(query, args![tx.brand(), key, id, edge, limit])?;
    Ok(rows
        .into_iter()
        .filter_map(|(id, last)| Some((id, last?)))
        .collect())
}

impl VisitRow {
    fn visits(self) -> MemberVisits {
        let first = self
            .first_at
            .zip(self.first_store_id)
            .map(|(at, store_id)| Visit {
                at,
                store_id,
                total: self.first_total.unwrap_or_default(),
                category_id: self.first_category_id,
            });
        MemberVisits {
            orders: self.orders,
            total: self.total,
            returns: self.returns,
            returned_total: self.returned_total,
            first,
            last_at: self.last_at,
            last_store_id: self.last_store_id,
        }
    }
}

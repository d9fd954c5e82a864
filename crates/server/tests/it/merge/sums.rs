//! What the two members of a pair have, as the ledger and the orders tell it.

use checkout::OrderFilter;
use kernel::{MemberId, OrderId};
use platform::db::{DbError, Tx};
use platform::{args, sql};
use std::collections::BTreeSet;

/// What the two of a pair have.
#[derive(Debug, PartialEq, Eq)]
pub struct Has {
    pub points: i64,
    pub value: i64,
    pub orders: BTreeSet<OrderId>,
}

/// How many lots with something in them one of two members holds that came from the other.
pub fn carried_lots(tx: &mut Tx<'_>, ids: [MemberId; 2]) -> Result<i64, DbError> {
    let count = sql!(
        (i64,),
        "select count(*) from lot l join lot o on o.brand_id = $1 and o.id = l.moved_from
         where l.brand_id = $1 and l.remaining > 0 and l.member_id = $2 and o.member_id = $3"
    );
    let (one,) = tx.one(count, args![tx.brand(), ids[0], ids[1]])?;
    let (other,) = tx.one(count, args![tx.brand(), ids[1], ids[0]])?;
    Ok(one + other)
}

/// What two members have in all, each counted for himself, and the orders that are found by their
/// ids.
pub fn both_have(tx: &mut Tx<'_>, ids: [MemberId; 2]) -> Result<Has, DbError> {
    let (mut points, mut value, mut orders) = (0, 0, BTreeSet::new());
    for id in ids {
        let balances = ledger::balances(tx, id, testkit::NOON)?;
        points += balances.points.0;
        value += balances.stored_value().0;
        let filter = OrderFilter {
            member_id: Some(id),
            ..OrderFilter::default()
        };
        let page = checkout::list_orders(tx, &filter, None, 200)?;
        orders.extend(page.items.iter().map(|listed| listed.order.id));
    }
    Ok(Has {
        points,
        value,
        orders,
    })
}

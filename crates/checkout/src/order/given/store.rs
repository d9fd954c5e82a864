//! SQL of the table `order_offer`.

use super::GivenOffer;
use kernel::{BrandId, Money, OrderId};
use platform::db::{DbError, Fetch, RowsToWrite, Tx, fetch};
use platform::{args, row_values, sql};

pub(crate) fn rows<'a>(brand: BrandId, given: impl Iterator<Item = &'a GivenOffer>) -> RowsToWrite {
    let command = sql!(
        "insert into order_offer (brand_id, order_id, place, offer_id, version, coupon_id, layer,
             name, amount, shares, gifts, given_back)
         values $*"
    );
    let row = |one: &GivenOffer| {
        row_values![
            brand,
            one.order_id,
            one.place,
            one.offer_id,
            one.version,
            one.coupon_id,
            one.layer,
            one.name,
            one.amount,
            one.shares_text,
            one.gifts_text,
            one.given_back
        ]
    };
    RowsToWrite::insert(command, given.map(row).collect())
}

/// What the offers of an order gave, in the order of their turns.
pub(crate) fn of_order(tx: &Tx<'_>, order_id: OrderId) -> Fetch<GivenOffer> {
    let query = sql!(
        GivenOffer,
        "select order_id, place, offer_id, version, coupon_id, layer, name, amount, shares, gifts,
             given_back
         from order_offer where brand_id = $1 and order_id = $2 order by place"
    );
    fetch(query, args![tx.brand(), order_id])
}

/// Notes what of the offers of a locked order has gone back in all.
pub(crate) fn set_given_back(
    tx: &mut Tx<'_>,
    order_id: OrderId,
    back: &[(i64, Money)],
) -> Result<(), DbError> {
    let command = sql!(
        "update order_offer set given_back = v.column2
         from (values $*(bigint, bigint)) as v
         where order_offer.brand_id = $1 and order_offer.order_id = $2
             and order_offer.place = v.column1"
    );
    let args = args![tx.brand(), order_id];
    let rows = back.iter().map(|(place, money)| row_values![place, money]);
    tx.update_from(command, args, rows.collect())?;
    Ok(())
}

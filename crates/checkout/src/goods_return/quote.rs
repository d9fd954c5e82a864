//! 退货试算: what somebody would be given back, before anything is written.

use super::broken::{self, BrokenOffer};
use super::rules::{self, GivenBack};
use super::{BroughtBack, check_lines, paid_of};
use crate::CheckoutError;
use crate::order::past::{Buyer, Ground, Past, PastLine, Place};
use crate::order::past_facts::{goods_of, versions_of};
use crate::order::{self, WholeOrder};
use crate::settle::open_store;
use kernel::{Invalid, OrderId, StoreId};
use platform::db::{DbError, Tx};
use pricing::Layer;
use std::collections::{HashMap, HashSet};

/// What a return would come to.
pub(crate) struct ReturnQuote {
    /// What goes back, by line and by tender.
    pub given: GivenBack,
    /// Offers that what stays would not have been given.
    pub broken: Vec<BrokenOffer>,
}

/// Works out what would go back in a store, which must be one that could take it.
pub(crate) fn quote_return(
    tx: &mut Tx<'_>,
    order_id: OrderId,
    store_id: StoreId,
    brought: &[BroughtBack],
) -> Result<ReturnQuote, CheckoutError> {
    let mut wrong = Invalid::new();
    check_lines(&mut wrong, brought);
    wrong.check()?;
    let stores = tx.fetch(retail::stores(tx, &[store_id]))?;
    open_store(store_id, &stores)?;
    let whole = order::get(tx, order_id)?;
    let given = rules::decide(&paid_of(&whole)?, brought)?;
    let back: Vec<i64> = whole
        .lines
        .iter()
        .map(|line| {
            let now = given.lines.iter().filter(|back| back.line_id == line.id);
            line.returned_quantity + now.map(|back| back.quantity).sum::<i64>()
        })
        .collect();
    let has_offers = whole.offers.iter().any(|one| one.layer != Layer::Standing);
    let mut broken = Vec::new();
    if has_offers {
        let (past, ground) = past_of(tx, &whole)?;
        broken = broken::find(&past, &back, &ground)?;
    }
    Ok(ReturnQuote { given, broken })
}

/// The order as it was sold, and what is to be known to price what is left of it.
fn past_of(tx: &mut Tx<'_>, whole: &WholeOrder) -> Result<(Past, Ground), DbError> {
    let order = &whole.order;
    let line = |line: &order::Line| PastLine {
        sku_id: line.sku_id,
        quantity: line.quantity,
        unit_price: line.unit_price,
        total: line.total,
    };
    let past = Past {
        id: order.id,
        origin: order.origin,
        store_id: order.store_id,
        business_date: order.business_date,
        settled_at: order.settled_at,
        member_id: order.member_id,
        total: order.total,
        lines: whole.lines.iter().map(line).collect(),
        given: whole.offers.clone(),
        buyer: Buyer::default(),
    };
    let (stores, tiers) = tx.fetch((retail::stores(tx, &[order.store_id]), standing::tiers(tx)))?;
    let place = |store: &retail::Store| Place {
        zone: store.zone.clone(),
        region_id: store.region_id,
    };
    let places = stores.iter().map(|(id, store)| (*id, place(store)));
    let orders = [past];
    let ground = Ground {
        versions: versions_of(tx, &orders, &HashSet::new())?,
        tiers,
        places: places.collect::<HashMap<_, _>>(),
        goods: goods_of(tx, &orders, &HashSet::new())?,
    };
    let [past] = orders;
    Ok((past, ground))
}

//! 重算: projections counted anew from the tables, brand by brand.
//!
//! It happens before the server opens after an upgrade that needs it, or by `huitong recount`. On
//! PostgreSQL stores sell on meanwhile; on SQLite they wait. What is sold while it runs is told
//! afterwards as always.

use crate::background::subscribers;
use anyhow::Result;
use kernel::{BrandId, OrderId, TopUpId};
use platform::App;
use platform::db::{DbError, Tx};
use platform::outbox;

const PAGE: u32 = 2_000;

/// Counts those brands anew whose projections have an older form; answers which.
pub fn bring_up_to_date(app: &App) -> Result<Vec<BrandId>> {
    let mut counted = Vec::new();
    for brand in crate::brands(&app.db)? {
        if !app.db.read_blocking(brand, insight::is_current)? {
            brand_anew(app, brand)?;
            counted.push(brand);
        }
    }
    Ok(counted)
}

/// Counts a brand anew, in one act on one snapshot.
pub fn brand_anew(app: &App, brand: BrandId) -> Result<(), DbError> {
    let now = app.clock.now();
    app.db.write_blocking(brand, move |tx| {
        tx.fix_snapshot()?;
        // What the snapshot shows has been told to everybody else, and is not told twice to us.
        outbox::deliver_now(tx, &subscribers(), now)?;
        for subscriber in insight::subscribers() {
            outbox::forget_troubles(tx, subscriber.name, "member_enrolled")?;
        }
        insight::begin_again(tx)?;
        count_orders(tx)?;
        count_returns(tx)?;
        count_top_ups(tx)
    })
}

fn count_orders(tx: &mut Tx<'_>) -> Result<(), DbError> {
    let mut after = OrderId(0);
    while let Some((told, last)) = checkout::retell_orders(tx, after, PAGE)? {
        insight::count_again(tx, &[told])?;
        after = last;
    }
    Ok(())
}

fn count_returns(tx: &mut Tx<'_>) -> Result<(), DbError> {
    let mut after = OrderId(0);
    while let Some((told, last)) = checkout::retell_returns(tx, after, PAGE)? {
        insight::count_again(tx, &told)?;
        after = last;
    }
    Ok(())
}

fn count_top_ups(tx: &mut Tx<'_>) -> Result<(), DbError> {
    let mut after = TopUpId(0);
    while let Some((told, last)) = checkout::retell_top_ups(tx, after, PAGE)? {
        insight::count_again(tx, &told)?;
        after = last;
    }
    Ok(())
}

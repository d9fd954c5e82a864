//! The lanes of the acts that are done in batches: one set for each open database, made once and
//! handed to the handlers as an extension of the router.

use crate::{SettleOrder, TopUp, settle, top_up};
use platform::db::{Db, DbError, Hot, Tx};
use platform::idempotency::{self, Answer, Keyed};

/// Where hot acts queue.
#[derive(Clone)]
pub struct Lanes {
    /// Settling.
    pub settle: Hot<Keyed<SettleOrder>, Answer>,
    /// Topping up.
    pub top_up: Hot<Keyed<TopUp>, Answer>,
}

impl Lanes {
    /// Opens the lanes of a database.
    pub fn new(db: &Db) -> Lanes {
        Lanes {
            settle: db.hot(settle_batch),
            top_up: db.hot(top_up_batch),
        }
    }
}

fn settle_batch(tx: &mut Tx<'_>, orders: &[Keyed<SettleOrder>]) -> Result<Vec<Answer>, DbError> {
    idempotency::batch(tx, orders, settle)
}

fn top_up_batch(tx: &mut Tx<'_>, top_ups: &[Keyed<TopUp>]) -> Result<Vec<Answer>, DbError> {
    idempotency::batch(tx, top_ups, top_up)
}

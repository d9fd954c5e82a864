//! 验账: proves one brand's money, stock and audit log from the first entry to the last.

use access::audit;
use kernel::BrandId;
use ledger::Report;
use platform::db::{Db, DbError};
use serde::Serialize;

/// What the proof of a brand found.
#[derive(Debug, Serialize)]
pub struct Proof {
    /// Points, stored value, money.
    pub ledger: Report,
    /// Entries of the audit log, if its chain is whole.
    pub audit_entries: Option<i64>,
    /// What is wrong, in sentences; empty when everything holds.
    pub wrong: Vec<String>,
}

/// The most mismatches that are listed.
const SHOWN_MAX: u32 = 20;

/// Proves a brand on one snapshot. Blocks.
pub fn prove(db: &Db, brand: BrandId) -> Result<Proof, DbError> {
    db.read_blocking(brand, |tx| {
        let ledger = ledger::verify(tx)?;
        let mut wrong: Vec<String> = ledger.wrong.iter().map(ToString::to_string).collect();
        for one in retail::find_stock_mismatches(tx, SHOWN_MAX)? {
            wrong.push(format!(
                "stock of {} in {}: the level says {}, its moves {}",
                one.sku_id, one.store_id, one.level, one.moves
            ));
        }
        let audit_entries = match audit::verify(tx)? {
            Ok(count) => Some(count),
            Err(broken) => {
                wrong.push(format!(
                    "audit log, entry {}: {}",
                    broken.number, broken.what
                ));
                None
            }
        };
        Ok(Proof {
            ledger,
            audit_entries,
            wrong,
        })
    })
}

//! Lots: each holds what the posting that it names has brought. What is left in it is checked with
//! its member's entries.

use super::{Report, RowName};
use crate::{lot, posting};
use kernel::LotId;
use platform::db::{DbError, Tx};
use std::collections::HashMap;

const PAGE: i64 = 1_000;

pub(super) fn check(
    tx: &mut Tx<'_>,
    report: &mut Report,
    progress: &mut dyn FnMut(&Report),
) -> Result<(), DbError> {
    let mut after = i64::MIN;
    loop {
        let lots = lot::lots_after(tx, after, PAGE)?;
        let mut postings: Vec<i64> = lots.iter().map(|lot| lot.posting_id).collect();
        postings.sort_unstable();
        postings.dedup();
        let brought: HashMap<(i64, i64), i64> = posting::granted_by_lot(tx, &postings)?
            .into_iter()
            .map(|(posting, lot, sum)| ((posting, lot), sum))
            .collect();
        for lot in &lots {
            let brought = brought
                .get(&(lot.posting_id, lot.id))
                .copied()
                .unwrap_or_default();
            if lot.granted - lot.absorbed != brought {
                let said = lot.granted - lot.absorbed;
                let what = format!("it says {said} came in, its posting says {brought}");
                report.wrong(RowName::Lot(LotId(lot.id)), what);
            }
        }
        report.lots += lots.len() as u64;
        progress(report);
        match lots.last() {
            Some(last) if lots.len() == PAGE as usize => after = last.id,
            _ => return Ok(()),
        }
    }
}

//! Postings: each is as it was written and sums to zero in each asset, and so do all together.

use super::members::facts;
use super::{Report, RowName};
use crate::posting::canon::{self, PostingFacts};
use crate::posting::{self, RawEntry, RawPosting};
use kernel::{EntryId, PostingId};
use platform::db::{DbError, Tx};
use std::collections::BTreeMap;

const PAGE: i64 = 1_000;

pub(super) fn check(
    tx: &mut Tx<'_>,
    report: &mut Report,
    progress: &mut dyn FnMut(&Report),
) -> Result<(), DbError> {
    let mut totals: BTreeMap<String, i128> = BTreeMap::new();
    let mut after = i64::MIN;
    loop {
        let postings = posting::postings_after(tx, after, PAGE)?;
        let is_last = postings.len() < PAGE as usize;
        let upto = match postings.last() {
            Some(last) if !is_last => last.id,
            _ => i64::MAX,
        };
        let entries = posting::entries_between(tx, after, upto)?;
        check_page(report, &postings, &entries, tx.brand().0, &mut totals);
        report.postings += postings.len() as u64;
        report.entries += entries.len() as u64;
        progress(report);
        if is_last {
            break;
        }
        after = upto;
    }
    for (asset, total) in totals.into_iter().filter(|(_, total)| *total != 0) {
        report.wrong(
            RowName::Asset(asset),
            format!("it sums to {total}, not to zero"),
        );
    }
    Ok(())
}

/// Both lists are in the order of posting ids.
fn check_page(
    report: &mut Report,
    postings: &[RawPosting],
    entries: &[RawEntry],
    brand: i64,
    totals: &mut BTreeMap<String, i128>,
) {
    let mut rest = entries;
    for posting in postings {
        let orphans = rest.partition_point(|entry| entry.posting_id < posting.id);
        report_orphans(report, &rest[..orphans]);
        rest = &rest[orphans..];
        let mine = rest.partition_point(|entry| entry.posting_id == posting.id);
        check_posting(report, posting, &rest[..mine], brand);
        rest = &rest[mine..];
    }
    report_orphans(report, rest);
    for entry in entries {
        *totals.entry(entry.asset.clone()).or_default() += i128::from(entry.amount);
    }
}

fn check_posting(report: &mut Report, posting: &RawPosting, entries: &[RawEntry], brand: i64) {
    let name = || RowName::Posting(PostingId(posting.id));
    let mut sums: BTreeMap<&str, i128> = BTreeMap::new();
    for entry in entries {
        *sums.entry(&entry.asset).or_default() += i128::from(entry.amount);
    }
    for (asset, sum) in sums.into_iter().filter(|(_, sum)| *sum != 0) {
        report.wrong(name(), format!("its {asset} sums to {sum}, not to zero"));
    }
    let digest = canon::digest(
        &PostingFacts {
            brand,
            id: posting.id,
            kind: &posting.kind,
            cause: &posting.cause,
            store_id: posting.store_id,
            business_date: &posting.business_date,
            at: posting.at,
            recorded_at: posting.recorded_at,
            recorded_by: posting.recorded_by,
            key: posting.key.as_deref(),
            reason: posting.reason.as_deref(),
            reverses: posting.reverses,
        },
        entries.iter().map(facts),
    );
    if digest != posting.digest.as_slice() {
        report.wrong(name(), "it or one of its entries is not what was written");
    }
    let stray = |entry: &&RawEntry| {
        let has_link = entry.chain_seq.is_some() || entry.chain_hash.is_some();
        has_link && entry.member_id.is_none()
    };
    for entry in entries.iter().filter(stray) {
        report.wrong(
            RowName::Entry(EntryId(entry.id)),
            "the house's entries have no chain",
        );
    }
}

fn report_orphans(report: &mut Report, entries: &[RawEntry]) {
    for entry in entries {
        report.wrong(RowName::Entry(EntryId(entry.id)), "its posting is missing");
    }
}

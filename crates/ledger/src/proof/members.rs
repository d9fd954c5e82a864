//! Members: chains, balances, debt, what is held, what is left in lots.

use super::{Report, RowName, place_of};
use crate::account::{self, CHAIN_START, RawAccount};
use crate::hold;
use crate::lot::{self, RawLot};
use crate::posting::canon::{self, EntryFacts};
use crate::posting::{self, MemberPlace, RawEntry};
use crate::{AccountKind, Asset};
use kernel::{EntryId, LotId, MemberId};
use platform::db::{DbError, Tx};
use std::collections::{BTreeMap, HashMap};

const ACCOUNTS_PAGE: i64 = 1_000;
const ENTRIES_PAGE: i64 = 5_000;

/// What entries say of a lot.
struct LotSum {
    member_id: i64,
    asset: String,
    remaining: i64,
    expired: i64,
}

/// The members of one page, as far as they are not checked yet.
struct Page {
    accounts: BTreeMap<i64, Vec<RawAccount>>,
    held: HashMap<i64, [i64; 3]>,
    lots: HashMap<i64, LotSum>,
}

pub(super) fn check(
    tx: &mut Tx<'_>,
    report: &mut Report,
    progress: &mut dyn FnMut(&Report),
) -> Result<(), DbError> {
    let mut after = i64::MIN;
    loop {
        let mut rows = account::accounts_after(tx, after, ACCOUNTS_PAGE)?;
        let is_last = rows.len() < ACCOUNTS_PAGE as usize;
        if !is_last && let Some(last) = rows.last().map(|row| row.member_id) {
            // The last member of a full page may have more rows on the next one.
            rows.retain(|row| row.member_id != last);
        }
        let upto = match rows.last() {
            Some(row) if !is_last => row.member_id,
            _ => i64::MAX,
        };
        check_page(tx, report, rows, after, upto)?;
        progress(report);
        if is_last || upto == i64::MAX {
            return Ok(());
        }
        after = upto;
    }
}

/// Checks the members after one and up to another.
fn check_page(
    tx: &mut Tx<'_>,
    report: &mut Report,
    rows: Vec<RawAccount>,
    after: i64,
    upto: i64,
) -> Result<(), DbError> {
    report.accounts += rows.len() as u64;
    let held = hold::held_by_members(tx, after, upto)?.into_iter();
    let mut page = Page {
        accounts: BTreeMap::new(),
        held: held.map(|(member, p, q, r)| (member, [p, q, r])).collect(),
        lots: HashMap::new(),
    };
    for row in rows {
        page.accounts.entry(row.member_id).or_default().push(row);
    }
    let mut place = MemberPlace {
        member_id: after,
        at: i64::MAX,
        id: i64::MAX,
    };
    let mut of_one: Vec<RawEntry> = Vec::new();
    loop {
        let entries = posting::entries_of_members(tx, place, upto, ENTRIES_PAGE)?;
        let is_last = entries.len() < ENTRIES_PAGE as usize;
        for entry in entries {
            let member = entry.member_id.unwrap_or_default();
            place = MemberPlace {
                member_id: member,
                at: entry.at,
                id: entry.id,
            };
            if of_one
                .first()
                .is_some_and(|first| first.member_id != Some(member))
            {
                page.check_member(report, std::mem::take(&mut of_one));
                if page.lots.len() > 20_000 {
                    page.check_lots(tx, report)?;
                }
            }
            of_one.push(entry);
        }
        if is_last {
            break;
        }
    }
    page.check_member(report, of_one);
    while let Some((_, accounts)) = page.accounts.pop_first() {
        page.check_accounts(report, accounts, Vec::new());
    }
    for member in page.held.into_keys() {
        let row = RowName::Account(MemberId(member), "held".into());
        report.wrong(row, "value is on hold, but the account is missing");
    }
    page.held = HashMap::new();
    page.check_lots(tx, report)
}

impl Page {
    fn check_member(&mut self, report: &mut Report, entries: Vec<RawEntry>) {
        let Some(member) = entries.first().and_then(|entry| entry.member_id) else {
            return;
        };
        let accounts = self.accounts.remove(&member).unwrap_or_default();
        self.check_accounts(report, accounts, entries);
    }

    /// Checks the accounts of one member against all his entries.
    fn check_accounts(
        &mut self,
        report: &mut Report,
        accounts: Vec<RawAccount>,
        entries: Vec<RawEntry>,
    ) {
        let mut by_asset: BTreeMap<&str, Vec<&RawEntry>> = BTreeMap::new();
        for entry in &entries {
            by_asset.entry(&entry.asset).or_default().push(entry);
            self.add_to_lot(entry);
        }
        for account in &accounts {
            let mut chain = by_asset.remove(account.asset.as_str()).unwrap_or_default();
            chain.sort_by_key(|entry| (entry.chain_seq, entry.id));
            check_chain(report, account, &chain);
            let held = self
                .held
                .get(&account.member_id)
                .copied()
                .unwrap_or_default();
            check_account(report, account, &chain, held);
        }
        for account in &accounts {
            self.held.remove(&account.member_id);
        }
        for orphan in by_asset
            .into_values()
            .filter_map(|chain| chain.first().copied())
        {
            report.wrong(RowName::Entry(EntryId(orphan.id)), "its account is missing");
        }
    }

    fn add_to_lot(&mut self, entry: &RawEntry) {
        let Some(id) = entry.lot_id else {
            return;
        };
        let sum = self.lots.entry(id).or_insert_with(|| LotSum {
            member_id: entry.member_id.unwrap_or_default(),
            asset: entry.asset.clone(),
            remaining: 0,
            expired: 0,
        });
        sum.remaining += entry.amount;
        if entry.account == AccountKind::PointsExpired.as_str() {
            sum.expired -= entry.amount;
        }
    }

    /// Checks the lots that entries have named so far.
    fn check_lots(&mut self, tx: &mut Tx<'_>, report: &mut Report) -> Result<(), DbError> {
        let sums = std::mem::take(&mut self.lots);
        let mut ids: Vec<i64> = sums.keys().copied().collect();
        ids.sort_unstable();
        let rows = lot::raw_by_ids(tx, &ids)?;
        let rows: HashMap<i64, RawLot> = rows.into_iter().map(|row| (row.id, row)).collect();
        for id in ids {
            let name = RowName::Lot(LotId(id));
            let (Some(sum), Some(row)) = (sums.get(&id), rows.get(&id)) else {
                report.wrong(name, "entries name it, but it is missing");
                continue;
            };
            if row.member_id != sum.member_id || row.asset != sum.asset {
                report.wrong(
                    name,
                    "it is not of the member and asset that its entries are of",
                );
            } else if row.remaining != sum.remaining {
                let (said, is) = (row.remaining, sum.remaining);
                report.wrong(
                    name,
                    format!("it says {said} is left, its entries say {is}"),
                );
            } else if row.expired != sum.expired {
                let (said, is) = (row.expired, sum.expired);
                report.wrong(
                    name,
                    format!("it says {said} expired, its entries say {is}"),
                );
            }
        }
        Ok(())
    }
}

/// The chain is whole, and nothing in it has changed.
fn check_chain(report: &mut Report, account: &RawAccount, chain: &[&RawEntry]) {
    let mut before: &[u8] = &CHAIN_START;
    let mut last = 0;
    for entry in chain {
        if let Some(what) = wrong_link(before, last, entry) {
            report.wrong(RowName::Entry(EntryId(entry.id)), what);
        }
        before = entry.chain_hash.as_deref().unwrap_or_default();
        last = entry.chain_seq.unwrap_or(last);
    }
    let row = || RowName::Account(MemberId(account.member_id), account.asset.clone());
    if account.chain_seq != last {
        let said = account.chain_seq;
        let what = format!("the account counts {said} entries, but the chain ends at {last}");
        report.wrong(row(), what);
    } else if account.chain_hash != before {
        report.wrong(row(), "its hash is not that of its last entry");
    }
}

/// What is wrong with an entry as the next one of a chain.
fn wrong_link(before: &[u8], last: i64, entry: &RawEntry) -> Option<String> {
    let (Some(seq), Some(hash)) = (entry.chain_seq, &entry.chain_hash) else {
        return Some("it has no place in the chain".into());
    };
    if seq != last + 1 {
        let wanted = last + 1;
        return Some(format!(
            "number {wanted} of the chain was to come, this is {seq}"
        ));
    }
    let Some(digest) = &entry.digest else {
        return Some("its posting is missing".into());
    };
    let link = canon::link(before, digest, seq, &facts(entry));
    (link != hash.as_slice()).then(|| "its content does not fit its hash".into())
}

/// The balance is what the entries come to, and so are debt and holds.
fn check_account(report: &mut Report, account: &RawAccount, chain: &[&RawEntry], held: [i64; 3]) {
    let sum: i128 = chain.iter().map(|entry| i128::from(entry.amount)).sum();
    let lotless = chain.iter().filter(|entry| entry.lot_id.is_none());
    let owed: i128 = lotless.map(|entry| -i128::from(entry.amount)).sum();
    let held = place_of(&account.asset).map(|place| held[place]);
    let row = || RowName::Account(MemberId(account.member_id), account.asset.clone());
    if i128::from(account.balance) != sum {
        let said = account.balance;
        report.wrong(row(), format!("it says {said}, its entries come to {sum}"));
    }
    if i128::from(account.debt) != owed {
        let said = account.debt;
        report.wrong(
            row(),
            format!("it says {said} is owed, its entries say {owed}"),
        );
    }
    let is_empty = (account.balance, account.held, account.debt) == (0, 0, 0);
    if account.carried_by.is_some() && !is_empty {
        report.wrong(
            row(),
            "the member was merged into another and has something",
        );
    }
    match held {
        None => report.wrong(
            row(),
            format!("a member has no asset but {:?}", Asset::OF_MEMBERS),
        ),
        Some(held) if held != account.held => {
            let said = account.held;
            report.wrong(
                row(),
                format!("it says {said} is held, open holds come to {held}"),
            );
        }
        Some(_) => {}
    }
}

pub(super) fn facts(entry: &RawEntry) -> EntryFacts<'_> {
    EntryFacts {
        posting_id: entry.posting_id,
        id: entry.id,
        account: &entry.account,
        store_id: entry.store_id,
        asset: &entry.asset,
        amount: entry.amount,
        member_id: entry.member_id,
        lot_id: entry.lot_id,
        against: entry.against,
        at: entry.at,
    }
}

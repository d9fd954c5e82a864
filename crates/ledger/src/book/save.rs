//! Writing a book: chains are linked, everything is checked, then a few statements carry it out
//! together, and the number of rows that each has matched is checked against what was expected.

use super::Book;
use crate::account::{self, ChangedAccount};
use crate::hold::{self, HoldInBook};
use crate::lot::{self, Lot, LotInBook};
use crate::posting::{self, Entry, Link, canon};
use crate::{Asset, LedgerError};
use kernel::{MemberId, PostingId};
use platform::db::{DbError, RowsToWrite, Tx};
use std::collections::HashMap;

impl Book<'_> {
    /// Writes everything that was committed. A posting that was only begun is given up.
    pub fn save(mut self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        if self.brand != tx.brand() {
            return Err(DbError::Bug("a book belongs to another brand".into()));
        }
        self.drop_writing();
        self.link_chains();
        self.check()
            .map_err(|error| DbError::Bug(error.to_string()))?;
        let mut writes = Writes::default();
        self.write_postings(&mut writes);
        self.write_lots(&mut writes);
        self.write_accounts(&mut writes);
        self.write_holds(&mut writes);
        writes.carry_out(tx)
    }

    /// Hashes each posting, and each member's entry onto the chain of its account.
    fn link_chains(&mut self) {
        for posting in &mut self.done {
            let cause = posting.head.cause.to_string();
            let date = posting.head.business_date.to_string();
            let facts = canon::posting_facts(self.brand, posting, &cause, &date);
            let entries = posting.entries.iter();
            let digest = canon::digest(&facts, entries.map(|e| canon::entry_facts(posting, e)));
            let mut links = Vec::with_capacity(posting.entries.len());
            for entry in &posting.entries {
                let purse = entry.member_id.and_then(|id| self.purses.get_mut(&id));
                links.push(purse.map(|purse| {
                    let account = purse.account_mut(entry.asset);
                    let facts = canon::entry_facts(posting, entry);
                    let seq = account.chain_seq + 1;
                    let hash = canon::link(&account.chain_hash, &digest, seq, &facts);
                    account.chain_seq = seq;
                    account.chain_hash = hash;
                    Link { seq, hash }
                }));
            }
            posting.digest = digest;
            posting.links = links;
        }
    }

    /// What must hold before anything is written, derived a second time from the entries.
    pub(super) fn check(&self) -> Result<(), LedgerError> {
        let mut moved: HashMap<(MemberId, Asset), i64> = HashMap::new();
        for posting in &self.done {
            check_balance(posting.id, posting.entries.iter())?;
            for entry in &posting.entries {
                if let Some(member) = entry.member_id {
                    *moved.entry((member, entry.asset)).or_default() += entry.amount;
                }
            }
        }
        for (member, purse) in &self.purses {
            if purse.carrier().is_some() && !purse.is_empty() {
                return Err(LedgerError::Misused("a merged member has something"));
            }
            for asset in Asset::OF_MEMBERS {
                let account = purse.account(asset);
                let moved = moved.get(&(*member, asset)).copied().unwrap_or_default();
                if account.balance != account.loaded.balance + moved {
                    return Err(LedgerError::Misused(
                        "a balance is not what the entries say",
                    ));
                }
                if purse.has_lots && !purse.adds_up(asset) {
                    return Err(LedgerError::Misused("a balance is not what the lots say"));
                }
                if account.held < 0 || account.balance < account.held - account.debt {
                    return Err(LedgerError::Misused("an account would be overdrawn"));
                }
            }
        }
        Ok(())
    }

    fn write_postings(&self, writes: &mut Writes) {
        let entries = self.done.iter().map(|posting| posting.entries.len()).sum();
        let postings = posting::insert_postings(self.brand, &self.done);
        writes.guarded(self.done.len(), postings);
        writes.guarded(entries, posting::insert_entries(self.brand, &self.done));
    }

    fn write_lots(&self, writes: &mut Writes) {
        let all = || self.purses.values().flat_map(|purse| purse.all_lots());
        let mut fresh: Vec<&Lot> = all()
            .filter(|known| known.stored.is_none())
            .map(|known| &known.lot)
            .collect();
        let mut changed: Vec<&LotInBook> = all().filter(|known| known.is_changed()).collect();
        fresh.sort_unstable_by_key(|lot| lot.id);
        changed.sort_unstable_by_key(|known| known.lot.id);
        writes.guarded(fresh.len(), lot::insert(self.brand, &fresh));
        writes.guarded(changed.len(), lot::update(self.brand, &changed));
    }

    fn write_accounts(&self, writes: &mut Writes) {
        let mut changed: Vec<ChangedAccount<'_>> = Vec::new();
        for (member, purse) in &self.purses {
            let accounts = Asset::OF_MEMBERS.map(|asset| (asset, purse.account(asset)));
            let moved = accounts
                .into_iter()
                .filter(|(_, account)| account.is_changed());
            changed.extend(moved.map(|(asset, account)| ChangedAccount {
                member_id: *member,
                asset,
                account,
            }));
        }
        changed.sort_unstable_by_key(|one| (one.member_id, one.asset.as_str()));
        let (known, fresh): (Vec<_>, Vec<_>) = changed
            .into_iter()
            .partition(|one| one.account.loaded.exists);
        writes.guarded(known.len(), account::update(self.brand, &known));
        writes.first_come(fresh.len(), account::insert(self.brand, &fresh));
    }

    fn write_holds(&self, writes: &mut Writes) {
        let mut changed: Vec<&HoldInBook> = self
            .holds
            .values()
            .filter(|known| known.is_changed)
            .collect();
        changed.sort_unstable_by_key(|known| known.row.id);
        let (fresh, known): (Vec<_>, Vec<_>) = changed.into_iter().partition(|one| one.is_new);
        writes.guarded(fresh.len(), hold::insert(self.brand, &fresh));
        writes.guarded(known.len(), hold::resolve(self.brand, &known));
    }
}

/// Statements that go to the database together, with what must come of each.
#[derive(Default)]
struct Writes {
    all: Vec<RowsToWrite>,
    wanted: Vec<(usize, Otherwise)>,
}

/// What it means that a statement has met fewer rows than it should.
enum Otherwise {
    /// A guard in the write has held it back, so what was decided was wrong.
    HeldBack,
    /// There was no row to lock, and somebody else was first to make one.
    Late,
}

impl Writes {
    fn guarded(&mut self, rows: usize, write: RowsToWrite) {
        self.add(rows, Otherwise::HeldBack, write);
    }

    fn first_come(&mut self, rows: usize, write: RowsToWrite) {
        self.add(rows, Otherwise::Late, write);
    }

    fn add(&mut self, rows: usize, otherwise: Otherwise, write: RowsToWrite) {
        if rows > 0 {
            self.all.push(write);
            self.wanted.push((rows, otherwise));
        }
    }

    fn carry_out(self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        let matched = tx.write_rows(self.all)?;
        for ((wanted, otherwise), matched) in self.wanted.into_iter().zip(matched) {
            if matched == wanted as u64 {
                continue;
            }
            match otherwise {
                Otherwise::Late => return Err(tx.run_again()),
                Otherwise::HeldBack => {
                    return Err(DbError::Bug(format!(
                        "a guard of the ledger held a write back: {matched} of {wanted} rows"
                    )));
                }
            }
        }
        Ok(())
    }
}

/// Each asset sums to zero.
pub(super) fn check_balance<'a>(
    posting: PostingId,
    entries: impl Iterator<Item = &'a Entry>,
) -> Result<(), LedgerError> {
    let mut sums = [0_i128; Asset::ALL.len()];
    for entry in entries {
        sums[entry.asset as usize] += i128::from(entry.amount);
    }
    match Asset::ALL.iter().find(|asset| sums[**asset as usize] != 0) {
        None => Ok(()),
        Some(asset) => Err(LedgerError::Unbalanced {
            posting_id: posting,
            asset: *asset,
            sum: sums[*asset as usize],
        }),
    }
}

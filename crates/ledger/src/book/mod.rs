//! 账本: the ledger's pages for a batch of acts, in memory and under lock.
//!
//! [`Book::open`] locks and reads, [`Book::save`] writes; everything between is pure, whatever the
//! number of acts. A posting is begun, filled, and committed or abandoned as a whole. What a
//! posting changes follows from its entries alone, and each asset sums to zero in each of them.

#[cfg(test)]
mod desk;
mod draft;
mod holds;
#[cfg(test)]
mod laws;
mod moving;
mod original;
mod points;
mod purse;
mod save;
mod stored_value;
#[cfg(test)]
mod table;
mod undo;

pub use draft::Draft;
pub use moving::Moved;
pub use points::{GIVEN_BACK_DAYS, Granted, TakenBack};
pub use stored_value::ToppedUp;

use crate::account::{self, MemberAccount};
use crate::hold::HoldInBook;
use crate::lot::{self, Lot, LotInBook};
use crate::posting::{self, Posting};
use crate::{Asset, Balances, DrawOrder, LedgerError};
use draft::{Side, Writing};
use kernel::{BrandId, HoldId, LotId, MemberId, PostingId, Timestamp, ToColumn};
use original::Original;
use platform::db::{DbError, IdMaker, Tx};
use purse::Purse;
use std::collections::{BTreeSet, HashMap};

/// The ledger's pages for a batch of acts.
#[doc(alias = "账本")]
pub struct Book<'c> {
    brand: BrandId,
    ids: &'c IdMaker,
    draw_order: DrawOrder,
    purses: HashMap<MemberId, Purse>,
    originals: HashMap<PostingId, Original>,
    holds: HashMap<HoldId, HoldInBook>,
    writing: Option<Writing>,
    done: Vec<Posting>,
    /// Members whom earlier postings or lots have named and who are not open.
    strangers: BTreeSet<MemberId>,
}

impl<'c> Book<'c> {
    /// Locks the members' accounts in the order of their keys and reads their open lots.
    ///
    /// A member who was merged into another has nothing of his own: whoever opens one has asked
    /// too early who the member is, and is run again to ask once more.
    pub fn open(tx: &mut Tx<'c>, members: &[MemberId]) -> Result<Book<'c>, DbError> {
        let book = Self::open_partly(tx, members, members)?;
        if !members.iter().all(|member| book.is_own(*member)) {
            return Err(tx.run_again());
        }
        Ok(book)
    }

    /// Locks all members' accounts but reads the lots of those only who will draw. The others can
    /// earn and top up, which needs none of their lots. With a member who was merged into another,
    /// that other is opened.
    pub fn open_partly(
        tx: &mut Tx<'c>,
        members: &[MemberId],
        drawing: &[MemberId],
    ) -> Result<Book<'c>, DbError> {
        let mut members = [members, drawing].concat();
        members.sort_unstable();
        members.dedup();
        let book = Self::open_any(tx, &members, drawing)?;
        let carried: Vec<MemberId> = book
            .purses
            .values()
            .filter_map(Purse::carrier)
            .filter(|carrier| !book.purses.contains_key(carrier))
            .collect();
        if carried.is_empty() {
            return Ok(book);
        }
        let holders = |of: &[MemberId]| -> Vec<MemberId> {
            of.iter().map(|member| book.holder(*member)).collect()
        };
        let (all, drawing) = (holders(&members), holders(drawing));
        Self::open_partly(tx, &[members, all].concat(), &drawing)
    }

    /// Whether a member is open and has what he has himself. Whoever was taken for somebody else
    /// before the accounts were locked is to be asked for again.
    pub fn is_own(&self, member: MemberId) -> bool {
        let purse = self.purses.get(&member);
        purse.is_some_and(|purse| purse.carrier().is_none())
    }

    /// Opens everybody whom earlier postings are about, and whoever has their value now, and reads
    /// what those postings brought and drew. `members` is a guess at who that is.
    pub fn open_to_undo(
        tx: &mut Tx<'c>,
        members: &[MemberId],
        postings: &[PostingId],
    ) -> Result<Book<'c>, DbError> {
        let mut members: BTreeSet<MemberId> = members.iter().copied().collect();
        loop {
            let people: Vec<MemberId> = members.iter().copied().collect();
            let mut book = Self::open_any(tx, &people, &people)?;
            book.load_drawn(tx, postings)?;
            let carriers = book.purses.values().filter_map(Purse::carrier);
            members.extend(carriers);
            members.extend(&book.strangers);
            if members.len() == people.len() {
                return Ok(book);
            }
        }
    }

    /// Opens members in the order of their keys, merged into others or not.
    fn open_any(
        tx: &mut Tx<'c>,
        members: &[MemberId],
        drawing: &[MemberId],
    ) -> Result<Book<'c>, DbError> {
        let mut book = Self::blank(tx.brand(), tx.ids(), members);
        let brand = book.brand.to_value();
        let (accounts, lots) = tx.fetch((
            account::lock(brand.clone(), members),
            lot::open_of(brand, drawing),
        ))?;
        for row in &accounts {
            if let Some(purse) = book.purses.get_mut(&row.member_id) {
                *purse.account_mut(row.asset) = MemberAccount::from(row);
            }
        }
        book.take_in_lots(tx, drawing, lots)?;
        Ok(book)
    }

    /// A book in which every member has nothing.
    fn blank(brand: BrandId, ids: &'c IdMaker, members: &[MemberId]) -> Book<'c> {
        Book {
            brand,
            ids,
            draw_order: DrawOrder::PrincipalFirst,
            purses: members
                .iter()
                .map(|member| (*member, Purse::empty()))
                .collect(),
            originals: HashMap::new(),
            holds: HashMap::new(),
            writing: None,
            done: Vec::new(),
            strangers: BTreeSet::new(),
        }
    }

    /// The same book, drawing stored value in the brand's own order.
    pub fn with_draw_order(self, draw_order: DrawOrder) -> Self {
        Book { draw_order, ..self }
    }

    /// Reads what earlier postings brought and drew, so that it can be taken and given back. The
    /// members concerned must be open.
    pub fn load_drawn(&mut self, tx: &mut Tx<'_>, postings: &[PostingId]) -> Result<(), DbError> {
        let mut wanted = postings.to_vec();
        wanted.sort_unstable();
        wanted.dedup();
        wanted.retain(|id| !self.originals.contains_key(id));
        let (of, against) = posting::effects(tx, &wanted)?;
        let mut lots: Vec<LotId> = of.iter().filter_map(|entry| entry.lot_id).collect();
        lots.sort_unstable();
        lots.dedup();
        let mut members: Vec<MemberId> = of.iter().filter_map(|entry| entry.member_id).collect();
        members.sort_unstable();
        members.dedup();
        let is_without_lots = |id: &MemberId| self.purses.get(id).is_some_and(|p| !p.has_lots);
        members.retain(is_without_lots);
        let open = tx.fetch(lot::open_of(self.brand.to_value(), &members))?;
        self.take_in_lots(tx, &members, open)?;
        self.strangers
            .extend(of.iter().filter_map(|entry| entry.member_id));
        let lots = lot::by_ids(tx, &lots)?;
        self.take_in_family(tx, lots)?;
        self.originals
            .extend(original::originals(&wanted, of, against));
        Ok(())
    }

    /// Puts lots into their purses, open or not, and those that came out of them when their
    /// members were merged into others.
    fn take_in_family(&mut self, tx: &mut Tx<'_>, lots: Vec<Lot>) -> Result<(), DbError> {
        let mut lots = lots;
        while !lots.is_empty() {
            let mut moved = Vec::new();
            for lot in lots {
                match self.purses.get_mut(&lot.member_id) {
                    Some(purse) => {
                        moved.extend(purse.carrier().map(|_| lot.id));
                        purse.add_lot(LotInBook::stored(lot));
                    }
                    None => drop(self.strangers.insert(lot.member_id)),
                }
            }
            lots = lot::moved_out_of(tx, &moved)?;
        }
        self.strangers
            .retain(|member| !self.purses.contains_key(member));
        Ok(())
    }

    /// Puts freshly read lots into their purses and checks that they come to the balances.
    fn take_in_lots(
        &mut self,
        tx: &mut Tx<'_>,
        members: &[MemberId],
        lots: Vec<Lot>,
    ) -> Result<(), DbError> {
        for lot in lots {
            if let Some(purse) = self.purses.get_mut(&lot.member_id) {
                purse.add_lot(LotInBook::stored(lot));
            }
        }
        for member in members {
            let Some(purse) = self.purses.get_mut(member) else {
                continue;
            };
            purse.has_lots = true;
            for asset in Asset::OF_MEMBERS {
                if purse.adds_up(asset) {
                    continue;
                }
                // An account that was not there to be locked can have come with its lots since.
                return Err(if purse.account(asset).loaded.exists {
                    DbError::Bug(format!("{member}: the lots of {asset} are not the balance"))
                } else {
                    tx.run_again()
                });
            }
        }
        Ok(())
    }

    /// Who has what a member had: somebody else if the member was merged into another.
    fn holder(&self, member: MemberId) -> MemberId {
        let purse = self.purses.get(&member);
        purse.and_then(Purse::carrier).unwrap_or(member)
    }

    /// What a member has as the book stands; `now` says which points have expired.
    pub fn balances(&self, member: MemberId, now: Timestamp) -> Balances {
        let purse = self.purses.get(&self.holder(member));
        purse.map(|purse| purse.balances(now)).unwrap_or_default()
    }

    /// The purse of a member whose lots are known.
    fn purse(&self, member: MemberId) -> Result<&Purse, LedgerError> {
        let purse = self.purses.get(&member);
        let purse = purse.ok_or(LedgerError::Misused("a member was not opened"))?;
        if purse.has_lots {
            Ok(purse)
        } else {
            Err(LedgerError::Misused("a member's lots were not read"))
        }
    }
}

//! What an earlier posting brought and drew, and how much of that is left to take or give back.

use crate::posting::EntryOfPosting;
use crate::{Account, Asset};
use kernel::{LotId, MemberId, PostingId};
use std::collections::HashMap;

/// An earlier posting, as far as it can be undone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Original {
    /// In the order of drawing.
    pub drawn: Vec<DrawnLeft>,
    /// By member, asset and house account.
    pub granted: Vec<GrantedLeft>,
    /// Into which lots, in the order of granting.
    pub granted_lots: Vec<(MemberId, Asset, LotId)>,
    /// The house's own sides.
    pub house: Vec<(Account, Asset, i64)>,
    /// Whether a later posting has taken or given back from it.
    pub is_touched: bool,
}

/// What was drawn from a lot, and what of it was not given back yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DrawnLeft {
    pub member_id: MemberId,
    pub asset: Asset,
    pub lot_id: LotId,
    pub account: Account,
    pub left: i64,
}

/// What a member was granted, and what of it was not taken back yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct GrantedLeft {
    pub member_id: MemberId,
    pub asset: Asset,
    pub account: Account,
    pub left: i64,
}

impl Original {
    /// What is left to give back to a member.
    pub fn drawn_left(&self, member: MemberId, assets: &[Asset]) -> i64 {
        let mine = self.drawn.iter().filter(|drawn| drawn.member_id == member);
        mine.filter(|drawn| assets.contains(&drawn.asset))
            .map(|drawn| drawn.left)
            .sum()
    }

    /// What is left to take back from a member.
    pub fn granted_left(&self, member: MemberId, asset: Asset) -> i64 {
        let mine = self
            .granted
            .iter()
            .filter(|granted| granted.member_id == member);
        mine.filter(|granted| granted.asset == asset)
            .map(|granted| granted.left)
            .sum()
    }

    /// The lots that a member was granted, oldest first.
    pub fn lots_of(&self, member: MemberId, asset: Asset) -> Vec<LotId> {
        let mine = self.granted_lots.iter();
        mine.filter(|(whose, what, _)| *whose == member && *what == asset)
            .map(|(_, _, lot)| *lot)
            .collect()
    }

    /// Whether the posting brought or drew anything of a member.
    pub fn is_about(&self, member: MemberId) -> bool {
        self.members().any(|known| known == member)
    }

    /// Whom it brought or drew something of.
    pub fn members(&self) -> impl Iterator<Item = MemberId> {
        let drawn = self.drawn.iter().map(|drawn| drawn.member_id);
        drawn.chain(self.granted.iter().map(|granted| granted.member_id))
    }

    fn add(&mut self, entry: &EntryOfPosting) {
        let account = Account {
            kind: entry.account,
            store_id: entry.store_id,
        };
        let Some(member_id) = entry.member_id else {
            self.house.push((account, entry.asset, entry.amount));
            return;
        };
        let asset = entry.asset;
        if entry.amount < 0 {
            // What was drawn without a lot is debt that a return made; returns are not undone.
            if let Some(lot_id) = entry.lot_id {
                self.drawn.push(DrawnLeft {
                    member_id,
                    asset,
                    lot_id,
                    account,
                    left: -entry.amount,
                });
            }
            return;
        }
        if let Some(lot_id) = entry.lot_id {
            self.granted_lots.push((member_id, asset, lot_id));
        }
        let same = |known: &&mut GrantedLeft| {
            known.member_id == member_id && known.asset == asset && known.account == account
        };
        match self.granted.iter_mut().find(same) {
            Some(known) => known.left += entry.amount,
            None => self.granted.push(GrantedLeft {
                member_id,
                asset,
                account,
                left: entry.amount,
            }),
        }
    }

    /// Takes account of a later entry against this posting.
    fn subtract(&mut self, entry: &EntryOfPosting) {
        self.is_touched = true;
        if entry.member_id.is_none() {
            return;
        }
        if entry.amount > 0 {
            self.note_given_back(entry.asset, entry.lot_id, entry.amount);
        } else {
            self.note_taken_back(entry.asset, -entry.amount);
        }
    }

    /// Remembers that something was given back to a lot.
    pub fn note_given_back(&mut self, asset: Asset, lot: Option<LotId>, amount: i64) {
        self.is_touched = true;
        let mut rest = amount;
        for drawn in &mut self.drawn {
            if drawn.asset == asset && Some(drawn.lot_id) == lot {
                let part = rest.min(drawn.left);
                drawn.left -= part;
                rest -= part;
            }
        }
    }

    /// Remembers that something was taken back, whoever of the people who are or were one it was
    /// taken from: a posting that can be undone is about one of them.
    pub fn note_taken_back(&mut self, asset: Asset, amount: i64) {
        self.is_touched = true;
        let mut rest = amount;
        for granted in &mut self.granted {
            if granted.asset == asset {
                let part = rest.min(granted.left);
                granted.left -= part;
                rest -= part;
            }
        }
    }
}

/// Builds the originals from their entries and from the later entries against them.
pub(crate) fn originals(
    ids: &[PostingId],
    mut of: Vec<EntryOfPosting>,
    mut against: Vec<EntryOfPosting>,
) -> HashMap<PostingId, Original> {
    let mut all: HashMap<PostingId, Original> =
        ids.iter().map(|id| (*id, Original::default())).collect();
    of.sort_by_key(|entry| entry.id);
    against.sort_by_key(|entry| entry.id);
    for entry in &of {
        if let Some(original) = all.get_mut(&entry.posting_id) {
            original.add(entry);
        }
    }
    for entry in &against {
        if let Some(original) = entry.against.and_then(|id| all.get_mut(&id)) {
            original.subtract(entry);
        }
    }
    all
}

//! Taking from shelves and putting back, decided in memory on levels that are locked.
//!
//! Guarantees: an order is taken whole or not at all; a level goes below zero only where the store
//! allows it; what is undone leaves no move.

use super::{StockCause, StockMove, StockShort};
use crate::StoreSku;
use kernel::{Act, OrderId, ReturnId};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The locked levels that a batch of acts takes from and puts back to.
///
/// SKUs that keep no stock are not in it; their moves are passed over.
#[derive(Debug, Default)]
pub struct StockBook {
    pub(super) shelves: BTreeMap<StoreSku, Shelf>,
    pub(super) moves: Vec<Move>,
    /// Keys that were asked for and count no stock.
    pub(super) uncounted: BTreeSet<StoreSku>,
    /// Empty shelves that were put up for these acts.
    pub(super) put_up: Vec<StoreSku>,
}

/// One level: as read, as it is now, and the rule of its store.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Shelf {
    pub before: i64,
    pub level: i64,
    /// The last move of the shelf, as read and then as numbered; 0 for one that never moved.
    pub last_entry_id: i64,
    pub may_go_negative: bool,
}

/// One line of the journal to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Move {
    pub key: StoreSku,
    pub quantity: i64,
    pub level_after: i64,
    pub cause: StockCause,
    pub reason: Option<String>,
    pub act: Act,
}

impl StockBook {
    /// How many lie where; of a store that may go below zero, none are told.
    pub fn levels(&self) -> HashMap<StoreSku, i64> {
        let strict = self
            .shelves
            .iter()
            .filter(|(_, shelf)| !shelf.may_go_negative);
        strict.map(|(key, shelf)| (*key, shelf.level)).collect()
    }

    /// Takes what an order sells, or nothing of it: then it says which SKU lacks.
    pub fn take(
        &mut self,
        act: Act,
        order_id: OrderId,
        moves: &[StockMove],
    ) -> Result<(), StockShort> {
        let wanted = self.counted(moves);
        for (key, quantity) in &wanted {
            let shelf = &self.shelves[key];
            if shelf.level < *quantity && !shelf.may_go_negative {
                let (store_id, sku_id) = *key;
                let (available, required) = (shelf.level.max(0), *quantity);
                return Err(StockShort {
                    store_id,
                    sku_id,
                    available,
                    required,
                });
            }
        }
        for (key, quantity) in wanted {
            self.note(key, -quantity, StockCause::Sale(order_id), None, act);
        }
        Ok(())
    }

    /// Puts back what a return brings.
    pub fn put_back(&mut self, act: Act, return_id: ReturnId, moves: &[StockMove]) {
        for (key, quantity) in self.counted(moves) {
            self.note(key, quantity, StockCause::Return(return_id), None, act);
        }
    }

    /// Undoes what was taken for an order that was refused afterwards.
    pub fn undo(&mut self, order_id: OrderId) {
        self.undo_cause(StockCause::Sale(order_id));
    }

    /// Undoes what was put back for a return that was refused afterwards.
    pub fn undo_return(&mut self, return_id: ReturnId) {
        self.undo_cause(StockCause::Return(return_id));
    }

    /// The level as it is now; `None` for a SKU that keeps no stock.
    pub fn level(&self, key: StoreSku) -> Option<i64> {
        self.shelves.get(&key).map(|shelf| shelf.level)
    }

    pub(super) fn note(
        &mut self,
        key: StoreSku,
        quantity: i64,
        cause: StockCause,
        reason: Option<String>,
        act: Act,
    ) {
        let Some(shelf) = self.shelves.get_mut(&key) else {
            return;
        };
        shelf.level = shelf.level.saturating_add(quantity);
        let level_after = shelf.level;
        self.moves.push(Move {
            key,
            quantity,
            level_after,
            cause,
            reason,
            act,
        });
    }

    /// Takes a cause's moves out of the journal and counts the rest again from what was read.
    fn undo_cause(&mut self, cause: StockCause) {
        self.moves.retain(|one| one.cause != cause);
        for shelf in self.shelves.values_mut() {
            shelf.level = shelf.before;
        }
        for one in &mut self.moves {
            if let Some(shelf) = self.shelves.get_mut(&one.key) {
                shelf.level = shelf.level.saturating_add(one.quantity);
                one.level_after = shelf.level;
            }
        }
    }

    /// Sums the moves of SKUs that keep stock, in the order of keys: one line of the journal each.
    fn counted(&self, moves: &[StockMove]) -> BTreeMap<StoreSku, i64> {
        let mut sums = BTreeMap::new();
        for one in moves {
            let key = (one.store_id, one.sku_id);
            debug_assert!(one.quantity > 0, "a move has a quantity");
            if self.shelves.contains_key(&key) {
                let sum: &mut i64 = sums.entry(key).or_default();
                *sum = sum.saturating_add(one.quantity);
            } else {
                debug_assert!(
                    self.uncounted.contains(&key),
                    "a move of stock that was not loaded"
                );
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{SkuId, StoreId, Timestamp};

    const LATTE: i64 = 1;
    const BAGEL: i64 = 2;
    const STRICT: i64 = 10;
    const LENIENT: i64 = 20;

    fn book(levels: &[(i64, i64, i64)]) -> StockBook {
        let mut book = StockBook::default();
        for (store, sku, before) in levels {
            let shelf = Shelf {
                before: *before,
                level: *before,
                last_entry_id: 0,
                may_go_negative: *store == LENIENT,
            };
            book.shelves.insert((StoreId(*store), SkuId(*sku)), shelf);
        }
        book
    }

    fn moves(store: i64, of: &[(i64, i64)]) -> Vec<StockMove> {
        let store_id = StoreId(store);
        of.iter()
            .map(|(sku, quantity)| StockMove {
                store_id,
                sku_id: SkuId(*sku),
                quantity: *quantity,
            })
            .collect()
    }

    fn take(book: &mut StockBook, order: i64, moves: &[StockMove]) -> Result<(), (i64, i64, i64)> {
        book.take(Act::of_system(Timestamp(0)), OrderId(order), moves)
            .map_err(|short| (short.sku_id.0, short.available, short.required))
    }

    fn level(book: &StockBook, store: i64, sku: i64) -> i64 {
        book.level((StoreId(store), SkuId(sku)))
            .expect("it keeps stock")
    }

    #[test]
    fn an_order_is_taken_whole_or_not_at_all() {
        let mut book = book(&[(STRICT, LATTE, 5), (STRICT, BAGEL, 1)]);
        let short = take(&mut book, 1, &moves(STRICT, &[(LATTE, 2), (BAGEL, 2)]));
        assert_eq!(short, Err((BAGEL, 1, 2)));
        assert_eq!(
            (level(&book, STRICT, LATTE), level(&book, STRICT, BAGEL)),
            (5, 1)
        );
        assert!(book.moves.is_empty());
    }

    #[test]
    fn two_lines_of_one_sku_count_together() {
        let mut book = book(&[(STRICT, LATTE, 5)]);
        let short = take(&mut book, 1, &moves(STRICT, &[(LATTE, 3), (LATTE, 3)]));
        assert_eq!(short, Err((LATTE, 5, 6)));
        assert_eq!(
            take(&mut book, 2, &moves(STRICT, &[(LATTE, 3), (LATTE, 2)])),
            Ok(())
        );
        assert_eq!(book.moves.len(), 1, "one line of the journal for each SKU");
    }

    #[test]
    fn a_lenient_store_sells_what_the_books_do_not_have() {
        let mut book = book(&[(LENIENT, LATTE, 1)]);
        assert_eq!(take(&mut book, 1, &moves(LENIENT, &[(LATTE, 3)])), Ok(()));
        assert_eq!(level(&book, LENIENT, LATTE), -2);
    }

    #[test]
    fn a_shelf_below_zero_has_nothing_to_offer_once_the_store_is_strict() {
        let mut book = book(&[(STRICT, LATTE, -3)]);
        assert_eq!(
            take(&mut book, 1, &moves(STRICT, &[(LATTE, 1)])),
            Err((LATTE, 0, 1))
        );
        book.put_back(
            Act::of_system(Timestamp(0)),
            ReturnId(9),
            &moves(STRICT, &[(LATTE, 1)]),
        );
        assert_eq!(level(&book, STRICT, LATTE), -2);
    }

    #[test]
    fn undoing_one_order_leaves_the_others_in_line() {
        let mut book = book(&[(STRICT, LATTE, 9)]);
        for order in 1..=3 {
            take(&mut book, order, &moves(STRICT, &[(LATTE, order)])).expect("there is enough");
        }
        book.undo(OrderId(2));
        assert_eq!(level(&book, STRICT, LATTE), 5);
        let journal: Vec<(i64, i64)> = book
            .moves
            .iter()
            .map(|one| (one.quantity, one.level_after))
            .collect();
        assert_eq!(journal, [(-1, 8), (-3, 5)]);
    }

    #[test]
    fn what_keeps_no_stock_is_passed_over() {
        let mut book = book(&[]);
        book.uncounted.insert((StoreId(STRICT), SkuId(LATTE)));
        assert_eq!(take(&mut book, 1, &moves(STRICT, &[(LATTE, 100)])), Ok(()));
        assert!(book.moves.is_empty());
    }
}

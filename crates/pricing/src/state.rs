//! What is left to pay while offers are applied one after the other.

use crate::basket::{Basket, BasketLine, MAX_QUANTITY, Standing};
use crate::effect::{Given, Shares};
use crate::{Context, PricingError};
use kernel::{Money, SkuId};
use std::cmp::Reverse;

/// A line with what it costs anybody; sorted by SKU, so that scanning order moves no cent.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// Where it stands in the basket.
    pub place: usize,
    pub sku_id: SkuId,
    /// How many pieces; one if it was weighed.
    pub pieces: i64,
    /// How many of the SKU's units a piece has: one, unless it was weighed.
    pub scale: i64,
    /// What one piece costs anybody.
    pub unit: i64,
    /// What one piece costs a member, where that is less: a member price above the list price is a
    /// mistake that the buyer must not pay for.
    pub member_unit: Option<i64>,
}

/// What is left of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cell {
    /// What one piece costs on the shelf: what anybody pays, or the member price.
    pub shelf: i64,
    /// What one piece costs after the layer of item prices.
    pub unit: i64,
    /// What is left to pay for the line.
    pub left: i64,
    /// Pieces that take part in no item promotion yet.
    pub free: i64,
    /// Whether the tier discount may touch it.
    pub takes_standing: bool,
}

/// What is left of the order.
#[derive(Debug, Clone)]
pub(crate) struct State {
    /// One for each line.
    pub cells: Vec<Cell>,
    /// What is left to pay for delivery.
    pub delivery: i64,
    /// Whether the order earns points that an offer could multiply.
    pub earns_points: bool,
    /// Whether a line takes either the member price or the tier discount (二选一).
    pub excludes_tier: bool,
    /// Gifts that are given, with how many.
    gifts: Vec<(SkuId, i64)>,
    /// What was there before, so that what was applied can be taken back.
    before: Vec<(u32, Before)>,
    /// Room to share what is applied.
    shares: Shares,
}

/// What was changed of a cell, as it was.
#[derive(Debug, Clone, Copy)]
enum Before {
    Left(i64),
    Free(i64),
    Price {
        shelf: i64,
        unit: i64,
        takes_standing: bool,
    },
}

/// A point to go back to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    before: usize,
    gifts: usize,
    delivery: i64,
}

/// The lines at what anybody pays, by SKU, then the larger amount, then the prices. Scanning order
/// decides only between lines that are alike.
pub(crate) fn open_lines(basket: &Basket) -> Result<Vec<Line>, PricingError> {
    let lines = basket.lines.iter().enumerate();
    let mut open = lines
        .map(|(place, line)| open_line(place, line))
        .collect::<Result<Vec<_>, _>>()?;
    Money::sum(open.iter().map(|line| Money(line.gross())))?;
    open.sort_by_key(|line| {
        let prices = (line.unit, line.scale, line.member_unit);
        (line.sku_id, Reverse(line.gross()), prices, line.place)
    });
    Ok(open)
}

fn open_line(place: usize, line: &BasketLine) -> Result<Line, PricingError> {
    let sku_id = line.sku_id;
    if !(1..=MAX_QUANTITY).contains(&line.quantity) {
        return Err(PricingError::BadQuantity {
            sku_id,
            quantity: line.quantity,
            max: MAX_QUANTITY,
        });
    }
    let prices = [Some(line.list_price), line.member_price];
    let sane = |price: Money| (0..=Money::LIMIT).contains(&price.0);
    if !prices.into_iter().flatten().all(sane) {
        return Err(PricingError::BadPrice { sku_id });
    }
    line.list_price.times(line.quantity)?;
    let member_price = line.member_price.filter(|price| *price < line.list_price);
    let pieces = line.pieces();
    let scale = line.quantity / pieces;
    Ok(Line {
        place,
        sku_id,
        pieces,
        scale,
        unit: line.list_price.0 * scale,
        member_unit: member_price.map(|price| price.0 * scale),
    })
}

impl Line {
    /// What all of it costs anybody.
    pub fn gross(&self) -> i64 {
        self.unit * self.pieces
    }

    /// How much less a member pays for all of it.
    pub fn member_saves(&self) -> i64 {
        self.member_unit
            .map_or(0, |member| (self.unit - member) * self.pieces)
    }
}

impl State {
    /// Everything at what anybody pays; nothing is applied yet.
    pub fn new(lines: &[Line], standing: &Standing, context: &Context) -> State {
        let cell = |line: &Line| Cell {
            shelf: line.unit,
            unit: line.unit,
            left: line.gross(),
            free: line.pieces,
            takes_standing: true,
        };
        let has_tier = standing.is_member && standing.tier.is_some();
        State {
            cells: lines.iter().map(cell).collect(),
            delivery: context.delivery_fee.0,
            earns_points: standing.is_member,
            excludes_tier: context.member_price_excludes_tier && has_tier,
            gifts: Vec::new(),
            before: Vec::new(),
            shares: Shares::default(),
        }
    }

    /// Where things stand, to come back to.
    pub fn mark(&self) -> Mark {
        Mark {
            before: self.before.len(),
            gifts: self.gifts.len(),
            delivery: self.delivery,
        }
    }

    /// Takes back what was done since.
    pub fn back_to(&mut self, mark: Mark) {
        for (at, before) in self.before.drain(mark.before..).rev() {
            let cell = &mut self.cells[at as usize];
            match before {
                Before::Left(left) => cell.left = left,
                Before::Free(free) => cell.free = free,
                Before::Price {
                    shelf,
                    unit,
                    takes_standing,
                } => (cell.shelf, cell.unit, cell.takes_standing) = (shelf, unit, takes_standing),
            }
        }
        self.gifts.truncate(mark.gifts);
        self.delivery = mark.delivery;
    }

    /// The line is charged the member price, before any offer.
    pub fn take_member_price(&mut self, at: usize, line: &Line) {
        let Some(member) = line.member_unit else {
            return;
        };
        let takes_standing = !self.excludes_tier;
        self.set_price(at as u32, |cell| {
            (cell.shelf, cell.unit, cell.takes_standing) = (member, member, takes_standing);
        });
        self.set_left(at as u32, |_| member * line.pieces);
    }

    /// What an offer gives is given.
    pub fn apply(&mut self, given: &Given) {
        for (at, unit) in &given.units {
            self.set_price(*at, |cell| {
                cell.unit = *unit;
                cell.takes_standing = given.takes_standing.unwrap_or(cell.takes_standing);
            });
        }
        let mut shares = std::mem::take(&mut self.shares);
        given.each_share_in(&mut shares, |at, amount| {
            if amount != 0 {
                self.set_left(at, |left| left - amount);
            }
        });
        self.shares = shares;
        for (at, pieces) in &given.used {
            let cell = &mut self.cells[*at as usize];
            self.before.push((*at, Before::Free(cell.free)));
            cell.free -= pieces;
        }
        self.gifts.extend(&given.gifts);
        self.delivery -= given.delivery;
    }

    fn set_left(&mut self, at: u32, left: impl FnOnce(i64) -> i64) {
        let cell = &mut self.cells[at as usize];
        self.before.push((at, Before::Left(cell.left)));
        cell.left = left(cell.left);
    }

    fn set_price(&mut self, at: u32, set: impl FnOnce(&mut Cell)) {
        let cell = &mut self.cells[at as usize];
        let Cell {
            shelf,
            unit,
            takes_standing,
            ..
        } = *cell;
        let before = Before::Price {
            shelf,
            unit,
            takes_standing,
        };
        self.before.push((at, before));
        set(cell);
    }

    /// How many of a gift are given already.
    pub fn given(&self, sku_id: SkuId) -> i64 {
        let of_it = self.gifts.iter().filter(|(id, _)| *id == sku_id);
        of_it.map(|(_, quantity)| quantity).sum()
    }

    /// What is left to pay for the goods.
    pub fn left(&self) -> i64 {
        self.cells.iter().map(|cell| cell.left).sum()
    }
}

//! What is left to pay while offers are applied one after the other.

use crate::basket::{Basket, BasketLine, MAX_QUANTITY, Standing};
use crate::{Context, Layer, PriceSource, PricingError, TierStanding};
use kernel::{Money, SkuId};
use std::cmp::Reverse;

/// A line with its price on the shelf; sorted by SKU, so that scanning order moves no cent.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// Where it stands in the basket.
    pub place: usize,
    pub sku_id: SkuId,
    /// How many pieces; one if it was weighed.
    pub pieces: i64,
    /// How many of the SKU's units a piece has: one, unless it was weighed.
    pub scale: i64,
    /// What one piece costs before offers.
    pub unit: i64,
    /// What one of the SKU's units costs before offers.
    pub unit_price: Money,
    pub source: PriceSource,
    pub gross: i64,
    /// What one piece costs a member, where that is below `unit`.
    pub member_price: Option<i64>,
    /// False where the member price excludes the tier discount.
    pub takes_standing: bool,
    /// Whether a member price that an offer brings excludes it as well.
    pub member_price_excludes_tier: bool,
}

/// What is left of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cell {
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct State {
    /// One for each line.
    pub cells: Vec<Cell>,
    /// What is left to pay for delivery.
    pub delivery: i64,
    /// Whether the order earns points that an offer could multiply.
    pub earns_points: bool,
    /// Gifts that are given, with how many.
    pub gifts: Vec<(SkuId, i64)>,
}

/// Which of the prices on the shelf a member is charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ShelfPrice {
    /// The member price where it is lower.
    BestForBuyer,
    /// What anybody pays.
    ForAnybody,
}

/// The lines with the price on the shelf (which one, by place), by SKU, then the larger amount,
/// then the prices. Scanning order decides only between lines that are alike.
pub(crate) fn open_lines(
    basket: &Basket,
    standing: &Standing,
    context: &Context,
    shelf: &[ShelfPrice],
) -> Result<Vec<Line>, PricingError> {
    let lines = basket.lines.iter().enumerate();
    let mut open = lines
        .map(|(place, line)| open_line(place, line, standing, context, shelf[place]))
        .collect::<Result<Vec<_>, _>>()?;
    Money::sum(open.iter().map(|line| Money(line.gross)))?;
    open.sort_by_key(|line| {
        let prices = (line.unit, line.scale, line.member_price);
        (line.sku_id, Reverse(line.gross), prices, line.place)
    });
    Ok(open)
}

fn open_line(
    place: usize,
    line: &BasketLine,
    standing: &Standing,
    context: &Context,
    shelf: ShelfPrice,
) -> Result<Line, PricingError> {
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
    let (unit_price, source, takes_standing) = choose_price(line, standing, context, shelf);
    // A member price above the list price is a mistake that the buyer must not pay for.
    let member_price = line.member_price.filter(|price| *price < unit_price);
    let gross = unit_price.times(line.quantity)?.0;
    let pieces = line.pieces();
    let scale = line.quantity / pieces;
    Ok(Line {
        place,
        sku_id,
        pieces,
        scale,
        unit: unit_price.0 * scale,
        unit_price,
        source,
        gross,
        member_price: member_price.map(|price| price.0 * scale),
        takes_standing,
        member_price_excludes_tier: context.member_price_excludes_tier,
    })
}

fn choose_price(
    line: &BasketLine,
    standing: &Standing,
    context: &Context,
    shelf: ShelfPrice,
) -> (Money, PriceSource, bool) {
    let takes_member_price = standing.is_member && shelf == ShelfPrice::BestForBuyer;
    let member_price = line
        .member_price
        .filter(|price| takes_member_price && *price < line.list_price);
    let tier = standing
        .tier
        .as_ref()
        .filter(|_| context.member_price_excludes_tier);
    match (member_price, tier) {
        (Some(price), Some(tier)) if !is_cheaper_with(tier, line.list_price, price) => {
            (price, PriceSource::Member, false)
        }
        (Some(price), None) => (price, PriceSource::Member, true),
        _ if line.is_store_price => (line.list_price, PriceSource::Store, true),
        _ => (line.list_price, PriceSource::List, true),
    }
}

/// Whether the tier's discount on the list price is below the member price, before rounding.
fn is_cheaper_with(tier: &TierStanding, list_price: Money, member_price: Money) -> bool {
    let discounted = i128::from(list_price.0) * i128::from(tier.discount.0);
    discounted < i128::from(member_price.0) * 10_000
}

impl State {
    /// Nothing is applied yet.
    pub fn new(lines: &[Line], delivery: i64, earns_points: bool) -> State {
        let cell = |line: &Line| Cell {
            unit: line.unit,
            left: line.gross,
            free: line.pieces,
            takes_standing: line.takes_standing,
        };
        State {
            cells: lines.iter().map(cell).collect(),
            delivery,
            earns_points,
            gifts: Vec::new(),
        }
    }

    /// How many of a gift are given already.
    pub fn given(&self, sku_id: SkuId) -> i64 {
        let of_it = self.gifts.iter().filter(|(id, _)| *id == sku_id);
        of_it.map(|(_, quantity)| quantity).sum()
    }

    /// How many pieces of a line an offer of a layer can count, and what they come to.
    pub fn pieces(&self, layer: Layer, at: usize, line: &Line) -> (i64, i64) {
        let cell = self.cells[at];
        if layer == Layer::ItemPromotion {
            (cell.free, cell.unit * cell.free)
        } else {
            (line.pieces, cell.left)
        }
    }
}

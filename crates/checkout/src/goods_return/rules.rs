//! 退货: what comes back to the customer when goods come back to the house. Pure.
//!
//! Each line's money is laid out over the order's tenders once (a matrix whose rows add up to the
//! lines and whose columns add up to the tenders). What is given back for a state of returned
//! quantities is a function of that state alone; one return gives the difference between two
//! states. So every way of splitting a return, in any order, ends at exactly what was paid.

use crate::{CheckoutError, TenderKind};
use kernel::{LineId, Money, MoneyError, Points, Rounding, SkuId, TenderId, money::divide, share};
use serde::{Deserialize, Serialize};

/// What was sold and paid, and how much of it has come back so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paid {
    /// The lines in any order.
    pub lines: Vec<PaidLine>,
    /// The tenders, first given first.
    pub tenders: Vec<PaidTender>,
    /// Points that the order earned.
    pub earned: Points,
    /// The amount on which they were earned.
    pub earn_basis: Money,
    /// Earned points that were taken back so far.
    pub taken_back: Points,
}

/// One line as it was sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaidLine {
    /// Which line.
    pub line_id: LineId,
    /// What; orders the lines, so that the order of scanning never moves a cent.
    pub sku_id: SkuId,
    /// How many were sold; zero or less for an adjustment, which has no goods to bring back.
    pub quantity: i64,
    /// What was to pay for the line.
    pub total: Money,
    /// How many have come back.
    pub returned: i64,
    /// What was given back for them.
    pub given_back: Money,
}

/// One tender as it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaidTender {
    /// Which tender.
    pub tender_id: TenderId,
    /// What it is.
    pub kind: TenderKind,
    /// The money that it paid.
    pub amount: Money,
    /// The points that it took; zero unless it is a points tender.
    pub points: Points,
    /// The money that was given back.
    pub given_back: Money,
    /// The points that were given back.
    pub points_given_back: Points,
}

/// A line somebody brings back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BroughtBack {
    /// Which line.
    pub line_id: LineId,
    /// How many of it.
    pub quantity: i64,
}

/// What one return gives back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GivenBack {
    /// By line, in the order in which they were brought.
    pub lines: Vec<LineBack>,
    /// By tender; those that get nothing are left out.
    pub tenders: Vec<TenderBack>,
    /// Over all tenders.
    pub total: Money,
    /// Earned points to take back.
    pub points_taken_back: Points,
}

/// One line of a return.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineBack {
    /// Which line.
    pub line_id: LineId,
    /// What comes back to the shelf.
    pub sku_id: SkuId,
    /// How many come back.
    pub quantity: i64,
    /// What is given for them, over all tenders.
    pub total: Money,
}

/// What goes back into one tender.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TenderBack {
    /// Which tender.
    pub tender_id: TenderId,
    /// What it is.
    pub kind: TenderKind,
    /// Money that goes back.
    pub amount: Money,
    /// Points that go back.
    pub points: Points,
    /// Money of this tender that was given back before this return.
    pub before: Money,
}

/// Decides what goes back for the goods that are brought, or why they cannot be taken.
pub fn decide(paid: &Paid, brought: &[BroughtBack]) -> Result<GivenBack, CheckoutError> {
    let goods = Goods::of(paid)?;
    let mut returned: Vec<i64> = goods.lines.iter().map(|line| line.returned).collect();
    for back in brought {
        let place = goods.find(paid, back.line_id)?;
        let line = goods.lines[place];
        let left = line.quantity - returned[place];
        if back.quantity > left {
            let (line_id, wanted) = (back.line_id, back.quantity);
            return Err(CheckoutError::ReturnExceedsSale {
                line_id,
                left,
                wanted,
            });
        }
        returned[place] += back.quantity;
    }

    let state = goods.state(paid, &returned)?;
    let mut tenders = Vec::new();
    for (tender, cumulated) in paid.tenders.iter().zip(&state.tenders) {
        let back = TenderBack {
            tender_id: tender.tender_id,
            kind: tender.kind,
            amount: never_less(cumulated.amount.checked_sub(tender.given_back)?)?,
            points: Points(never_less(Money(cumulated.points.0 - tender.points_given_back.0))?.0),
            before: tender.given_back,
        };
        if !back.amount.is_zero() || !back.points.is_zero() {
            tenders.push(back);
        }
    }
    let mut lines = Vec::with_capacity(brought.len());
    for back in brought {
        let place = goods.find(paid, back.line_id)?;
        let total = state.lines[place].checked_sub(goods.lines[place].given_back)?;
        let (line_id, sku_id) = (back.line_id, goods.lines[place].sku_id);
        lines.push(LineBack {
            line_id,
            sku_id,
            quantity: back.quantity,
            total: never_less(total)?,
        });
    }
    let total = Money::sum(tenders.iter().map(|back| back.amount))?;
    let points = Money(state.taken_back.0 - paid.taken_back.0);
    Ok(GivenBack {
        lines,
        tenders,
        total,
        points_taken_back: Points(never_less(points)?.0),
    })
}

/// The lines that have goods, in the order that decides ties, and what each cell of line and
/// tender holds.
struct Goods {
    lines: Vec<PaidLine>,
    cells: Vec<Vec<i64>>,
}

/// What has gone back in all, once so many of each line have come back.
struct State {
    lines: Vec<Money>,
    tenders: Vec<GoneBack>,
    taken_back: Points,
}

/// What of one tender has gone back in all.
struct GoneBack {
    amount: Money,
    points: Points,
}

impl Goods {
    fn of(paid: &Paid) -> Result<Goods, CheckoutError> {
        let mut lines: Vec<PaidLine> = paid
            .lines
            .iter()
            .copied()
            .filter(|line| line.quantity > 0)
            .collect();
        lines.sort_by_key(|line| (line.sku_id, line.line_id));
        let amounts = with_adjustments(paid, &lines)?;
        let cells = lay_out(&amounts, &paid.tenders)?;
        Ok(Goods { lines, cells })
    }

    fn find(&self, paid: &Paid, line_id: LineId) -> Result<usize, CheckoutError> {
        match self.lines.iter().position(|line| line.line_id == line_id) {
            Some(place) => Ok(place),
            None if paid.lines.iter().any(|line| line.line_id == line_id) => {
                Err(CheckoutError::NothingToBringBack { line_id })
            }
            None => Err(CheckoutError::UnknownLine { line_id }),
        }
    }

    /// Each cell gives in proportion to the quantity, rounded down: the last piece brings the
    /// rest, so that the house never gives early what it does not owe yet.
    fn state(&self, paid: &Paid, returned: &[i64]) -> Result<State, CheckoutError> {
        let mut lines = vec![Money::ZERO; self.lines.len()];
        let mut amounts = vec![Money::ZERO; paid.tenders.len()];
        for (place, line) in self.lines.iter().enumerate() {
            for (tender, cell) in self.cells[place].iter().enumerate() {
                let part = proportion(*cell, returned[place], line.quantity)?;
                lines[place] = lines[place].checked_add(Money(part))?;
                amounts[tender] = amounts[tender].checked_add(Money(part))?;
            }
        }
        let taken_back = earned_back(paid, &amounts)?;
        let tenders = paid
            .tenders
            .iter()
            .zip(amounts)
            .map(|(tender, amount)| {
                let points = Points(proportion(tender.points.0, amount.0, tender.amount.0)?);
                Ok(GoneBack { amount, points })
            })
            .collect::<Result<_, MoneyError>>()?;
        Ok(State {
            lines,
            tenders,
            taken_back,
        })
    }
}

/// An adjustment (quantity zero or less) has no goods that could come back; its money is shared
/// over the lines that have, so that bringing back all goods gives back all that was paid.
fn with_adjustments(paid: &Paid, goods: &[PaidLine]) -> Result<Vec<i64>, CheckoutError> {
    let adjustments = paid.lines.iter().filter(|line| line.quantity <= 0);
    let adjusted = Money::sum(adjustments.map(|line| line.total))?;
    let totals: Vec<i64> = goods.iter().map(|line| line.total.0).collect();
    if goods.is_empty() {
        return Ok(totals);
    }
    let shares = share(adjusted.0, &totals)?;
    let amounts: Vec<i64> = totals
        .iter()
        .zip(shares)
        .map(|(total, part)| total + part)
        .collect();
    if amounts.iter().any(|amount| *amount < 0) {
        return Err(CheckoutError::NotReturnable);
    }
    Ok(amounts)
}

/// Lays lines out over tenders: each tender in turn is shared over what the earlier ones left of
/// the lines. Both margins are exact, for the last tender takes all that is left.
fn lay_out(amounts: &[i64], tenders: &[PaidTender]) -> Result<Vec<Vec<i64>>, CheckoutError> {
    let mut left = amounts.to_vec();
    let mut cells = vec![Vec::with_capacity(tenders.len()); amounts.len()];
    for tender in tenders {
        if tender.amount < Money::ZERO {
            return Err(CheckoutError::NotReturnable);
        }
        for (place, part) in share(tender.amount.0, &left)?.into_iter().enumerate() {
            left[place] -= part;
            cells[place].push(part);
        }
    }
    if left.iter().any(|rest| *rest != 0) {
        return Err(CheckoutError::NotReturnable);
    }
    Ok(cells)
}

/// Earned points go back in the proportion in which the money that earned them has gone back.
/// What came back before the order was bound to its member never earned, so it is left out.
fn earned_back(paid: &Paid, amounts: &[Money]) -> Result<Points, MoneyError> {
    let earning = |kind: TenderKind| kind.earns_points();
    let all = paid.tenders.iter().filter(|tender| earning(tender.kind));
    let never_earned = Money::sum(all.map(|tender| tender.amount))?.checked_sub(paid.earn_basis)?;
    let gone_back = paid
        .tenders
        .iter()
        .zip(amounts)
        .filter(|(tender, _)| earning(tender.kind));
    let gone_back = Money::sum(gone_back.map(|(_, amount)| *amount))?.checked_sub(never_earned)?;
    proportion(paid.earned.0, gone_back.0.max(0), paid.earn_basis.0).map(Points)
}

fn proportion(whole: i64, part: i64, of: i64) -> Result<i64, MoneyError> {
    if of == 0 {
        return Ok(0);
    }
    divide(
        i128::from(whole) * i128::from(part),
        i128::from(of),
        Rounding::Down,
    )
}

/// What has gone back only grows; less would mean that the stored return is not what the rule
/// gave, and then nobody may guess.
fn never_less(amount: Money) -> Result<Money, CheckoutError> {
    if amount < Money::ZERO {
        Err(CheckoutError::ReturnOutOfStep)
    } else {
        Ok(amount)
    }
}

#[cfg(test)]
mod laws;

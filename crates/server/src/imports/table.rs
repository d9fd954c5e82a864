//! A file that was understood: rows, gathered into what must go in together, taken piece by piece.

use super::members::Batch;
use super::repeats::Repeats;
use super::{
    Cells, Ctx, ImportKind, Piece, Reject, Sheet, balances, goods, members, orders, stock,
};
use platform::db::{DbError, Tx};
use std::collections::HashMap;
use std::ops::Range;

/// A file that was understood.
pub struct Table {
    kind: ImportKind,
    sheet: Sheet,
    units: Units,
    /// Rows that cannot be told apart from others of the file.
    repeats: Repeats,
}

/// What goes in together.
enum Units {
    /// Each row by itself.
    Rows(usize),
    /// The rows of a sale.
    Sales(Vec<Vec<usize>>),
}

/// So many units go in with one transaction: long enough to be cheap, short enough for a till that
/// waits its turn.
const UNITS: usize = 1_000;

/// Units that are read and wait for their transaction.
pub struct Ready {
    units: Range<usize>,
    /// Members are read, and their names spelt, beside the writer.
    members: Option<Batch>,
}

impl Ready {
    /// Where the next piece starts.
    pub fn next(&self) -> usize {
        self.units.end
    }
}

impl Table {
    /// Gathers the rows and looks for those that repeat others.
    pub fn new(kind: ImportKind, sheet: Sheet) -> Table {
        let units = match kind {
            ImportKind::Orders => Units::Sales(orders::sales(&sheet)),
            _ => Units::Rows(sheet.row_count()),
        };
        let repeats = Repeats::of(kind, &sheet);
        Table {
            kind,
            sheet,
            units,
            repeats,
        }
    }

    /// How many rows there are.
    pub fn rows(&self) -> i64 {
        self.sheet.row_count() as i64
    }

    /// Whether all units were taken.
    pub fn is_over(&self, unit: usize) -> bool {
        unit >= self.len()
    }

    fn len(&self) -> usize {
        match &self.units {
            Units::Rows(rows) => *rows,
            Units::Sales(sales) => sales.len(),
        }
    }

    /// Reads the units from the `start`th on, as far as that can be done without the database.
    pub fn read(&self, ctx: &Ctx, start: usize) -> Ready {
        let units = start..(start + UNITS).min(self.len());
        let members = (self.kind == ImportKind::Members).then(|| {
            let rows: Vec<Cells<'_>> = units.clone().map(|row| self.sheet.row(row)).collect();
            members::read(&rows, ctx, |row| self.repeats.reject(row))
        });
        Ready { units, members }
    }

    /// Enters what was read.
    pub fn enter(&self, tx: &mut Tx<'_>, ctx: &Ctx, ready: &Ready) -> Result<Piece, DbError> {
        if let Some(batch) = &ready.members {
            return members::enter(tx, ctx, &self.sheet, batch);
        }
        match &self.units {
            Units::Sales(sales) => {
                let rows_of = |rows: &Vec<usize>| -> Vec<Cells<'_>> {
                    rows.iter().map(|row| self.sheet.row(*row)).collect()
                };
                let sales: Vec<_> = sales[ready.units.clone()].iter().map(rows_of).collect();
                orders::enter(tx, ctx, &sales)
            }
            Units::Rows(_) => {
                let (rows, rejects) = self.distinct(ready.units.clone());
                let mut piece = match self.kind {
                    ImportKind::Goods => goods::enter(tx, ctx, &rows)?,
                    ImportKind::Stock => stock::enter(tx, ctx, &rows)?,
                    _ => balances::enter(tx, ctx, &rows)?,
                };
                piece.rejects.extend(rejects);
                Ok(piece)
            }
        }
    }

    /// Rows that stand for themselves, and the rejects of the others.
    fn distinct(&self, rows: Range<usize>) -> (Vec<Cells<'_>>, Vec<Reject>) {
        let (mut distinct, mut rejects) = (Vec::with_capacity(rows.len()), Vec::new());
        for row in rows.map(|place| self.sheet.row(place)) {
            match self.repeats.reject(&row) {
                Some(reject) => rejects.push(reject),
                None => distinct.push(row),
            }
        }
        (distinct, rejects)
    }
}

impl Sheet {
    /// Gathers rows with the same key, in the order in which they first appear; a row without a key
    /// stands alone.
    pub(super) fn gather(&self, key: impl Fn(&Cells<'_>) -> Option<String>) -> Vec<Vec<usize>> {
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut units: Vec<Vec<usize>> = Vec::new();
        for (place, row) in self.rows().enumerate() {
            let unit = match key(&row) {
                Some(key) => *places.entry(key).or_insert(units.len()),
                None => units.len(),
            };
            match units.get_mut(unit) {
                Some(rows) => rows.push(place),
                None => units.push(vec![place]),
            }
        }
        units
    }
}

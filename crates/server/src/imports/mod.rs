//! 导入: members, goods and past sales from a file, by the command line or in the background.
//!
//! Guarantees: every row that is not taken is listed with its line, column and reason; a piece of
//! rows goes in with the note of how far the import is, so that a crash neither loses nor doubles
//! one; a dry run does everything in one transaction and keeps nothing; all-or-nothing keeps
//! nothing if one row fails.

mod goods;
pub mod http;
mod job;
mod members;
pub mod orders;
mod sheet;
mod store;

pub use job::{JOB_KIND, Request, start, work};
pub use sheet::{Reject, Sheet, SheetError};
pub use store::rejects;

use kernel::{Act, ZoneName};
use platform::db::{DbError, Tx};
use platform::seal::Seal;
use serde::{Deserialize, Serialize};
use sheet::{Cells, Field};
use std::collections::{BTreeMap, HashMap};

kernel::text_enum! {
    /// What is in the file.
    pub enum ImportKind {
        /// 会员
        Members = "members",
        /// 商品
        Goods = "goods",
        /// 历史订单
        Orders = "orders",
    }
}

kernel::text_enum! {
    /// What happens to the good rows when others are bad.
    pub enum ImportMode {
        /// Good rows go in.
        GoodRows = "good_rows",
        /// Nothing goes in unless all do.
        AllOrNothing = "all_or_nothing",
    }
}

/// What the rows of a file are read with.
pub struct Ctx {
    /// Whose act it is, and when.
    pub act: Act,
    /// Seals phone numbers.
    pub seal: Seal,
    /// The zone of times that name none.
    pub zone: ZoneName,
}

/// What became of some rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Rows that went in.
    pub accepted: i64,
    /// Rows that did not.
    #[serde(skip)]
    pub rejects: Vec<Reject>,
    /// Control totals of what went in: money in 分, counts.
    pub totals: BTreeMap<String, i64>,
}

impl Piece {
    /// Adds to a control total.
    pub fn add(&mut self, name: &str, number: i64) {
        let total = self.totals.entry(name.to_owned()).or_default();
        *total = total.saturating_add(number);
    }

    /// Notes a reject for each row of a sale that cannot be entered.
    pub fn reject_all(&mut self, rows: &[Cells<'_>], reject: Reject) {
        let same = |row: &Cells<'_>| Reject {
            line: row.line,
            ..reject.clone()
        };
        self.rejects.extend(rows.iter().map(same));
    }

    fn append(&mut self, other: Piece) {
        self.accepted += other.accepted;
        self.rejects.extend(other.rejects);
        for (name, number) in other.totals {
            self.add(&name, number);
        }
    }
}

impl ImportKind {
    fn fields(self) -> &'static [Field] {
        match self {
            ImportKind::Members => members::FIELDS,
            ImportKind::Goods => goods::FIELDS,
            ImportKind::Orders => orders::FIELDS,
        }
    }

    /// Reads a file of this kind as a table.
    pub fn read(self, bytes: &[u8]) -> Result<Table, SheetError> {
        let sheet = Sheet::read(bytes, self.fields())?;
        let units = match self {
            ImportKind::Members | ImportKind::Goods => {
                (0..sheet.row_count()).map(|row| vec![row]).collect()
            }
            ImportKind::Orders => sales(&sheet),
        };
        Ok(Table {
            kind: self,
            sheet,
            units,
        })
    }
}

/// Rows with the same order number of the same store, in the order in which they first appear:
/// stores number their receipts each for itself.
fn sales(sheet: &Sheet) -> Vec<Vec<usize>> {
    let mut places: HashMap<(&str, Option<&str>), usize> = HashMap::new();
    let mut units: Vec<Vec<usize>> = Vec::new();
    for (place, row) in sheet.rows(0, sheet.row_count()).enumerate() {
        // A row without a number is a sale of its own, and will be rejected as one.
        let unit = match row.text("order_no") {
            Some(number) => *places
                .entry((number, row.text("store_code")))
                .or_insert(units.len()),
            None => units.len(),
        };
        match units.get_mut(unit) {
            Some(rows) => rows.push(place),
            None => units.push(vec![place]),
        }
    }
    units
}

/// A file that was understood: rows, gathered into what must go in together.
pub struct Table {
    kind: ImportKind,
    sheet: Sheet,
    units: Vec<Vec<usize>>,
}

/// So many units go in with one transaction.
const UNITS: usize = 500;

impl Table {
    /// How many rows there are.
    pub fn rows(&self) -> i64 {
        self.sheet.row_count() as i64
    }

    fn is_over(&self, unit: usize) -> bool {
        unit >= self.units.len()
    }

    /// Enters the units from the `start`th on; answers with where the next piece starts.
    fn enter(&self, tx: &mut Tx<'_>, ctx: &Ctx, start: usize) -> Result<(Piece, usize), DbError> {
        let end = (start + UNITS).min(self.units.len());
        let row = |place: &usize| self.sheet.rows(*place, 1).next();
        let units: Vec<Vec<Cells<'_>>> = self.units[start..end]
            .iter()
            .map(|unit| unit.iter().filter_map(row).collect())
            .collect();
        let piece = match self.kind {
            ImportKind::Orders => orders::enter(tx, ctx, &units)?,
            ImportKind::Members => members::enter(tx, ctx, &units.concat())?,
            ImportKind::Goods => goods::enter(tx, ctx, &units.concat())?,
        };
        Ok((piece, end))
    }
}

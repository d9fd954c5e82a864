//! Reads a file as people really send it: CSV in any dress or a workbook, whatever its name says;
//! notes above the heading; headings in Chinese or English, decorated or not.

mod cells;
mod grid;
mod readings;
mod text;
mod workbook;

pub use cells::{Cells, Reject};
pub use grid::Grid;

use super::heading::Mapping;
#[cfg(test)]
use super::{ImportKind, heading::Heading};

/// A file that cannot be read as a table at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// Neither UTF-8 nor GB18030.
    #[error("the file is in neither UTF-8 nor GB18030")]
    Encoding,
    /// Nothing in it.
    #[error("the file holds nothing")]
    Empty,
    /// The columns that are needed are not there.
    #[error("no heading was found with the columns {0}")]
    NoHeading(String),
    /// The same heading stands twice.
    #[error("the column {0} stands twice")]
    TwiceTheSame(String),
    /// The text is no CSV.
    #[error("line {0} is not CSV")]
    NotCsv(u64),
    /// It begins like a workbook, but cannot be read as one.
    #[error("the workbook cannot be read: {0}")]
    NotAWorkbook(String),
    /// A workbook of the kind that was usual before 2007.
    #[error("the workbook is of the older kind (XLS); save it as XLSX or CSV")]
    OldWorkbook,
    /// More than any honest file holds.
    #[error("the file holds more than can be read")]
    TooLarge,
}

/// Notes above the heading are looked through this far.
pub const NOTES_MAX: usize = 10;

/// Reads the cells of a file, a workbook also when it is called `.csv`.
pub fn read_grid(bytes: &[u8]) -> Result<Grid, SheetError> {
    let grid = if workbook::is_workbook(bytes) {
        workbook::read(bytes)?
    } else {
        text::read(bytes)?
    };
    match grid.len() {
        0 => Err(SheetError::Empty),
        _ => Ok(grid),
    }
}

/// A table with its heading understood.
pub struct Sheet {
    pub(super) grid: Grid,
    pub(super) mapping: Mapping,
    /// The row after the heading.
    pub(super) first: usize,
}

impl Sheet {
    /// Rows below a heading, read by a mapping.
    pub fn new(grid: Grid, heading_row: usize, mapping: Mapping) -> Sheet {
        Sheet {
            grid,
            mapping,
            first: heading_row + 1,
        }
    }

    /// Reads a whole file of a known kind, as its heading says.
    #[cfg(test)]
    pub fn read(bytes: &[u8], kind: ImportKind) -> Result<Sheet, SheetError> {
        let grid = read_grid(bytes)?;
        let heading = Heading::find(&grid, Some(kind)).ok_or(SheetError::Empty)?;
        if let Some(text) = heading.doubled {
            return Err(SheetError::TwiceTheSame(text));
        }
        match kind.missing(&heading.mapping) {
            missing if missing.is_empty() => Ok(Sheet::new(grid, heading.row, heading.mapping)),
            missing => Err(SheetError::NoHeading(missing.join(", "))),
        }
    }

    /// How many rows of data there are.
    pub fn row_count(&self) -> usize {
        self.grid.len() - self.first
    }

    /// One of the rows of data.
    pub fn row(&self, place: usize) -> Cells<'_> {
        Cells {
            sheet: self,
            row: self.first + place,
        }
    }

    /// All rows of data.
    pub fn rows(&self) -> impl Iterator<Item = Cells<'_>> {
        (0..self.row_count()).map(|place| self.row(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Money;

    fn first(bytes: &[u8]) -> (u64, Option<String>, Option<Money>) {
        let sheet = Sheet::read(bytes, ImportKind::Members).expect("a table");
        let row = sheet.row(0);
        (
            row.line(),
            row.text("name").map(str::to_owned),
            row.money("balance").expect("money"),
        )
    }

    #[test]
    fn files_come_in_every_dress() {
        let wanted = (2, Some("张三".to_owned()), Some(Money(123_450)));
        let text = "*手机号（必填）,姓名,余额（元）\n13800000000,张三,\"¥1,234.50\"\n";
        assert_eq!(first(text.as_bytes()), wanted);
        assert_eq!(first(&encoding_rs::GB18030.encode(text).0), wanted);
        let tabs = "手机号码\t姓名\t余额（元）\r\n13800000000\t张三\t1234.5\r\n";
        assert_eq!(first(tabs.as_bytes()), wanted);
        let noted = format!("导出时间：2026-11-25\n\n{text}");
        assert_eq!(first(noted.as_bytes()).0, 4);
    }

    #[test]
    fn what_is_no_table_is_refused_with_a_reason() {
        let read = |bytes: &[u8]| Sheet::read(bytes, ImportKind::Members).err();
        assert_eq!(read(b"\xff\xff\xff"), Some(SheetError::Encoding));
        assert_eq!(read(b"\n \n"), Some(SheetError::Empty));
        let missing = "phone|card_no|external_id".to_owned();
        assert_eq!(read(b"name\nx\n"), Some(SheetError::NoHeading(missing)));
        let twice = "手机号,姓名,手机号\n1,2,3\n".as_bytes();
        assert_eq!(read(twice), Some(SheetError::TwiceTheSame("手机号".into())));
    }

    #[test]
    fn a_cell_is_what_the_mapping_makes_of_it() {
        let grid = read_grid("电话,店,性别\n1380,甲店,—\n1381,,0\n".as_bytes()).expect("a table");
        let mapping: Mapping = serde_json::from_value(serde_json::json!({
            "columns": ["phone", "store", "gender"],
            "constants": { "store": "XUHUI", "level": "金卡" },
            "words": { "store": { "甲店": "PUDONG" }, "gender": { "0": "female" } },
        }))
        .expect("a mapping");
        let sheet = Sheet::new(grid, 0, mapping);
        let said = |place: usize| {
            let row = sheet.row(place);
            ["store", "level", "gender"].map(|name| row.text(name).map(str::to_owned))
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(said(0), [some("PUDONG"), some("金卡"), None]);
        assert_eq!(said(1), [some("XUHUI"), some("金卡"), some("female")]);
    }
}

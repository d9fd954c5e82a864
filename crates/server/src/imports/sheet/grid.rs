//! A table as text. All cells stand in one string, so that a million rows cost what their letters
//! cost and not a million small allocations.

use super::SheetError;
use std::ops::Range;

/// Rows of cells. A row may be shorter than others; what it lacks is empty.
#[derive(Debug, Default)]
pub struct Grid {
    text: String,
    /// Where each cell ends in `text`; it begins where the one before ends.
    cell_ends: Vec<u32>,
    rows: Vec<RowAt>,
}

#[derive(Debug, Clone, Copy)]
struct RowAt {
    /// The line in the file as an editor counts it; of a workbook the row's number.
    line: u32,
    /// Where its cells end in `cell_ends`; they begin where those of the row before end.
    end: u32,
}

/// The most cells of a table, empty ones counted: a million rows of sixty columns.
const CELLS_MAX: usize = 64 << 20;
/// The most text of a table, bytes. A cell of a workbook may refer to a long text that stands in
/// the file once, so a small file may come to much.
const TEXT_MAX: usize = 1 << 30;

impl Grid {
    /// Adds a cell to the row that is being written. Blanks around it go: no reader wants them.
    ///
    /// # Errors
    ///
    /// When the table would hold more cells or more text than any honest one.
    pub fn push(&mut self, cell: &str) -> Result<(), SheetError> {
        self.push_within(cell, (CELLS_MAX, TEXT_MAX))
    }

    fn push_within(&mut self, cell: &str, (cells, text): (usize, usize)) -> Result<(), SheetError> {
        let cell = cell.trim();
        if self.cell_ends.len() >= cells || self.text.len() + cell.len() > text {
            return Err(SheetError::TooLarge);
        }
        self.text.push_str(cell);
        self.cell_ends.push(small(self.text.len())?);
        Ok(())
    }

    /// Ends the row; one without any text is as if it had not been there.
    pub fn end_row(&mut self, line: u64) -> Result<(), SheetError> {
        let first = self.rows.last().map_or(0, |row| row.end as usize);
        let text_before = first.checked_sub(1).map_or(0, |last| self.cell_ends[last]);
        if text_before as usize == self.text.len() {
            self.cell_ends.truncate(first);
            return Ok(());
        }
        self.rows.push(RowAt {
            line: u32::try_from(line).map_err(|_| SheetError::TooLarge)?,
            end: small(self.cell_ends.len())?,
        });
        Ok(())
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The line of a row.
    pub fn line(&self, row: usize) -> u64 {
        self.rows.get(row).map_or(0, |at| u64::from(at.line))
    }

    /// A cell; empty where the row is too short.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        let cells = self.cells_of(row);
        match cells.start.checked_add(column) {
            Some(place) if place < cells.end => self.text_of(place),
            _ => "",
        }
    }

    /// All cells of a row.
    pub fn cells(&self, row: usize) -> impl Iterator<Item = &str> {
        self.cells_of(row).map(|place| self.text_of(place))
    }

    fn cells_of(&self, row: usize) -> Range<usize> {
        let end = |row: usize| self.rows.get(row).map_or(0, |at| at.end as usize);
        row.checked_sub(1).map_or(0, end)..end(row)
    }

    fn text_of(&self, cell: usize) -> &str {
        let end = |cell: usize| self.cell_ends[cell] as usize;
        &self.text[cell.checked_sub(1).map_or(0, end)..end(cell)]
    }
}

/// Offsets are four bytes, which is more than a table may hold.
fn small(number: usize) -> Result<u32, SheetError> {
    u32::try_from(number).map_err(|_| SheetError::TooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[&[&str]]) -> Grid {
        let mut grid = Grid::default();
        for (line, row) in (1..).zip(rows) {
            row.iter().for_each(|cell| grid.push(cell).expect("small"));
            grid.end_row(line).expect("small");
        }
        grid
    }

    #[test]
    fn rows_keep_their_lines_and_empty_ones_go() {
        let grid = grid(&[&["a", " b "], &[], &["", " "], &["", "c"], &[]]);
        assert_eq!(grid.len(), 2);
        assert_eq!((grid.line(0), grid.line(1)), (1, 4));
        assert_eq!(grid.cells(0).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(grid.cells(1).collect::<Vec<_>>(), ["", "c"]);
        assert_eq!(
            (grid.cell(1, 1), grid.cell(1, 2), grid.cell(7, 0)),
            ("c", "", "")
        );
    }

    #[test]
    fn a_table_takes_so_many_cells_and_so_much_text() {
        let mut grid = Grid::default();
        let mut push = |cell: &str| grid.push_within(cell, (3, 5));
        assert_eq!(push("abc"), Ok(()));
        assert_eq!(push("def"), Err(SheetError::TooLarge));
        assert_eq!(push("de"), Ok(()));
        assert_eq!(push(" "), Ok(()));
        assert_eq!(push(""), Err(SheetError::TooLarge));
    }
}

//! A workbook (XLSX, or the older XLS) as a grid. An XLSX is read cell by cell: a million rows
//! never stand in memory but as the grid's letters.
//!
//! Numbers become the digits that a spreadsheet shows. One of more than fifteen digits has lost its
//! last ones in the spreadsheet already; it is written with an exponent, so that a reader of ids
//! sees the damage.

use super::{Grid, SheetError};
use calamine::{Data, DataRef, ExcelDateTime, Reader, Xls, Xlsx};
use std::io::{Cursor, Read};

/// How a ZIP archive, which an XLSX is, begins.
const ZIP: &[u8] = b"PK\x03\x04";
/// How the container of an XLS begins.
const CONTAINER: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Whether a file is a workbook, whatever it is called: exports named `.csv` often are.
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(ZIP) || bytes.starts_with(CONTAINER)
}

/// Reads the first sheet that holds anything.
pub fn read(bytes: &[u8]) -> Result<Grid, SheetError> {
    let grid = if bytes.starts_with(ZIP) {
        check_size(bytes)?;
        read_xlsx(bytes)?
    } else {
        read_xls(bytes)?
    };
    match grid.len() {
        0 => Err(SheetError::Empty),
        _ => Ok(grid),
    }
}

/// What an archive may unpack to: texts that all cells share are held in memory, sheets are not.
const SHARED_MAX: u64 = 1 << 30;
const UNPACKED_MAX: u64 = 8 << 30;

/// Refuses an archive that unpacks to more than any honest sheet: the sizes that it states may be
/// lies, so it is unpacked once and thrown away.
fn check_size(bytes: &[u8]) -> Result<(), SheetError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(not_a_workbook)?;
    let mut left = UNPACKED_MAX;
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(not_a_workbook)?;
        let name = part.name().map_err(not_a_workbook)?;
        let is_shared = name.ends_with("sharedStrings.xml");
        let most = left.min(if is_shared { SHARED_MAX } else { left });
        let size = std::io::copy(&mut part.take(most + 1), &mut std::io::sink());
        let size = size.map_err(not_a_workbook)?;
        left = match size > most {
            true => return Err(SheetError::TooLarge),
            false => left - size,
        };
    }
    Ok(())
}

fn read_xlsx(bytes: &[u8]) -> Result<Grid, SheetError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(not_a_workbook)?;
    let mut grid = Grid::default();
    for name in book.sheet_names() {
        let mut cells = match book.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            // A sheet that is a chart has no cells.
            Err(calamine::XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(not_a_workbook(error)),
        };
        let mut pen = Pen::new(&mut grid);
        while let Some(cell) = cells.next_cell().map_err(not_a_workbook)? {
            pen.write(cell.get_position(), &text_of_ref(cell.get_value()))?;
        }
        pen.end()?;
        if grid.len() > 0 {
            break;
        }
    }
    Ok(grid)
}

fn read_xls(bytes: &[u8]) -> Result<Grid, SheetError> {
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(not_a_workbook)?;
    let mut grid = Grid::default();
    for (_, range) in book.worksheets() {
        let (top, left) = range.start().unwrap_or_default();
        let mut pen = Pen::new(&mut grid);
        for (row, column, value) in range.used_cells() {
            let at = (top + row as u32, left + column as u32);
            pen.write(at, &text_of(value))?;
        }
        pen.end()?;
        if grid.len() > 0 {
            break;
        }
    }
    Ok(grid)
}

/// Writes cells that come with their places into a grid, empty ones in between.
struct Pen<'g> {
    grid: &'g mut Grid,
    row: u32,
    column: u32,
}

/// A place further to the right than any sheet of ours has columns is a mistake or an attack.
const COLUMNS_MAX: u32 = 1_000;

impl<'g> Pen<'g> {
    fn new(grid: &'g mut Grid) -> Self {
        Pen {
            grid,
            row: 0,
            column: 0,
        }
    }

    fn write(&mut self, (row, column): (u32, u32), text: &str) -> Result<(), SheetError> {
        if column >= COLUMNS_MAX {
            return if text.is_empty() {
                Ok(())
            } else {
                Err(SheetError::TooLarge)
            };
        }
        if row != self.row {
            self.end()?;
            self.row = row;
        }
        while self.column < column {
            self.grid.push("")?;
            self.column += 1;
        }
        self.grid.push(text)?;
        self.column = column + 1;
        Ok(())
    }

    fn end(&mut self) -> Result<(), SheetError> {
        self.column = 0;
        self.grid.end_row(u64::from(self.row) + 1)
    }
}

fn text_of_ref<'c>(value: &'c DataRef<'_>) -> std::borrow::Cow<'c, str> {
    match value {
        DataRef::SharedString(text) => (*text).into(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.as_str().into()
        }
        DataRef::Int(number) => whole(*number).into(),
        DataRef::Float(number) => number_as_shown(*number).into(),
        DataRef::Bool(is) => yes_or_no(*is).into(),
        DataRef::DateTime(moment) => moment_as_shown(moment).into(),
        // `#N/A` and its like hold nothing.
        DataRef::Error(_) | DataRef::Empty => "".into(),
    }
}

fn text_of(value: &Data) -> std::borrow::Cow<'_, str> {
    match value {
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            text.as_str().into()
        }
        Data::Int(number) => whole(*number).into(),
        Data::Float(number) => number_as_shown(*number).into(),
        Data::Bool(is) => yes_or_no(*is).into(),
        Data::DateTime(moment) => moment_as_shown(moment).into(),
        Data::Error(_) | Data::Empty => "".into(),
    }
}

const fn yes_or_no(is: bool) -> &'static str {
    if is { "1" } else { "0" }
}

/// The most digits that a spreadsheet keeps of a number.
const DIGITS_KEPT: u32 = 15;

fn whole(number: i64) -> String {
    match number.unsigned_abs() < 10_u64.pow(DIGITS_KEPT) {
        true => number.to_string(),
        false => damaged(number as f64),
    }
}

fn damaged(number: f64) -> String {
    format!("{number:E}")
}

fn number_as_shown(number: f64) -> String {
    if number.abs() >= 1e15 {
        return damaged(number);
    }
    let text = number.to_string();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits <= DIGITS_KEPT as usize {
        return text;
    }
    // What was worked out, such as 0.1 + 0.2, has noise behind the digits that are kept.
    let kept: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    kept.to_string()
}

fn moment_as_shown(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (moment.is_duration(), hour, minute, second) {
        (true, ..) => number_as_shown(moment.as_f64()),
        (_, 0, 0, 0) => date,
        _ => format!("{date} {hour:02}:{minute:02}:{second:02}"),
    }
}

fn not_a_workbook(error: impl std::fmt::Display) -> SheetError {
    SheetError::NotAWorkbook(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::{ExcelDateTime as Moment, Format, Workbook};

    fn cells(book: &mut Workbook) -> Vec<(u64, Vec<String>)> {
        let bytes = book.save_to_buffer().expect("a workbook");
        assert!(is_workbook(&bytes));
        let grid = read(&bytes).expect("a table");
        (0..grid.len())
            .map(|row| (grid.line(row), grid.cells(row).map(str::to_owned).collect()))
            .collect()
    }

    #[test]
    fn cells_are_read_as_they_are_shown() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let day = Format::new().set_num_format("yyyy-mm-dd");
        let write = "a date that exists";
        sheet.write(0, 0, "手机号").expect(write);
        sheet.write(0, 2, "生日").expect(write);
        sheet.write(2, 0, 13_800_001_234.0).expect(write);
        sheet.write(2, 1, 820.8).expect(write);
        let date = Moment::from_ymd(1990, 1, 3).expect(write);
        sheet.write_with_format(2, 2, &date, &day).expect(write);
        sheet.write(2, 3, 0.1 + 0.2).expect(write);
        sheet.write(2, 4, 6_222_021_234_567_890_123.0).expect(write);
        sheet.write(2, 5, "00801").expect(write);
        assert_eq!(
            cells(&mut book),
            [
                (1, vec!["手机号".to_owned(), String::new(), "生日".into()]),
                (
                    3,
                    [
                        "13800001234",
                        "820.8",
                        "1990-01-03",
                        "0.3",
                        "6.22202123456789E18",
                        "00801"
                    ]
                    .map(str::to_owned)
                    .into()
                ),
            ]
        );
    }

    #[test]
    fn the_first_sheet_that_holds_anything_is_read() {
        let mut book = Workbook::new();
        book.add_worksheet();
        book.add_worksheet().write(4, 0, "x").expect("a cell");
        assert_eq!(cells(&mut book), [(5, vec!["x".to_owned()])]);
        let mut empty = Workbook::new();
        empty.add_worksheet();
        let bytes = empty.save_to_buffer().expect("a workbook");
        assert_eq!(read(&bytes).err(), Some(SheetError::Empty));
    }

    #[test]
    fn what_only_begins_like_a_workbook_is_refused() {
        for bytes in [&b"PK\x03\x04 and then nothing"[..], CONTAINER] {
            assert!(is_workbook(bytes));
            assert!(matches!(read(bytes), Err(SheetError::NotAWorkbook(_))));
        }
    }
}

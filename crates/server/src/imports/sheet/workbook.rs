//! A workbook (XLSX) as a grid, read cell by cell: a million rows never stand in memory but as the
//! grid's letters. The older XLS is told from it and refused: its reader lays out whatever size a
//! file claims before it has looked at a cell.
//!
//! Numbers become the digits that a spreadsheet shows. One of more than fifteen digits has lost its
//! last ones in the spreadsheet already; it is written with an exponent, so that a reader of ids
//! sees the damage.

use super::{Grid, SheetError};
use calamine::{DataRef, ExcelDateTime, Reader, Xlsx};
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
    if bytes.starts_with(CONTAINER) {
        return Err(SheetError::OldWorkbook);
    }
    check_size(bytes, HELD_MAX)?;
    let grid = read_xlsx(bytes)?;
    match grid.len() {
        0 => Err(SheetError::Empty),
        _ => Ok(grid),
    }
}

/// What a part may unpack to that is held in memory: the texts that all cells share, the styles.
const HELD_MAX: u64 = 128 << 20;
/// What all parts together may unpack to; sheets are read cell by cell.
const UNPACKED_MAX: u64 = 4 << 30;

/// Refuses an archive that unpacks to more than any honest workbook: the sizes that it states may
/// be lies, so it is unpacked once and thrown away. Parts are found by their names whatever the
/// case of their letters, so only what is plainly a sheet may be large.
fn check_size(bytes: &[u8], held_max: u64) -> Result<(), SheetError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(not_a_workbook)?;
    let mut left = UNPACKED_MAX;
    let mut held = Vec::new();
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(not_a_workbook)?;
        let name = part.name().map_err(not_a_workbook)?.to_ascii_lowercase();
        held.clear();
        let (size, most) = if name.contains("/worksheets/") {
            let size = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
            (size.map_err(not_a_workbook)?, left)
        } else {
            let most = left.min(held_max);
            let size = part.take(most + 1).read_to_end(&mut held);
            (size.map_err(not_a_workbook)? as u64, most)
        };
        left = match size > most {
            true => return Err(SheetError::TooLarge),
            false => left - size,
        };
        check_texts(&mut held)?;
    }
    Ok(())
}

/// Refuses a table of shared texts that states more of them than can stand in it, for the reader
/// believes the number and makes room. A text takes at least `<si><t/></si>`, and never less than
/// ten bytes.
fn check_texts(part: &mut Vec<u8>) -> Result<(), SheetError> {
    const STATED: &[u8] = b"uniqueCount";
    let most = part.len() / 10;
    // Of a part in UTF-16 every other byte is zero.
    if part.contains(&0) {
        part.retain(|byte| *byte != 0);
    }
    for place in 0..part.len() {
        let Some(rest) = part[place..].strip_prefix(STATED) else {
            continue;
        };
        let marks = rest
            .iter()
            .take(64)
            .skip_while(|byte| !byte.is_ascii_digit());
        let digits = marks.take_while(|byte| byte.is_ascii_digit());
        let stated = digits.fold(0usize, |sum, digit| {
            sum.saturating_mul(10)
                .saturating_add(usize::from(digit - b'0'))
        });
        if stated > most.max(1) {
            return Err(SheetError::TooLarge);
        }
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
    use std::io::Write;

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
        let cut = b"PK\x03\x04 and then nothing";
        assert!(is_workbook(cut) && is_workbook(CONTAINER));
        assert!(matches!(read(cut), Err(SheetError::NotAWorkbook(_))));
        assert_eq!(read(CONTAINER).err(), Some(SheetError::OldWorkbook));
    }

    /// An archive with one part, packed as far as it goes.
    fn archive(name: &str, part: &[u8]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(name, options).expect("a part");
        writer.write_all(part).expect("memory");
        writer.finish().expect("an archive").into_inner()
    }

    #[test]
    fn a_small_archive_that_asks_for_much_memory_is_refused() {
        let stated = r#"<sst count = "1" uniqueCount = "123456789"><si><t>x</t></si></sst>"#;
        let utf16: Vec<u8> = stated.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for part in [stated.as_bytes(), &utf16] {
            for name in ["xl/sharedStrings.xml", "XL/SHAREDSTRINGS.XML"] {
                assert_eq!(
                    check_size(&archive(name, part), HELD_MAX).err(),
                    Some(SheetError::TooLarge),
                    "{name}"
                );
            }
        }
        let honest = stated.replace("123456789", "1");
        let honest = archive("xl/sharedStrings.xml", honest.as_bytes());
        assert_eq!(check_size(&honest, HELD_MAX), Ok(()));
        const LITTLE: u64 = 1 << 20;
        let large = vec![b' '; LITTLE as usize + 1];
        let packed = archive("xl/SharedStrings.xml", &large);
        assert!(packed.len() < 1 << 15);
        assert_eq!(
            check_size(&packed, LITTLE).err(),
            Some(SheetError::TooLarge)
        );
        let sheet = archive("xl/worksheets/sheet1.xml", &large);
        assert_eq!(check_size(&sheet, LITTLE), Ok(()));
    }
}

//! CSV as people send it: with or without a byte order mark, in UTF-8, GB18030 or what a
//! spreadsheet calls Unicode; comma, tab or semicolon; quoted line ends.

use super::{Grid, NOTES_MAX, SheetError};
use csv::{ReaderBuilder, StringRecord};
use std::borrow::Cow;

/// Reads a text as a grid.
pub fn read(bytes: &[u8]) -> Result<Grid, SheetError> {
    let text = decode(bytes)?;
    let delimiter = delimiter(&text);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let (mut grid, mut lines) = (Grid::default(), Lines::of(&text));
    let mut record = StringRecord::new();
    let not_csv =
        |error: csv::Error| SheetError::NotCsv(error.position().map_or(0, csv::Position::line));
    let mut last = (0, 1);
    while reader.read_record(&mut record).map_err(not_csv)? {
        for cell in &record {
            grid.push(cell)?;
        }
        let start = record.position().map_or(0, csv::Position::byte) as usize;
        let line = lines.at(start);
        if is_too_long(&text[start..reader.position().byte() as usize]) {
            return Err(SheetError::NotCsv(line));
        }
        last = (start, line);
        grid.end_row(line)?;
    }
    match ends_in_quotes(&text[last.0..], delimiter) {
        true => Err(SheetError::NotCsv(last.1)),
        false => Ok(grid),
    }
}

/// The most lines of one row. A quote that nobody closed takes all the rows below it into one cell.
const ROW_LINES_MAX: usize = 20;

fn is_too_long(row: &str) -> bool {
    let row = row.trim_matches(['\r', '\n']).as_bytes();
    let ends = |end: u8| row.iter().filter(|byte| **byte == end).count();
    // A short row is the rule, and need not be looked through.
    row.len() > ROW_LINES_MAX && ends(b'\n').max(ends(b'\r')) >= ROW_LINES_MAX
}

/// Whether a row is over before its last quote is closed.
fn ends_in_quotes(row: &str, delimiter: u8) -> bool {
    let (mut is_quoted, mut is_start) = (false, true);
    let mut bytes = row.bytes().peekable();
    while let Some(byte) = bytes.next() {
        is_quoted = match (is_quoted, byte) {
            // Two quotes are one that is meant.
            (true, b'"') => bytes.next_if_eq(&b'"').is_some(),
            (false, b'"') => is_start,
            (is, _) => is,
        };
        is_start = !is_quoted && (byte == delimiter || matches!(byte, b'\r' | b'\n'));
    }
    is_quoted
}

/// Counts lines as an editor does. The CSV reader's own count is one behind where lines end in
/// CR LF, for it leaves the LF to the next record.
struct Lines<'a> {
    text: &'a [u8],
    counted: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        Lines {
            text: text.as_bytes(),
            counted: 0,
            line: 1,
        }
    }

    /// The line of the first thing that is no line end, from a place on; places only rise.
    fn at(&mut self, start: usize) -> u64 {
        while let Some(byte) = self.text.get(self.counted) {
            if self.counted >= start && !matches!(byte, b'\r' | b'\n') {
                break;
            }
            self.line += u64::from(*byte == b'\n');
            self.counted += 1;
        }
        self.line
    }
}

/// The text of a file. A zero byte fits no column on PostgreSQL, so it is shown as what it is: a
/// letter that cannot be read.
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, SheetError> {
    let text = decode_any(bytes)?;
    Ok(match text.contains('\0') {
        true => text.replace('\0', "\u{fffd}").into(),
        false => text,
    })
}

fn decode_any(bytes: &[u8]) -> Result<Cow<'_, str>, SheetError> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, had_errors) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return if had_errors {
            Err(SheetError::Encoding)
        } else {
            Ok(text)
        };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.into());
    }
    let (text, had_errors) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
    if had_errors {
        Err(SheetError::Encoding)
    } else {
        Ok(text)
    }
}

/// Comma, tab or semicolon: whichever the first lines hold most of.
fn delimiter(text: &str) -> u8 {
    let head: Vec<&str> = text.lines().take(NOTES_MAX).collect();
    let count = |mark: char| {
        head.iter()
            .map(|line| line.matches(mark).count())
            .sum::<usize>()
    };
    [(b',', count(',')), (b'\t', count('\t')), (b';', count(';'))]
        .into_iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .map_or(b',', |(mark, _)| mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        let grid = read(bytes).expect("a table");
        (0..grid.len())
            .map(|row| grid.cells(row).map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn texts_come_in_every_dress() {
        let text = "手机号,姓名\n13800000000,\"张,三\"\n";
        let wanted = cells(text.as_bytes());
        assert_eq!(wanted, [["手机号", "姓名"], ["13800000000", "张,三"]]);
        assert_eq!(cells(format!("\u{feff}{text}").as_bytes()), wanted);
        assert_eq!(cells(&encoding_rs::GB18030.encode(text).0), wanted);
        let unicode: Vec<u8> = "\u{feff}手机号\t姓名\r\n13800000000\t张,三\r\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(cells(&unicode), wanted);
        assert_eq!(read(b"\xff\xff\xff").err(), Some(SheetError::Encoding));
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        for end in ["\n", "\r\n"] {
            let text = ["note", "", "a,b", "\"1", "2\",3", "4,5", ""].join(end);
            let grid = read(text.as_bytes()).expect("a table");
            let lines: Vec<u64> = (0..grid.len()).map(|row| grid.line(row)).collect();
            assert_eq!(lines, [1, 3, 4, 6], "{end:?}");
        }
    }

    #[test]
    fn a_quote_that_is_not_closed_does_not_take_the_rows_below_it_along() {
        let refused = |text: &str| read(text.as_bytes()).err();
        let rows = |count: usize| "b,2\n".repeat(count);
        assert_eq!(refused("a,b\nx,\"1\ny,2\n"), Some(SheetError::NotCsv(2)));
        assert_eq!(refused("a,b\nx,\"1\"\"\n"), Some(SheetError::NotCsv(2)));
        let closed_later = format!("a,b\nx,\"1\n{}y,\"2\"\n", rows(30));
        assert_eq!(refused(&closed_later), Some(SheetError::NotCsv(2)));
        let note = format!("a,b\nx,\"{}\"\n", "line\n".repeat(10));
        for fine in ["a,b\nx,5\" screen", "a\n\"x\"\"\"\n", "a,b\nx,\"\"", &note] {
            assert_eq!(refused(fine), None, "{fine}");
        }
        let gaps = format!("a,b\nx,1{}y,2\n", "\r\n".repeat(40));
        assert_eq!(cells(gaps.as_bytes()).len(), 3);
    }
}

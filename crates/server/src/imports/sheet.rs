//! Reads a CSV file as people really send it: with or without a byte order mark, in UTF-8 or
//! GB18030, notes above the heading, headings in Chinese or English, stars for required columns.

use csv::{ReaderBuilder, StringRecord};
use kernel::{BusinessDate, Money, Timestamp, ZoneName};
use serde::{Deserialize, Serialize};

/// A column that an import knows.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Our own name of it, which is also accepted as a heading.
    pub name: &'static str,
    /// Other headings that mean it.
    pub aliases: &'static [&'static str],
    /// Whether a file without it cannot be imported.
    pub is_required: bool,
}

/// A cell or a row that cannot be taken.
#[doc(alias = "坏行")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Reject {
    /// The line in the file as an editor counts it; the first is 1.
    pub line: u64,
    /// The column, by our name of it; absent when the row as a whole is refused.
    pub column: Option<String>,
    /// A stable word, such as `cell.not_money`.
    pub reason: String,
    /// What the cell held, cut to 80 characters; phone numbers are masked.
    pub text: String,
}

/// A file that cannot be read as a table at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// Neither UTF-8 nor GB18030.
    #[error("the file is in neither UTF-8 nor GB18030")]
    Encoding,
    /// No line names the columns that are needed.
    #[error("no heading was found with the columns {0}")]
    NoHeading(String),
    /// The same column stands twice.
    #[error("the column {0} stands twice")]
    TwiceTheSame(&'static str),
    /// The text is no CSV.
    #[error("line {0} is not CSV")]
    NotCsv(u64),
}

/// A table with its heading understood.
pub struct Sheet {
    rows: Vec<(u64, StringRecord)>,
    places: Vec<(&'static str, usize)>,
}

/// Notes above the heading are looked through this far.
const NOTES_MAX: usize = 10;

impl Sheet {
    /// Reads a whole file.
    pub fn read(bytes: &[u8], fields: &[Field]) -> Result<Sheet, SheetError> {
        let text = decode(bytes)?;
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter(&text))
            .from_reader(text.as_bytes());
        let mut rows = Vec::new();
        let mut lines = Lines::of(&text);
        for record in reader.records() {
            let record = record.map_err(|error| {
                SheetError::NotCsv(error.position().map_or(0, csv::Position::line))
            })?;
            let start = record.position().map_or(0, csv::Position::byte);
            rows.push((lines.at(start as usize), record));
        }
        let heading = rows
            .iter()
            .take(NOTES_MAX)
            .position(|(_, row)| has_required(row, fields))
            .ok_or_else(|| SheetError::NoHeading(required(fields)))?;
        let places = places(&rows[heading].1, fields)?;
        rows.drain(..=heading);
        rows.retain(|(_, row)| row.iter().any(|cell| !cell.trim().is_empty()));
        Ok(Sheet { rows, places })
    }

    /// How many rows of data there are.
    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// Some of the rows, from the `start`th on.
    pub fn rows(&self, start: usize, count: usize) -> impl Iterator<Item = Cells<'_>> {
        self.rows
            .iter()
            .skip(start)
            .take(count)
            .map(|(line, row)| Cells {
                sheet: self,
                line: *line,
                row,
            })
    }
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

/// One row.
#[derive(Clone, Copy)]
pub struct Cells<'a> {
    sheet: &'a Sheet,
    /// Its line in the file.
    pub line: u64,
    row: &'a StringRecord,
}

impl<'a> Cells<'a> {
    /// A cell's text without blanks around it; `None` when it is empty or there is no such column.
    pub fn text(&self, name: &str) -> Option<&'a str> {
        let (_, place) = self.sheet.places.iter().find(|(known, _)| *known == name)?;
        let text = self.row.get(*place)?.trim();
        (!text.is_empty()).then_some(text)
    }

    /// A cell that must not be empty.
    pub fn required(&self, name: &str) -> Result<&'a str, Reject> {
        self.text(name)
            .ok_or_else(|| self.reject(name, "cell.empty"))
    }

    /// A sum of money such as `¥1,234.50`; more than two decimals are refused.
    pub fn money(&self, name: &str) -> Result<Option<Money>, Reject> {
        self.read(name, "cell.not_money", |text| text.parse().ok())
    }

    /// A whole number.
    pub fn number(&self, name: &str) -> Result<Option<i64>, Reject> {
        self.read(name, "cell.not_a_number", |text| {
            text.replace(',', "").parse().ok()
        })
    }

    /// A date: `2026-11-25`, `2026/11/25`, `2026.11.25` or `20261125`.
    pub fn date(&self, name: &str) -> Result<Option<BusinessDate>, Reject> {
        self.read(name, "cell.not_a_date", read_date)
    }

    /// A moment: RFC 3339, or a date with a time in the given zone.
    pub fn moment(&self, name: &str, zone: &ZoneName) -> Result<Option<Timestamp>, Reject> {
        self.read(name, "cell.not_a_time", |text| {
            text.parse().ok().or_else(|| {
                let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, "00:00:00"));
                let time = if time.matches(':').count() == 1 {
                    format!("{time}:00")
                } else {
                    time.into()
                };
                zone.read_wall_clock(&format!("{} {time}", read_date(date)?))
            })
        })
    }

    /// Says what is wrong with a cell.
    pub fn reject(&self, name: &str, reason: &str) -> Reject {
        Reject {
            line: self.line,
            column: Some(name.to_owned()),
            reason: reason.to_owned(),
            text: shown(name, self.text(name).unwrap_or_default()),
        }
    }

    fn read<T>(
        &self,
        name: &str,
        reason: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, Reject> {
        match self.text(name) {
            None => Ok(None),
            Some(text) => read(text)
                .map(Some)
                .ok_or_else(|| self.reject(name, reason)),
        }
    }
}

/// A list of rejects may be downloaded and mailed, so a phone number in it is masked.
fn shown(name: &str, text: &str) -> String {
    let text: String = text.chars().take(80).collect();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if name != "phone" || digits < 7 {
        return text;
    }
    let keep_from = text.chars().count().saturating_sub(4);
    text.chars()
        .enumerate()
        .map(|(place, c)| {
            if (3..keep_from).contains(&place) {
                '*'
            } else {
                c
            }
        })
        .collect()
}

/// The text of a file. A zero byte fits no column on PostgreSQL, so it is shown as what it is: a
/// letter that cannot be read.
fn decode(bytes: &[u8]) -> Result<String, SheetError> {
    Ok(decode_any(bytes)?.replace('\0', "\u{fffd}"))
}

fn decode_any(bytes: &[u8]) -> Result<String, SheetError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    let (text, had_errors) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
    if had_errors {
        Err(SheetError::Encoding)
    } else {
        Ok(text.into_owned())
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

fn has_required(row: &StringRecord, fields: &[Field]) -> bool {
    fields
        .iter()
        .filter(|field| field.is_required)
        .all(|field| row.iter().any(|heading| names(heading, field)))
}

fn required(fields: &[Field]) -> String {
    let names: Vec<&str> = fields
        .iter()
        .filter(|f| f.is_required)
        .map(|f| f.name)
        .collect();
    names.join(", ")
}

fn places(row: &StringRecord, fields: &[Field]) -> Result<Vec<(&'static str, usize)>, SheetError> {
    let mut places: Vec<(&'static str, usize)> = Vec::new();
    for (place, heading) in row.iter().enumerate() {
        let Some(field) = fields.iter().find(|field| names(heading, field)) else {
            continue;
        };
        if places.iter().any(|(known, _)| *known == field.name) {
            return Err(SheetError::TwiceTheSame(field.name));
        }
        places.push((field.name, place));
    }
    Ok(places)
}

fn names(heading: &str, field: &Field) -> bool {
    let heading = plain(heading);
    heading == field.name || field.aliases.iter().any(|alias| plain(alias) == heading)
}

/// A heading without what people decorate it with: `*手机号（必填）` is `手机号`.
fn plain(heading: &str) -> String {
    let mut text = heading.trim().to_lowercase();
    for mark in ["（必填）", "(必填)", "（选填）", "(选填)", "*", " "] {
        text = text.replace(mark, "");
    }
    text
}

fn read_date(text: &str) -> Option<BusinessDate> {
    let compact = text.len() == 8 && text.bytes().all(|c| c.is_ascii_digit());
    if compact {
        return format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..])
            .parse()
            .ok();
    }
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let [year, month, day] = parts.as_slice() else {
        return None;
    };
    format!("{year:0>4}-{month:0>2}-{day:0>2}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: &[Field] = &[
        Field {
            name: "phone",
            aliases: &["手机号", "手机号码"],
            is_required: true,
        },
        Field {
            name: "name",
            aliases: &["姓名"],
            is_required: false,
        },
        Field {
            name: "balance",
            aliases: &["余额（元）"],
            is_required: false,
        },
        Field {
            name: "birthday",
            aliases: &["生日"],
            is_required: false,
        },
    ];

    fn first(bytes: &[u8]) -> (u64, Option<String>, Option<Money>) {
        let sheet = Sheet::read(bytes, FIELDS).expect("a table");
        let row = sheet.rows(0, 1).next().expect("a row");
        (
            row.line,
            row.text("name").map(str::to_owned),
            row.money("balance").expect("money"),
        )
    }

    #[test]
    fn files_come_in_every_dress() {
        let wanted = (2, Some("张三".to_owned()), Some(Money(123_450)));
        let text = "*手机号（必填）,姓名,余额（元）\n13800000000,张三,\"¥1,234.50\"\n";
        assert_eq!(first(text.as_bytes()), wanted);
        assert_eq!(first(format!("\u{feff}{text}").as_bytes()), wanted);
        let (gb, _, _) = encoding_rs::GB18030.encode(text);
        assert_eq!(first(&gb), wanted);
        let tabs = "手机号码\t姓名\t余额（元）\r\n13800000000\t张三\t1234.5\r\n";
        assert_eq!(first(tabs.as_bytes()), wanted);
        let noted = format!("导出时间：2026-11-25\n\n{text}");
        assert_eq!(first(noted.as_bytes()).0, 4);
    }

    #[test]
    fn what_is_no_table_is_refused_with_a_reason() {
        let read = |bytes: &[u8]| Sheet::read(bytes, FIELDS).err();
        assert_eq!(read(b"\xff\xff\xff"), Some(SheetError::Encoding));
        assert_eq!(
            read(b"name\nx\n"),
            Some(SheetError::NoHeading("phone".into()))
        );
        assert_eq!(
            read("手机号,手机号码\n1,2\n".as_bytes()),
            Some(SheetError::TwiceTheSame("phone"))
        );
    }

    #[test]
    fn a_reject_names_its_line_and_hides_the_phone() {
        let sheet =
            Sheet::read(b"phone,birthday\n1380000123x,31/12/99\n", FIELDS).expect("a table");
        let row = sheet.rows(0, 1).next().expect("a row");
        assert_eq!(row.reject("phone", "phone.invalid").text, "138****123x");
        let wrong = row.date("birthday").expect_err("no date");
        assert_eq!((wrong.line, wrong.reason.as_str()), (2, "cell.not_a_date"));
    }

    #[test]
    fn dates_are_read_in_four_forms() {
        for text in ["2026-01-05", "2026/1/5", "2026.1.5", "20260105"] {
            assert_eq!(
                read_date(text).map(|d| d.to_string()),
                Some("2026-01-05".into()),
                "{text}"
            );
        }
        for text in ["2026-13-01", "05-01-2026", "x", ""] {
            assert_eq!(read_date(text), None, "{text}");
        }
    }
}

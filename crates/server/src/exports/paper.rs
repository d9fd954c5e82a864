//! A table as a file: CSV or XLSX, with a line that says who let it be made, and with no cell that
//! a spreadsheet would run as a formula. Rows go through to a file, so that a million of them need
//! no memory.

use crate::site::PLACES;
use crate::words;
use access::{AccessError, Actor};
use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use kernel::{By, Money, Timestamp, ZoneName};
use platform::db::{DbError, Tx};
use platform::http::RequestInfo;
use rust_xlsxwriter::{DocProperties, Format, Workbook};
use std::borrow::Cow;
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

kernel::text_enum! {
    /// What kind of file.
    pub enum FileFormat {
        /// UTF-8 with a byte order mark, so that spreadsheets read Chinese.
        Csv = "csv",
        /// A workbook.
        Xlsx = "xlsx",
    }
}

impl FileFormat {
    const fn media(self) -> &'static str {
        match self {
            FileFormat::Csv => "text/csv; charset=utf-8",
            FileFormat::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// Who let a file be made, when, by which request: stands on the file itself, so that one that
/// turns up elsewhere tells where it came from.
#[doc(alias = "水印")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watermark {
    brand: String,
    /// The name, and the id, which stays whatever the person is called.
    by: String,
    at: String,
    request: String,
}

impl Watermark {
    /// The mark of a request.
    pub fn of(tx: &mut Tx<'_>, actor: &Actor, request: &RequestInfo) -> Result<Self, AccessError> {
        let act = actor.act();
        Watermark::new(tx, act.by, act.now, &request.id)
    }

    /// The mark of a request that was made earlier.
    pub fn new(tx: &mut Tx<'_>, by: By, at: Timestamp, request: &str) -> Result<Self, AccessError> {
        let brand = access::get_brand(tx)?;
        let by = match by {
            By::System => words::said("staff.house").to_owned(),
            By::Staff(id) => {
                let names = access::staff_names(tx, PLACES, By::Staff(id), &[id])?;
                let name = names.get(&id).map_or("", String::as_str);
                format!("{name} {id}").trim_start().to_owned()
            }
        };
        Ok(Watermark {
            at: clock(&brand.zone, at),
            brand: brand.name,
            by,
            request: request.to_owned(),
        })
    }

    fn line(&self) -> String {
        let Watermark {
            brand,
            by,
            at,
            request,
        } = self;
        format!("{brand} · 导出人 {by} · 时间 {at} · 请求 {request} · 仅限内部使用")
    }
}

/// A moment as a clock on a wall shows it, to the second: `2026-11-25 19:30:00`.
pub(super) fn clock(zone: &ZoneName, at: Timestamp) -> String {
    let text = zone.wall_clock(at).replace('T', " ");
    text.split('.').next().unwrap_or_default().to_owned()
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field<'a> {
    /// A text; ids and phone numbers are texts.
    Text(Cow<'a, str>),
    /// A count.
    Number(i64),
    /// A sum in 分, written in 元.
    Money(Money),
}

impl<'a> From<&'a str> for Field<'a> {
    fn from(text: &'a str) -> Self {
        Field::Text(text.into())
    }
}

impl From<String> for Field<'_> {
    fn from(text: String) -> Self {
        Field::Text(text.into())
    }
}

impl From<i64> for Field<'_> {
    fn from(number: i64) -> Self {
        Field::Number(number)
    }
}

impl From<Money> for Field<'_> {
    fn from(money: Money) -> Self {
        Field::Money(money)
    }
}

/// A table that is being written.
pub struct Paper(Kind);

enum Kind {
    Csv(csv::Writer<BufWriter<File>>),
    Xlsx {
        book: Box<Workbook>,
        row: u32,
        money: Format,
    },
}

/// Rows that a sheet holds.
const ROWS_MAX: u32 = 1_048_576;

impl Paper {
    /// Begins a table: the mark, then the headings.
    pub fn new(format: FileFormat, mark: &Watermark, headings: &[&str]) -> Result<Paper, DbError> {
        let mut paper = match format {
            FileFormat::Csv => Paper::csv(mark)?,
            FileFormat::Xlsx => Paper::xlsx(mark)?,
        };
        let headings: Vec<Field<'_>> = headings.iter().map(|text| (*text).into()).collect();
        paper.row(&headings)?;
        Ok(paper)
    }

    fn csv(mark: &Watermark) -> Result<Paper, DbError> {
        let mut file = BufWriter::new(tempfile::tempfile().map_err(broken)?);
        file.write_all("\u{feff}".as_bytes()).map_err(broken)?;
        let mut writer = csv::WriterBuilder::new()
            .flexible(true)
            .terminator(csv::Terminator::CRLF)
            .from_writer(file);
        writer
            .write_record([harmless(&mark.line()).as_ref()])
            .map_err(broken)?;
        Ok(Paper(Kind::Csv(writer)))
    }

    fn xlsx(mark: &Watermark) -> Result<Paper, DbError> {
        let mut book = Workbook::new();
        let line = mark.line();
        book.set_properties(
            &DocProperties::new()
                .set_author(&mark.brand)
                .set_comment(&line),
        );
        let sheet = book.add_worksheet_with_constant_memory().map_err(broken)?;
        sheet.set_header(format!("&C{}", line.replace('&', "&&")));
        sheet.write_string(0, 0, &line).map_err(broken)?;
        Ok(Paper(Kind::Xlsx {
            book: Box::new(book),
            row: 1,
            money: Format::new().set_num_format("0.00"),
        }))
    }

    /// Writes a row.
    pub fn row(&mut self, fields: &[Field<'_>]) -> Result<(), DbError> {
        match &mut self.0 {
            Kind::Csv(writer) => {
                for field in fields {
                    let text = match field {
                        Field::Text(text) => harmless(text),
                        Field::Number(number) => number.to_string().into(),
                        Field::Money(money) => money.to_string().into(),
                    };
                    writer.write_field(text.as_bytes()).map_err(broken)?;
                }
                writer.write_record(None::<&[u8]>).map_err(broken)
            }
            Kind::Xlsx { book, row, money } => {
                let full = "more rows than a sheet holds; take CSV".to_owned();
                if *row >= ROWS_MAX {
                    return Err(DbError::Unavailable(full));
                }
                let sheet = book.worksheet_from_index(0).map_err(broken)?;
                for (column, field) in (0..).zip(fields) {
                    match field {
                        Field::Text(text) => sheet.write_string(*row, column, harmless(text)),
                        Field::Number(number) => sheet.write_number(*row, column, *number as f64),
                        Field::Money(sum) => {
                            let yuan = sum.0 as f64 / 100.0;
                            sheet.write_number_with_format(*row, column, yuan, money)
                        }
                    }
                    .map_err(broken)?;
                }
                *row += 1;
                Ok(())
            }
        }
    }

    /// The whole file, for what is small enough to be sent at once.
    pub fn finish(self) -> Result<Vec<u8>, DbError> {
        match self.0 {
            Kind::Csv(writer) => {
                let mut file = flushed(writer)?;
                let mut bytes = Vec::new();
                file.seek(SeekFrom::Start(0)).map_err(broken)?;
                file.read_to_end(&mut bytes).map_err(broken)?;
                Ok(bytes)
            }
            Kind::Xlsx { mut book, .. } => book.save_to_buffer().map_err(broken),
        }
    }

    /// Puts the file where it is to be kept; answers with its size in bytes. It has its name once
    /// it is whole, and only the server's own user may read it: it holds personal data.
    pub fn finish_at(self, path: &Path) -> Result<u64, DbError> {
        let part = part_of(path);
        let size = self.write_at(&part)?;
        std::fs::rename(&part, path).map_err(broken)?;
        Ok(size)
    }

    fn write_at(self, path: &Path) -> Result<u64, DbError> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut to = options.open(path).map_err(broken)?;
        match self.0 {
            Kind::Csv(writer) => {
                let mut file = flushed(writer)?;
                file.seek(SeekFrom::Start(0)).map_err(broken)?;
                std::io::copy(&mut file, &mut to).map_err(broken)?;
            }
            Kind::Xlsx { mut book, .. } => book.save_to_writer(&mut to).map_err(broken)?,
        }
        to.sync_all().map_err(broken)?;
        Ok(to.metadata().map_err(broken)?.len())
    }
}

/// What stands behind the name of a file that is being written.
pub(crate) const PART: &str = ".part";

/// What a file is called while it is being written.
pub(crate) fn part_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(PART);
    name.into()
}

fn flushed(writer: csv::Writer<BufWriter<File>>) -> Result<File, DbError> {
    let buffer = writer.into_inner().map_err(broken)?;
    buffer.into_inner().map_err(broken)
}

/// What a spreadsheet takes for the beginning of a formula, or passes over before one.
pub const FORMULA_MARKS: [char; 11] =
    ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A cell that begins like a formula gets a mark before it. Our own imports take it off again.
pub(crate) fn harmless(text: &str) -> Cow<'_, str> {
    match text.starts_with(FORMULA_MARKS) {
        true => format!("'{text}").into(),
        false => text.into(),
    }
}

fn broken(error: impl std::fmt::Display) -> DbError {
    DbError::Unavailable(format!("the file cannot be written: {error}"))
}

/// A file as an answer that a browser keeps.
pub fn attachment(name: &str, format: FileFormat, body: impl Into<Body>) -> Response {
    let mut response = body.into().into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(format.media()),
    );
    let disposition = format!("attachment; filename=\"{name}.{format}\"");
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imports::cells_of;

    fn mark() -> Watermark {
        Watermark {
            brand: "会通".into(),
            by: "王芳 stf_1".into(),
            at: "2026-11-25 09:30:00".into(),
            request: "req_1".into(),
        }
    }

    #[test]
    fn a_clock_shows_seconds_and_no_less() {
        let zone: ZoneName = "Asia/Shanghai".parse().expect("known");
        assert_eq!(clock(&zone, Timestamp(1_123)), "1970-01-01 08:00:01");
        assert_eq!(clock(&zone, Timestamp(0)), "1970-01-01 08:00:00");
    }

    #[test]
    fn both_kinds_of_files_hold_the_same_and_run_nothing() {
        for format in FileFormat::ALL {
            let mut paper = Paper::new(*format, &mark(), &["名称", "数量", "金额"]).expect("begun");
            for text in [
                "张三", "=1+1", "+86", "-5", "@x", "\tx", "\rx", "\nx", "＝1", "＋x", "－5", "＠x",
                "a,\"b\"",
            ] {
                paper
                    .row(&[text.into(), 3.into(), Money(123_450).into()])
                    .expect("a row");
            }
            let cells = cells_of(&paper.finish().expect("a file"));
            assert_eq!(
                cells[0],
                ["会通 · 导出人 王芳 stf_1 · 时间 2026-11-25 09:30:00 · 请求 req_1 · 仅限内部使用"]
            );
            assert_eq!(cells[1], ["名称", "数量", "金额"]);
            let texts: Vec<&str> = cells[2..].iter().map(|row| row[0].as_str()).collect();
            let wanted = [
                "张三", "'=1+1", "'+86", "'-5", "'@x", "'\tx", "'\rx", "'\nx", "'＝1", "'＋x",
                "'－5", "'＠x", "a,\"b\"",
            ];
            assert_eq!(texts, wanted, "{format}");
            let sums: Vec<&str> = cells[2].iter().skip(1).map(String::as_str).collect();
            let yuan = if *format == FileFormat::Csv {
                "1234.50"
            } else {
                "1234.5"
            };
            assert_eq!(sums, ["3", yuan], "{format}");
        }
    }
}

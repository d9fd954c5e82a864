//! One row, read by the names of its columns: text, money, numbers, dates, ids.
//!
//! A cell that says «nothing», such as `—` or `N/A`, is absent. An id that a spreadsheet has
//! spoilt is told of, and mended only where no digit is lost.

use super::readings::{
    Mended, mend, read_date, read_moment, read_money, shown, shown_name, split_time,
};
use super::{Mapping, Sheet};
use crate::exports::FORMULA_MARKS;
use kernel::{BusinessDate, Money, Timestamp, ZoneName};
use serde::{Deserialize, Serialize};

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
    /// What the cell held, cut to 80 characters; phone and identity numbers are masked.
    pub text: String,
    /// Whether a person should look at it: nothing is wrong with the row as such, but it cannot be
    /// told whom or what it means.
    pub needs_review: bool,
}

/// Reasons that a person should look at.
const FOR_REVIEW: [&str; 13] = [
    "cell.damaged",
    "phone.masked",
    "phone.on_several_rows",
    "card.on_several_rows",
    "external_id.on_several_rows",
    "gender.unclear_number",
    "member.closed",
    "member.unclear_state",
    "order.unclear_state",
    "order.voided",
    "member_no.on_several_rows",
    "membership.already_enrolled",
    "membership.identity_taken",
];

impl Reject {
    /// A row that is refused as a whole, for what its cells mean together.
    pub fn whole(line: u64, reason: &str) -> Reject {
        Reject::of(line, None, reason.to_owned(), String::new())
    }

    /// Whether a row that is refused for a reason is for a person to look at.
    pub fn is_for_review(reason: &str) -> bool {
        FOR_REVIEW.contains(&reason)
    }

    /// A reject as it is kept.
    pub fn of(line: u64, column: Option<String>, reason: String, text: String) -> Reject {
        let needs_review = Reject::is_for_review(&reason);
        Reject {
            line,
            column,
            reason,
            text,
            needs_review,
        }
    }
}

/// One row.
#[derive(Clone, Copy)]
pub struct Cells<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) row: usize,
}

/// Headings, in lower case, under which nothing is shown.
const HIDDEN: [&str; 6] = ["密码", "password", "地址", "address", "邮箱", "email"];

/// Words in headings that names of persons stand under, where no field says it.
const OF_PERSONS: [&str; 7] = ["姓名", "昵称", "客户", "买家", "联系人", "抬头", "收货人"];

/// What people and programs write into a cell that holds nothing.
const NOTHING: [&str; 11] = [
    "?", "？", "-", "—", "——", "/", "N/A", "n/a", "null", "NULL", "None",
];

impl<'a> Cells<'a> {
    /// Its line in the file.
    pub fn line(&self) -> u64 {
        self.sheet.grid.line(self.row)
    }

    /// Its place among the rows of data.
    pub fn place(&self) -> usize {
        self.row - self.sheet.first
    }

    /// The sheet that it is of.
    pub fn sheet(&self) -> &'a Sheet {
        self.sheet
    }

    /// A cell's text without blanks around it, or the mapping's own word for the column; `None`
    /// when it is empty or there is no such column.
    pub fn text(&self, name: &str) -> Option<&'a str> {
        let mapping: &'a Mapping = &self.sheet.mapping;
        let place = mapping.place_of(name);
        let text = place.map_or("", |place| self.sheet.grid.cell(self.row, place));
        if text.is_empty() || NOTHING.contains(&text) {
            return mapping.constants.get(name).map(String::as_str);
        }
        // What we wrote ourselves with a mark against formulas.
        let text = match text.strip_prefix('\'') {
            Some(rest) if rest.starts_with(FORMULA_MARKS) => rest.trim(),
            _ => text,
        };
        let meant = mapping.words.get(name).and_then(|words| words.get(text));
        let meant = meant.map_or(text, String::as_str);
        (!NOTHING.contains(&meant)).then_some(meant)
    }

    /// A cell that must not be empty.
    pub fn required(&self, name: &str) -> Result<&'a str, Reject> {
        self.text(name)
            .ok_or_else(|| self.reject(name, "cell.empty"))
    }

    /// A number that names something: as text, for zeros may lead it. `1.3800001234E+10` is
    /// mended, `1.38E+10` is refused, for its digits are lost.
    pub fn id(&self, name: &str) -> Result<Option<String>, Reject> {
        match self.text(name) {
            None => Ok(None),
            Some(text) => match mend(text) {
                Mended::Whole => Ok(Some(text.to_owned())),
                Mended::To(digits) => Ok(Some(digits)),
                Mended::Lost => Err(self.reject(name, "cell.damaged")),
            },
        }
    }

    /// A phone number as typed; one that shows stars is put up for review.
    pub fn phone(&self, name: &str) -> Result<Option<String>, Reject> {
        let phone = self.id(name)?;
        match &phone {
            Some(text) if text.contains(['*', '＊', '×']) => {
                Err(self.reject(name, "phone.masked"))
            }
            _ => Ok(phone),
        }
    }

    /// A sum of money such as `¥1,234.50`; more than two decimals are refused.
    pub fn money(&self, name: &str) -> Result<Option<Money>, Reject> {
        self.read(name, "cell.not_money", read_money)
    }

    /// A whole number; `12.00` is one.
    pub fn number(&self, name: &str) -> Result<Option<i64>, Reject> {
        self.read(name, "cell.not_a_number", |text| {
            let text = text.replace([',', '，', ' '], "");
            let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
            rest.bytes()
                .all(|c| c == b'0')
                .then(|| whole.parse().ok())?
        })
    }

    /// A date: `2026-11-25`, `2026/11/25`, `2026.11.25`, `20261125`, `2026年11月25日` or a
    /// spreadsheet's day number; a time behind it is passed over.
    pub fn date(&self, name: &str) -> Result<Option<BusinessDate>, Reject> {
        self.read(name, "cell.not_a_date", |text| {
            let (date, _) = split_time(text);
            read_date(date)
        })
    }

    /// A day that is written as Unix time, in seconds or milliseconds, of its midnight in a zone.
    pub fn unix_date(&self, name: &str, zone: &ZoneName) -> Result<Option<BusinessDate>, Reject> {
        /// The year 5138 in seconds, 1973 in milliseconds.
        const MILLIS_FROM: u64 = 100_000_000_000;
        self.read(name, "cell.not_a_date", |text| {
            let number: i64 = text.parse().ok()?;
            let millis = match number.unsigned_abs() < MILLIS_FROM {
                true => number * 1_000,
                false => number,
            };
            let is_near = millis.unsigned_abs() < MILLIS_FROM * 1_000;
            is_near.then(|| Timestamp(millis).date_in(zone))
        })
    }

    /// A moment: RFC 3339, or a date with or without a time in the given zone.
    pub fn moment(&self, name: &str, zone: &ZoneName) -> Result<Option<Timestamp>, Reject> {
        self.read(name, "cell.not_a_time", |text| {
            text.parse().ok().or_else(|| read_moment(text, zone))
        })
    }

    /// Yes or no.
    pub fn yes(&self, name: &str) -> Result<Option<bool>, Reject> {
        self.read(name, "cell.not_yes_or_no", |text| {
            match text.to_lowercase().as_str() {
                "是" | "1" | "true" | "yes" => Some(true),
                "否" | "0" | "false" | "no" => Some(false),
                _ => None,
            }
        })
    }

    /// Says what is wrong with a cell.
    pub fn reject(&self, name: &str, reason: &str) -> Reject {
        let text = self.text(name).unwrap_or_default();
        let text = match self.sheet.mapping.names_person(name) {
            true => shown_name(text),
            false => shown(name, text),
        };
        Reject::of(self.line(), Some(name.to_owned()), reason.to_owned(), text)
    }

    /// The first cells, for showing what is in the columns: names and numbers of persons are
    /// masked, and what stands under a password or an address is not shown.
    pub fn sample(&self, width: usize) -> Vec<String> {
        let Sheet { grid, mapping, .. } = self.sheet;
        let heading = self.sheet.first - 1;
        let cell = |column: usize| {
            let text = grid.cell(self.row, column);
            let heading = grid.cell(heading, column).to_lowercase();
            let says = |words: &[&str]| words.iter().any(|word| heading.contains(word));
            let field = mapping.columns.get(column).cloned().flatten();
            match field.as_deref() {
                None if says(&HIDDEN) => String::new(),
                None if says(&OF_PERSONS) => shown_name(text),
                Some(field) if mapping.names_person(field) => shown_name(text),
                field => shown(field.unwrap_or_default(), text),
            }
        };
        (0..width).map(cell).collect()
    }

    /// Whether all cells are those of another row.
    pub fn is_same(&self, other: &Cells<'_>) -> bool {
        let grid = &self.sheet.grid;
        grid.cells(self.row).eq(grid.cells(other.row))
    }

    /// The cells as one text, for telling this row from others.
    pub fn joined(&self) -> String {
        let cells: Vec<&str> = self.sheet.grid.cells(self.row).collect();
        cells.join("\u{1f}")
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

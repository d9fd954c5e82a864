//! 营业时间: when a store is open in a week, by the clock on its wall. What is not told is unknown
//! and stops no sale.

use kernel::{ColumnError, ColumnKind, FromColumn, Invalid, ToColumn, Value};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The most times in a week: four on each day.
pub(crate) const OPENINGS_MAX: usize = 28;

const DAY_MINUTES: i64 = 24 * 60;
const WEEK_MINUTES: i64 = 7 * DAY_MINUTES;

kernel::text_enum! {
    /// A day of the week.
    pub enum Weekday {
        /// 周一
        Monday = "monday",
        /// 周二
        Tuesday = "tuesday",
        /// 周三
        Wednesday = "wednesday",
        /// 周四
        Thursday = "thursday",
        /// 周五
        Friday = "friday",
        /// 周六
        Saturday = "saturday",
        /// 周日
        Sunday = "sunday",
    }
}

/// Minutes after midnight on the clock on the wall, 0 to 1439; `HH:MM` outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct WallTime(u16);

/// From when to when a store is open, once a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// On which day it opens.
    pub weekday: Weekday,
    /// When.
    pub opens: WallTime,
    /// When it closes again: on the next day unless that is later than it opens. The same time
    /// stands for a whole day and night.
    pub closes: WallTime,
}

/// All times of a week; empty where nobody has said.
#[doc(alias = "营业时间")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OpeningHours(pub Vec<Opening>);

impl OpeningHours {
    /// Puts the times in the order of the week, so that the same hours are the same value.
    pub(crate) fn sort(&mut self) {
        self.0.sort_by_key(|opening| opening.from());
    }
}

impl Opening {
    /// Minutes after the beginning of the week.
    fn from(self) -> i64 {
        let day = Weekday::ALL.iter().position(|day| *day == self.weekday);
        day.unwrap_or_default() as i64 * DAY_MINUTES + i64::from(self.opens.0)
    }

    fn until(self) -> i64 {
        let minutes = (i64::from(self.closes.0) - i64::from(self.opens.0)).rem_euclid(DAY_MINUTES);
        let is_whole_day = minutes == 0;
        self.from() + if is_whole_day { DAY_MINUTES } else { minutes }
    }
}

/// Notes too many times, and each that begins while another still lasts; the night from Sunday to
/// Monday is one as any other.
pub(crate) fn note_wrong(wrong: &mut Invalid, pointer: &str, hours: &OpeningHours) {
    if hours.0.len() > OPENINGS_MAX {
        wrong.add(pointer, "list.too_long", [("max", OPENINGS_MAX.into())]);
        return;
    }
    for (place, opening) in hours.0.iter().enumerate() {
        let lasts_into = |other: &Opening| {
            let since = (opening.from() - other.from()).rem_euclid(WEEK_MINUTES);
            since < other.until() - other.from()
        };
        let mut others = hours.0.iter().enumerate().filter(|(at, _)| *at != place);
        if others.any(|(_, other)| lasts_into(other)) {
            wrong.add(format!("{pointer}/{place}"), "hours.overlap", []);
        }
    }
}

impl std::fmt::Display for WallTime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl std::str::FromStr for WallTime {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |digits: &str| {
            let is_two_digits = digits.len() == 2 && digits.bytes().all(|c| c.is_ascii_digit());
            is_two_digits.then(|| digits.parse::<u16>().ok()).flatten()
        };
        let (hours, minutes) = text.split_once(':').unwrap_or_default();
        match (number(hours), number(minutes)) {
            (Some(hours @ 0..24), Some(minutes @ 0..60)) => Ok(WallTime(hours * 60 + minutes)),
            _ => Err(format!(
                "`{}` is not a time of day like 09:30",
                kernel::ids::clip(text)
            )),
        }
    }
}

impl Serialize for WallTime {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for WallTime {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

impl utoipa::PartialSchema for WallTime {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some("^([01][0-9]|2[0-3]):[0-5][0-9]$"))
            .examples(["09:30"])
            .into()
    }
}

impl utoipa::ToSchema for WallTime {}

impl ToColumn for OpeningHours {
    fn to_value(&self) -> Value {
        Value::Text(serde_json::to_string(self).expect("a list of words"))
    }
}

impl FromColumn for OpeningHours {
    const KIND: ColumnKind = ColumnKind::Text;
    const NULLABLE: bool = false;

    fn from_value(value: Value) -> Result<Self, ColumnError> {
        let text = String::from_value(value)?;
        serde_json::from_str(&text)
            .map_err(|_| ColumnError::new("opening hours", &Value::Text(text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `monday 09:30-22:00`, one a line.
    fn hours(lines: &str) -> OpeningHours {
        let read = |line: &str| {
            let (weekday, times) = line.split_once(' ').expect("a day and its times");
            let (opens, closes) = times.split_once('-').expect("from and until");
            Opening {
                weekday: weekday.parse().expect("a day"),
                opens: opens.parse().expect("a time"),
                closes: closes.parse().expect("a time"),
            }
        };
        OpeningHours(
            lines
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(read)
                .collect(),
        )
    }

    fn check(lines: &str, wanted: &[&str]) {
        let mut wrong = Invalid::new();
        note_wrong(&mut wrong, "/hours", &hours(lines));
        let found: Vec<&str> = wrong.0.iter().map(|field| field.pointer.as_str()).collect();
        assert_eq!(found, wanted, "{lines}");
    }

    #[test]
    fn a_store_may_close_over_lunch_and_open_into_the_night() {
        check("", &[]);
        check("monday 09:30-12:00\nmonday 13:00-22:00", &[]);
        check("friday 18:00-02:00\nsaturday 18:00-02:00", &[]);
        check("sunday 18:00-03:00\nmonday 03:00-12:00", &[]);
        check("monday 00:00-00:00\ntuesday 00:00-00:00", &[]);
    }

    #[test]
    fn no_time_begins_while_another_lasts() {
        check("monday 09:00-18:00\nmonday 17:59-22:00", &["/hours/1"]);
        check("monday 17:59-22:00\nmonday 09:00-18:00", &["/hours/0"]);
        check("friday 18:00-02:00\nsaturday 01:00-09:00", &["/hours/1"]);
        check("sunday 18:00-03:00\nmonday 02:59-12:00", &["/hours/1"]);
        check(
            "monday 09:00-18:00\nmonday 09:00-12:00",
            &["/hours/0", "/hours/1"],
        );
        let many = "monday 09:00-10:00\n".repeat(29);
        check(&many, &["/hours"]);
    }

    #[test]
    fn a_time_of_day_has_two_digits_on_either_side() {
        for good in ["00:00", "09:30", "23:59"] {
            let time: WallTime = good.parse().expect("a time");
            assert_eq!(time.to_string(), good);
        }
        for bad in [
            "", "24:00", "9:30", "09:60", "09:3", "+9:30", "0930", "09:30:00",
        ] {
            assert!(bad.parse::<WallTime>().is_err(), "{bad}");
        }
    }

    #[test]
    fn the_same_hours_are_the_same_value() {
        let mut one = hours("sunday 10:00-20:00\nmonday 13:00-22:00\nmonday 09:00-12:00");
        one.sort();
        let other = hours("monday 09:00-12:00\nmonday 13:00-22:00\nsunday 10:00-20:00");
        assert_eq!(one, other);
        assert_eq!(OpeningHours::from_value(other.to_value()), Ok(other));
    }
}

//! Time: UTC milliseconds everywhere, and a store's own business day.

use crate::{ColumnError, FromColumn, ToColumn, Value, column};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// A moment in UTC milliseconds; RFC 3339 outside.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The moment some milliseconds later.
    pub const fn plus_millis(self, millis: i64) -> Timestamp {
        Timestamp(self.0.saturating_add(millis))
    }

    /// The moment some days of 24 hours later.
    pub const fn plus_days(self, days: i64) -> Timestamp {
        self.plus_millis(days.saturating_mul(86_400_000))
    }

    /// RFC 3339 in UTC with milliseconds, such as `2026-11-25T08:00:00.000Z`.
    pub fn to_rfc3339(self) -> String {
        match jiff::Timestamp::from_millisecond(self.0) {
            Ok(moment) => format!("{moment:.3}"),
            // Outside the years -9999 to 9999 there is no calendar to write it in.
            Err(_) => format!("@{}", self.0),
        }
    }

    /// The calendar date in a zone.
    pub fn date_in(self, zone: &ZoneName) -> BusinessDate {
        BusinessDate(self.jiff().to_zoned(zone.zone()).date())
    }

    fn jiff(self) -> jiff::Timestamp {
        jiff::Timestamp::from_millisecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }
}

impl std::str::FromStr for Timestamp {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        text.parse::<jiff::Timestamp>()
            .map(|moment| Timestamp(moment.as_millisecond()))
            .map_err(|_| {
                format!(
                    "`{}` is not a time like 2026-11-25T08:00:00Z",
                    crate::ids::clip(text)
                )
            })
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

impl ToColumn for Timestamp {
    fn to_value(&self) -> Value {
        Value::Int(self.0)
    }
}

impl FromColumn for Timestamp {
    const KIND: column::Kind = column::Kind::Int;
    const NULLABLE: bool = false;
    fn from_value(value: Value) -> Result<Self, ColumnError> {
        i64::from_value(value).map(Timestamp)
    }
}

/// A store's business day, `YYYY-MM-DD` outside and in its column.
#[doc(alias = "营业日")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BusinessDate(pub Date);

impl BusinessDate {
    /// The day some days later (earlier when negative).
    pub fn plus_days(self, days: i64) -> BusinessDate {
        let span = jiff::Span::new().try_days(days).unwrap_or_default();
        BusinessDate(self.0.saturating_add(span))
    }

    /// The moment when the day begins in a zone, `cutoff` after midnight.
    pub fn starts_at(self, zone: &ZoneName, cutoff: Cutoff) -> Timestamp {
        let midnight = self
            .0
            .to_zoned(zone.zone())
            .map(|z| z.timestamp().as_millisecond());
        Timestamp(midnight.unwrap_or_default() + i64::from(cutoff.0) * 60_000)
    }

    /// 1 for Monday to 7 for Sunday.
    pub fn weekday(self) -> i64 {
        i64::from(self.0.weekday().to_monday_one_offset())
    }

    /// Whole days from `earlier` to this day.
    pub fn days_since(self, earlier: BusinessDate) -> i64 {
        i64::from((self.0 - earlier.0).get_days())
    }
}

impl std::fmt::Display for BusinessDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let day = self.0;
        write!(f, "{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
    }
}

impl std::str::FromStr for BusinessDate {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{}` is not a date like 2026-11-25", crate::ids::clip(text));
        read_date(text).ok_or_else(wrong)
    }
}

/// Read by hand: one form is allowed, and the calendar's own reader, which knows them all, would be
/// a quarter of what a till loads to price offline.
fn read_date(text: &str) -> Option<BusinessDate> {
    let (year, month, day) = (text.get(..4)?, text.get(5..7)?, text.get(8..)?);
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    // Signs and other dashes are read above, but never written.
    let date = BusinessDate(date.ok()?);
    (date.to_string() == text).then_some(date)
}

impl Serialize for BusinessDate {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for BusinessDate {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

impl ToColumn for BusinessDate {
    fn to_value(&self) -> Value {
        Value::Text(self.to_string())
    }
}

impl FromColumn for BusinessDate {
    const KIND: column::Kind = column::Kind::Text;
    const NULLABLE: bool = false;
    fn from_value(value: Value) -> Result<Self, ColumnError> {
        let text = String::from_value(value)?;
        text.parse()
            .map_err(|_| ColumnError::new("a date", &Value::Text(text)))
    }
}

/// Minutes after midnight at which a store's next business day begins: 0 to 719.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cutoff(pub u16);

impl Cutoff {
    /// The latest cut-off: one minute before noon.
    pub const LATEST: Cutoff = Cutoff(719);
}

impl ToColumn for Cutoff {
    fn to_value(&self) -> Value {
        self.0.to_value()
    }
}

impl FromColumn for Cutoff {
    const KIND: column::Kind = column::Kind::Int;
    const NULLABLE: bool = false;
    fn from_value(value: Value) -> Result<Self, ColumnError> {
        u16::from_value(value).map(Cutoff)
    }
}

/// An IANA time zone such as `Asia/Shanghai`; only names that exist can be made.
#[derive(Clone, PartialEq, Eq)]
pub struct ZoneName(jiff::tz::TimeZone);

impl ZoneName {
    /// The name, such as `Asia/Shanghai`.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The business day that a moment falls on in this zone.
    pub fn business_date(&self, now: Timestamp, cutoff: Cutoff) -> BusinessDate {
        // The clock on the wall is what the cut-off is about, so it is moved back as wall time.
        let wall = now.jiff().to_zoned(self.zone()).datetime();
        let span = jiff::Span::new().minutes(i64::from(cutoff.0));
        BusinessDate(wall.saturating_sub(span).date())
    }

    /// Reads a wall-clock time such as `2017-01-01 11:53:26` in this zone.
    pub fn read_wall_clock(&self, text: &str) -> Option<Timestamp> {
        let wall: jiff::civil::DateTime = text.trim().replacen(' ', "T", 1).parse().ok()?;
        let zoned = wall.to_zoned(self.zone()).ok()?;
        Some(Timestamp(zoned.timestamp().as_millisecond()))
    }

    /// The same wall-clock time some days later: 19:30 stays 19:30, whatever summer time does.
    pub fn plus_wall_days(&self, at: Timestamp, days: i64) -> Timestamp {
        let span = jiff::Span::new().try_days(days).unwrap_or_default();
        let wall = at
            .jiff()
            .to_zoned(self.zone())
            .datetime()
            .saturating_add(span);
        let moved = wall
            .to_zoned(self.zone())
            .map(|zoned| zoned.timestamp().as_millisecond());
        moved.map_or(at, Timestamp)
    }

    /// The hour that the clock on the wall shows, 0 to 23.
    pub fn hour(&self, at: Timestamp) -> i64 {
        i64::from(at.jiff().to_zoned(self.zone()).hour())
    }

    /// Minutes since midnight on the clock on the wall: 0 to 1 439.
    pub fn minute_of_day(&self, at: Timestamp) -> u16 {
        let wall = at.jiff().to_zoned(self.zone());
        // Hours and minutes of a clock are not negative.
        wall.hour() as u16 * 60 + wall.minute() as u16
    }

    /// What the clock on the wall shows, such as `2026-11-25T19:30:00`.
    pub fn wall_clock(&self, at: Timestamp) -> String {
        at.jiff().to_zoned(self.zone()).datetime().to_string()
    }

    fn zone(&self) -> jiff::tz::TimeZone {
        self.0.clone()
    }
}

impl std::fmt::Debug for ZoneName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl std::str::FromStr for ZoneName {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        jiff::tz::TimeZone::get(text).map(ZoneName).map_err(|_| {
            format!(
                "`{}` is not a zone like Asia/Shanghai",
                crate::ids::clip(text)
            )
        })
    }
}

impl Serialize for ZoneName {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for ZoneName {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

impl ToColumn for ZoneName {
    fn to_value(&self) -> Value {
        Value::Text(self.name().to_owned())
    }
}

impl FromColumn for ZoneName {
    const KIND: column::Kind = column::Kind::Text;
    const NULLABLE: bool = false;
    fn from_value(value: Value) -> Result<Self, ColumnError> {
        let text = String::from_value(value)?;
        text.parse()
            .map_err(|_| ColumnError::new("a time zone", &Value::Text(text)))
    }
}

macro_rules! string_schema {
    ($name:ident, $format:expr, $example:literal) => {
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .format($format)
                    .examples([$example])
                    .into()
            }
        }
        impl utoipa::ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                std::borrow::Cow::Borrowed(stringify!($name))
            }
        }
    };
}
use utoipa::openapi::{KnownFormat, SchemaFormat};
string_schema!(
    Timestamp,
    Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)),
    "2026-11-25T08:00:00Z"
);
string_schema!(
    BusinessDate,
    Some(SchemaFormat::KnownFormat(KnownFormat::Date)),
    "2026-11-25"
);
string_schema!(ZoneName, None, "Asia/Shanghai");

impl utoipa::PartialSchema for Cutoff {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::Integer)
            .minimum(Some(0))
            .maximum(Some(719))
            .into()
    }
}

impl utoipa::ToSchema for Cutoff {
    fn name() -> std::borrow::Cow<'static, str> {
        std::borrow::Cow::Borrowed("Cutoff")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_night_shop_closes_its_day_after_midnight() {
        let shanghai: ZoneName = "Asia/Shanghai".parse().expect("known zone");
        let at = |text: &str| text.parse::<Timestamp>().expect("a time");
        let day = |text: &str| text.parse::<BusinessDate>().expect("a date");
        let four = Cutoff(240);
        // 03:59 in Shanghai still belongs to the evening before.
        assert_eq!(
            shanghai.business_date(at("2026-11-24T19:59:00Z"), four),
            day("2026-11-24")
        );
        assert_eq!(
            shanghai.business_date(at("2026-11-24T20:00:00Z"), four),
            day("2026-11-25")
        );
        assert_eq!(
            day("2026-11-25").starts_at(&shanghai, four),
            at("2026-11-24T20:00:00Z")
        );
    }

    #[test]
    fn summer_time_does_not_lose_a_day() {
        let york: ZoneName = "America/New_York".parse().expect("known zone");
        // Clocks went back at 06:00 UTC on 2017-11-05.
        let day = |text: &str| {
            york.business_date(text.parse().expect("a time"), Cutoff(0))
                .to_string()
        };
        assert_eq!(day("2017-11-05T03:59:59Z"), "2017-11-04");
        assert_eq!(day("2017-11-05T04:00:00Z"), "2017-11-05");
        assert_eq!(day("2017-11-06T04:59:59Z"), "2017-11-05");
    }

    #[test]
    fn unknown_zones_and_dates_are_refused() {
        assert!("Mars/Olympus".parse::<ZoneName>().is_err());
        let wrong = "2026-02-30 2026-2-3 2026/02/03 +026-02-03 20260203T0 2026-02-０ -1--1-1";
        for text in wrong.split(' ') {
            assert!(text.parse::<BusinessDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn dates_are_written_and_read_as_the_calendar_does() {
        for days in (0..3_652_000).step_by(97) {
            let date = BusinessDate(Date::constant(0, 1, 1)).plus_days(days);
            assert_eq!(date.to_string(), date.0.to_string());
            assert_eq!(date.to_string().parse(), Ok(date));
        }
    }
}

//! How texts of cells are read: money, dates in all their forms, numbers that a spreadsheet has
//! spoilt, and how numbers of persons are masked.

use kernel::{BusinessDate, Money, Timestamp, ZoneName};

/// What became of a number that names something.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Mended {
    /// It was never spoilt.
    Whole,
    /// All its digits stand before the exponent.
    To(String),
    /// Digits are lost.
    Lost,
}

/// Looks for what a spreadsheet does to long numbers: `1.3E+10`, or `13800001234.0`.
pub(super) fn mend(text: &str) -> Mended {
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|c| c.is_ascii_digit());
    if let Some(whole) = text.strip_suffix(".0").filter(|whole| all_digits(whole)) {
        return Mended::To(whole.to_owned());
    }
    let Some((number, exponent)) = text.split_once(['E', 'e']) else {
        return Mended::Whole;
    };
    let (whole, rest) = number.split_once('.').unwrap_or((number, ""));
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    // A card number may hold an E: only what is wholly a number in this form was spoilt.
    let is_form = whole.len() == 1 && all_digits(whole) && all_digits(exponent);
    if !is_form || !(rest.is_empty() || all_digits(rest)) {
        return Mended::Whole;
    }
    match exponent.parse::<usize>() {
        // Fifteen digits are what a spreadsheet keeps; a number with more has lost some.
        Ok(places) if places == rest.len() && places < 15 => Mended::To(format!("{whole}{rest}")),
        _ => Mended::Lost,
    }
}

pub(super) fn read_money(text: &str) -> Option<Money> {
    let text = text.replace(['，', ' ', '\u{a0}'], "");
    let text = text.strip_suffix('元').unwrap_or(&text);
    text.replace('￥', "¥").parse().ok()
}

pub(super) fn split_time(text: &str) -> (&str, &str) {
    match text.split_once([' ', 'T']) {
        Some((date, time)) => (date, time.trim()),
        None => (text, ""),
    }
}

pub(super) fn read_moment(text: &str, zone: &ZoneName) -> Option<Timestamp> {
    let (date, time) = split_time(text);
    if let (Some((days, part)), "") = (date.split_once('.'), time)
        && days.len() == 5
        && let Some(date) = read_day_number(days)
    {
        return zone.read_wall_clock(&format!("{date} {}", part_of_day(part)?));
    }
    let time = match time.matches(':').count() {
        0 if time.is_empty() => "00:00:00".to_owned(),
        1 => format!("{time}:00"),
        _ => time.to_owned(),
    };
    let time = if time.find(':') == Some(1) {
        format!("0{time}")
    } else {
        time
    };
    zone.read_wall_clock(&format!("{} {time}", read_date(date)?))
}

pub(super) fn read_date(text: &str) -> Option<BusinessDate> {
    let is_number = text.bytes().all(|c| c.is_ascii_digit());
    if is_number && text.len() == 8 {
        return format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..])
            .parse()
            .ok();
    }
    if is_number && text.len() == 5 {
        return read_day_number(text);
    }
    let text = text.strip_suffix('日').unwrap_or(text);
    let parts: Vec<&str> = text.split(['-', '/', '.', '年', '月']).collect();
    let [year, month, day] = parts.as_slice() else {
        return None;
    };
    // `90-5-1` may be of this century or of the last: only a year in full is one.
    if year.len() != 4 {
        return None;
    }
    format!("{year}-{month:0>2}-{day:0>2}").parse().ok()
}

/// A spreadsheet's number of a day: 1 is the first of January 1900, and the 29th of February 1900,
/// which never was, is counted. Only days of five digits (1927 to 2173) are taken: a smaller
/// number in a column of dates is a mistake.
fn read_day_number(text: &str) -> Option<BusinessDate> {
    const DAY_MILLIS: i64 = 86_400_000;
    /// The first of January 1970.
    const EPOCH: i64 = 25_569;
    let day: i64 = text.parse().ok()?;
    let utc: ZoneName = "UTC".parse().ok()?;
    (day >= 10_000).then(|| Timestamp((day - EPOCH) * DAY_MILLIS).date_in(&utc))
}

/// The decimals of a day as a time, to the second.
fn part_of_day(decimals: &str) -> Option<String> {
    let digits: String = decimals
        .chars()
        .chain("000000000".chars())
        .take(9)
        .collect();
    let billionths: i64 = digits.parse().ok()?;
    let seconds = ((billionths * 86_400 + 500_000_000) / 1_000_000_000).min(86_399);
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
    Some(format!("{hours:02}:{minutes:02}:{:02}", seconds % 60))
}

/// Columns whose numbers name things, not persons.
const OF_THINGS: [&str; 5] = ["sku_code", "barcode", "order_no", "code", "goods_code"];

/// A list of rejects may be downloaded and mailed, so numbers of persons in it are masked, whatever
/// column they stand in: people write phone numbers everywhere.
pub(super) fn shown(name: &str, text: &str) -> String {
    let text: String = text.chars().take(80).collect();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if OF_THINGS.contains(&name) || digits < 7 || is_time(&text) {
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

/// What is written like a day, with or without a time of it, names nobody. A run of digits alone
/// might.
fn is_time(text: &str) -> bool {
    let (date, time) = split_time(text);
    let is_date = !date.bytes().all(|c| c.is_ascii_digit()) && read_date(date).is_some();
    is_date && time.bytes().all(|c| c.is_ascii_digit() || c == b':')
}

/// A person's name as it is shown: its first letter. A number beside it is masked.
pub(super) fn shown_name(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(_)) => format!("{first}*"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_every_form() {
        for text in [
            "2026-01-05",
            "2026/1/5",
            "2026.1.5",
            "20260105",
            "2026年1月5日",
            "46027",
        ] {
            let read = read_date(text).map(|date| date.to_string());
            assert_eq!(read.as_deref(), Some("2026-01-05"), "{text}");
        }
        for text in [
            "2026-13-01",
            "05-01-2026",
            "90-5-1",
            "026-01-05",
            "1/2/26",
            "x",
            "",
            "366",
            "1/2",
            "99999999",
        ] {
            assert_eq!(read_date(text), None, "{text}");
        }
    }

    #[test]
    fn moments_are_read_in_the_zone_of_the_brand() {
        let zone: ZoneName = "Asia/Shanghai".parse().expect("a zone");
        for (text, wanted) in [
            ("2026-01-05 12:30:01", "2026-01-05T04:30:01.000Z"),
            ("2026/1/5 9:30", "2026-01-05T01:30:00.000Z"),
            ("2026-01-05", "2026-01-04T16:00:00.000Z"),
            ("46027.5208449074", "2026-01-05T04:30:01.000Z"),
        ] {
            let read = read_moment(text, &zone).map(|moment| moment.to_string());
            assert_eq!(read.as_deref(), Some(wanted), "{text}");
        }
        assert_eq!(read_moment("2026-01-05 25:00", &zone), None);
    }

    #[test]
    fn spoilt_numbers_are_mended_only_where_no_digit_is_lost() {
        let to = |digits: &str| Mended::To(digits.to_owned());
        for (text, wanted) in [
            ("13800001234", Mended::Whole),
            ("00801", Mended::Whole),
            ("VIP-E10", Mended::Whole),
            ("80E5", Mended::Whole),
            ("1.3800001234E+10", to("13800001234")),
            ("13800001234.0", to("13800001234")),
            ("1.3E+10", Mended::Lost),
            ("6.22202123456789E18", Mended::Lost),
        ] {
            assert_eq!(mend(text), wanted, "{text}");
        }
    }

    #[test]
    fn money_is_read_with_its_decoration() {
        for (text, wanted) in [
            ("¥1,234.50", Some(123_450)),
            ("￥30.00", Some(3_000)),
            ("12元", Some(1_200)),
            ("1，100", Some(110_000)),
            ("1.005", None),
            ("abc", None),
        ] {
            assert_eq!(read_money(text), wanted.map(Money), "{text}");
        }
    }

    #[test]
    fn numbers_of_persons_are_masked() {
        assert_eq!(shown("phone", "1380000123x"), "138****123x");
        assert_eq!(shown("balance", "13800001234"), "138****1234");
        assert_eq!(shown("barcode", "6901234567892"), "6901234567892");
        assert_eq!(shown("joined_at", "2190-01-01 10:00"), "2190-01-01 10:00");
        assert_eq!(shown_name("张三丰"), "张*");
        assert_eq!(shown_name("张"), "张");
        assert_eq!(shown("phone", "139000"), "139000");
    }
}

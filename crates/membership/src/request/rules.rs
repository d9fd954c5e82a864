//! By when a request must be answered, and what may be said in it. Pure.

use kernel::{BusinessDate, Invalid};

/// A request is answered within so many working days (网络数据安全管理条例; GB/T 35273-2020, 8.7).
pub const ANSWER_WORKING_DAYS: u32 = 15;
/// The longest wish or answer, in characters.
const WORDS_MAX: usize = 500;

/// The last day for the answer to a request of a day: Mondays to Fridays are counted from the day
/// after. Public holidays are not taken off, so that the day is never later than the law's.
pub fn due_on(received: BusinessDate) -> BusinessDate {
    let mut day = received;
    let mut left = ANSWER_WORKING_DAYS;
    while left > 0 {
        day = day.plus_days(1);
        // 1 is Monday, 6 and 7 are the weekend.
        if day.0.weekday().to_monday_one_offset() <= 5 {
            left -= 1;
        }
    }
    day
}

/// Notes words that are empty, too long or hold a control character.
pub fn check_words(wrong: &mut Invalid, pointer: &str, words: Option<&str>) {
    if let Some(words) = words {
        wrong.text(pointer, words, WORDS_MAX);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifteen_working_days_are_three_weeks() {
        let cases = [
            ("2026-11-25", "2026-12-16"), // a Wednesday
            ("2026-11-27", "2026-12-18"), // a Friday
            ("2026-11-28", "2026-12-18"), // a Saturday
            ("2026-11-29", "2026-12-18"), // a Sunday
        ];
        for (received, due) in cases {
            let received = received.parse().expect("a date");
            assert_eq!(due_on(received).to_string(), due);
        }
    }
}

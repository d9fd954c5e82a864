//! What people call an order, and the way back from it.

use crate::days::Days;
use kernel::{BusinessDate, OrderId, ids};
use platform::db::first_id_at;

/// So many bits of an id stand in a number; they come again after three days.
const BITS: u32 = 50;
/// The letters that stand for them, of the thirteen of an id.
const LETTERS: usize = 10;

/// What people call an order: its store, its day, and letters that no other order of that store
/// and day has. The letters are the end of the id, which comes again after three days only.
pub(crate) fn order_no(store_code: &str, date: BusinessDate, id: OrderId) -> String {
    let letters = ids::encode(id.0 & ((1 << BITS) - 1)).to_uppercase();
    number(store_code, date, &letters[13 - LETTERS..])
}

/// The same for a past sale, whose day says nothing about when its id was made.
pub(crate) fn recorded_no(store_code: &str, date: BusinessDate, id: OrderId) -> String {
    number(store_code, date, &ids::encode(id.0).to_uppercase())
}

/// Eight letters drawn at random, which nobody guesses: whoever knows them has the receipt.
pub(crate) fn receipt_code() -> String {
    ids::encode((rand::random::<u64>() >> 1) as i64)[5..].to_uppercase()
}

fn number(store_code: &str, date: BusinessDate, letters: &str) -> String {
    let day = date.to_string().replace('-', "");
    format!("{store_code}-{}-{letters}", &day[2..])
}

/// The ids that an order of this number may have: the letters say the lower bits, the day the
/// upper ones. Nobody keeps an index of numbers, which would cost each sale a page.
pub(super) fn ids_of(called: &str) -> Vec<OrderId> {
    ids_if_well_formed(called).unwrap_or_default()
}

fn ids_if_well_formed(called: &str) -> Option<Vec<OrderId>> {
    let called = called.to_lowercase();
    let (rest, letters) = called.rsplit_once('-')?;
    if letters.len() == 13 {
        return Some(vec![OrderId(ids::decode(letters)?)]);
    }
    if letters.len() != LETTERS {
        return None;
    }
    let lower = ids::decode(&format!("000{letters}"))?;
    let (_, day) = rest.rsplit_once('-')?;
    let part = |place: std::ops::Range<usize>| day.get(place);
    let date = format!("20{}-{}-{}", part(0..2)?, part(2..4)?, day.get(4..)?);
    let date: BusinessDate = date.parse().ok()?;
    let (earliest, latest) = Days {
        from: Some(date),
        to: Some(date),
    }
    .moments();
    let upper = |moment: i64| first_id_at(kernel::Timestamp(moment)) >> BITS;
    let uppers = upper(earliest)..=upper(latest);
    Some(
        uppers
            .map(|upper| OrderId((upper << BITS) | lower))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use platform::clock::Clock;
    use platform::db::IdMaker;

    #[test]
    fn a_receipt_has_eight_letters_that_no_other_has() {
        let (one, other) = (receipt_code(), receipt_code());
        assert_eq!((one.len(), one == other), (8, false));
    }

    #[test]
    fn an_order_number_names_store_and_day() {
        let date = "2026-11-25".parse().expect("a date");
        let id = OrderId(0x0123_4567_89ab_cdef);
        assert_eq!(order_no("XH01", date, id), "XH01-261125-T5CY4TQKFF");
        assert_eq!(
            recorded_no("XH01", date, id).len(),
            "XH01-261125-".len() + 13
        );
    }

    #[test]
    fn a_number_leads_back_to_its_order() {
        let clock = Clock::fixed("2026-11-25T15:59:59Z".parse().expect("a moment"));
        let id = OrderId(IdMaker::new(clock, 7).next());
        // The business day of a store in the east begins earlier, that of a night bar later.
        for day in ["2026-11-24", "2026-11-25", "2026-11-26"] {
            let called = order_no("XH-01", day.parse().expect("a date"), id);
            assert!(ids_of(&called).contains(&id), "{called}");
            assert!(ids_of(&called.to_lowercase()).contains(&id), "{called}");
        }
        let recorded = recorded_no("XH01", "2017-03-01".parse().expect("a date"), id);
        assert_eq!(ids_of(&recorded), [id]);
        for called in [
            "",
            "XH01",
            "XH01-261199-T5CY4TQKFF",
            "一-261125-T5CY4TQKFF",
            "XH01-261125-T",
        ] {
            assert!(ids_of(called).len() < 4, "{called}");
        }
        assert_eq!(ids_of("XH01-991399-T5CY4TQKFF"), []);
    }
}

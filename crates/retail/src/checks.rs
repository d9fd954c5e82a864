//! What a code, a name, a barcode and a pair of prices may look like, wherever they come in.

use kernel::{Invalid, Money};

/// The highest price of one unit: 100 000 000 yuan, in 分.
pub(crate) const PRICE_MAX: Money = Money(10_000_000_000);
/// The longest code, in characters.
pub(crate) const CODE_MAX: usize = 40;
/// The longest name, in characters.
pub(crate) const NAME_MAX: usize = 120;
/// The longest address, in characters.
pub(crate) const ADDRESS_MAX: usize = 200;
/// The longest reason, in characters.
pub(crate) const REASON_MAX: usize = 200;
/// The most barcodes of one SKU.
pub(crate) const BARCODES_MAX: usize = 20;

/// Notes a code that is not 1 to 40 visible ASCII characters: it is typed, scanned and put in
/// file names.
pub(crate) fn code(wrong: &mut Invalid, pointer: &str, text: &str) {
    visible(wrong, pointer, text, 1, CODE_MAX, "A-1024");
}

/// Notes a barcode that is not 4 to 40 visible ASCII characters.
pub(crate) fn barcode(wrong: &mut Invalid, pointer: &str, text: &str) {
    visible(wrong, pointer, text, 4, CODE_MAX, "6901234567892");
}

/// Notes too many barcodes, malformed ones and ones given twice.
pub(crate) fn barcodes(wrong: &mut Invalid, pointer: &str, list: &[String]) {
    if list.len() > BARCODES_MAX {
        wrong.add(pointer, "list.too_long", [("max", BARCODES_MAX.into())]);
        return;
    }
    for (place, text) in list.iter().enumerate() {
        let pointer = format!("{pointer}/{place}");
        if list[..place].contains(text) {
            wrong.add(pointer, "value.duplicate", []);
        } else {
            barcode(wrong, &pointer, text);
        }
    }
}

/// Notes a telephone number that has other characters than digits, `+`, `-`, space, brackets.
pub(crate) fn phone(wrong: &mut Invalid, pointer: &str, text: &str) {
    let is_dialled = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')');
    if text.len() < 3 || text.len() > 32 || !text.chars().all(is_dialled) {
        wrong.add(
            pointer,
            "value.wrong_format",
            [("example", "021-5555 0100".into())],
        );
    }
}

/// Notes a text that may be empty but not long, nor hold control characters.
pub(crate) fn optional_text(wrong: &mut Invalid, pointer: &str, text: &str, max: usize) {
    if !text.is_empty() {
        wrong.text(pointer, text, max);
    }
}

/// Notes a text of a query that is too long or holds a control character.
pub(crate) fn note_query(wrong: &mut Invalid, pointer: &str, text: &str, max: usize) {
    if !text.trim().is_empty() {
        wrong.text(pointer, text, max);
    }
}

/// Notes a cost price out of range. It may be above the list price: things are sold off.
pub(crate) fn cost(wrong: &mut Invalid, at: &str, cost: Option<Money>) {
    if let Some(cost) = cost {
        wrong.range(&format!("{at}/cost_price"), cost.0, 0, PRICE_MAX.0);
    }
}

/// Notes prices out of range, and a member price above the list price: a member never pays more
/// than a passer-by. `at` is the pointer of the object that holds both.
pub(crate) fn prices(wrong: &mut Invalid, at: &str, list: Money, member: Option<Money>) {
    wrong.range(&format!("{at}/list_price"), list.0, 0, PRICE_MAX.0);
    if let Some(member) = member {
        wrong.range(
            &format!("{at}/member_price"),
            member.0,
            0,
            PRICE_MAX.0.min(list.0.max(0)),
        );
    }
}

fn visible(wrong: &mut Invalid, pointer: &str, text: &str, min: usize, max: usize, like: &str) {
    if text.is_empty() {
        wrong.add(pointer, "text.empty", []);
    } else if text.chars().count() > max {
        wrong.add(pointer, "text.too_long", [("max", max.into())]);
    } else if text.len() < min || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        wrong.add(pointer, "value.wrong_format", [("example", like.into())]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(what: impl FnOnce(&mut Invalid), wanted: &[(&str, &str)]) {
        let mut wrong = Invalid::new();
        what(&mut wrong);
        let found: Vec<(&str, &str)> = wrong
            .0
            .iter()
            .map(|field| (field.pointer.as_str(), field.code))
            .collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn codes_are_short_and_visible() {
        check(|wrong| code(wrong, "/code", "A-1024"), &[]);
        check(|wrong| code(wrong, "/code", ""), &[("/code", "text.empty")]);
        check(
            |wrong| code(wrong, "/code", "a b"),
            &[("/code", "value.wrong_format")],
        );
        check(
            |wrong| code(wrong, "/code", "拿铁"),
            &[("/code", "value.wrong_format")],
        );
        check(
            |wrong| code(wrong, "/code", &"x".repeat(41)),
            &[("/code", "text.too_long")],
        );
        check(
            |wrong| barcode(wrong, "/b", "690"),
            &[("/b", "value.wrong_format")],
        );
    }

    #[test]
    fn a_barcode_given_twice_is_named() {
        let list = [
            "69012345".to_owned(),
            "69012345".to_owned(),
            "一".to_owned(),
        ];
        check(
            |wrong| barcodes(wrong, "/barcodes", &list),
            &[
                ("/barcodes/1", "value.duplicate"),
                ("/barcodes/2", "value.wrong_format"),
            ],
        );
    }

    #[test]
    fn a_member_never_pays_more_than_a_passer_by() {
        let prices_are = |list, member, wanted: &[(&str, &str)]| {
            check(
                |wrong| prices(wrong, "", Money(list), Option::map(member, Money)),
                wanted,
            );
        };
        prices_are(1800, Some(1800), &[]);
        prices_are(0, None, &[]);
        prices_are(1800, Some(1801), &[("/member_price", "number.too_large")]);
        prices_are(-1, None, &[("/list_price", "number.too_small")]);
        prices_are(10_000_000_001, None, &[("/list_price", "number.too_large")]);
    }

    #[test]
    fn telephone_numbers_are_dialled() {
        check(|wrong| phone(wrong, "/phone", "+86 (21) 5555-0100"), &[]);
        check(
            |wrong| phone(wrong, "/phone", "call me"),
            &[("/phone", "value.wrong_format")],
        );
    }
}

//! How shopkeepers write ladders: `30:5` is 满30减5, `100:10,200:30` a ladder of two steps. Amounts
//! are in 元, with up to two decimals. From old systems lists of these are brought along.

use kernel::{Invalid, Money};
use pricing::{Effect, Measure, Step, StepGives};

/// The most steps of one ladder.
const STEPS_MAX: usize = 20;

/// Reads a notation; the pointer says where it stood.
pub(crate) fn read_notation(text: &str, pointer: &str) -> Result<Effect, Invalid> {
    let wrong = || {
        let example = [("example", "100:10,200:30".into())];
        Invalid::one(pointer, "value.wrong_format", example)
    };
    let mut steps = Vec::new();
    for part in text.split([',', '，', ';', '；', '/']) {
        let part = part.trim();
        let part = part.strip_prefix('满').unwrap_or(part);
        let (from, off) = part.split_once([':', '：', '减', '-']).ok_or_else(wrong)?;
        let (from, off) = (yuan(from), yuan(off));
        let (Some(from), Some(off)) = (from, off) else {
            return Err(wrong());
        };
        if off == 0 || off > from {
            return Err(wrong());
        }
        steps.push(Step {
            from,
            gives: StepGives::Amount(Money(off)),
        });
    }
    steps.sort_by_key(|step| step.from);
    let is_double = steps.windows(2).any(|pair| pair[0].from == pair[1].from);
    if is_double || steps.len() > STEPS_MAX {
        return Err(wrong());
    }
    Ok(Effect::Ladder {
        by: Measure::Amount,
        steps,
    })
}

/// 分 of an amount in 元.
fn yuan(text: &str) -> Option<i64> {
    let text = text.trim().trim_end_matches('元').trim();
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let is_number = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_digit());
    if whole.is_empty() || whole.len() > 9 || part.len() > 2 || !is_number(whole) {
        return None;
    }
    if !is_number(part) {
        return None;
    }
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    Some(whole.parse::<i64>().ok()? * 100 + part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ladders_are_read_as_shopkeepers_write_them() {
        let table: [(&str, &[(i64, i64)]); 7] = [
            ("30:5", &[(3_000, 500)]),
            ("满30减5", &[(3_000, 500)]),
            ("30：5", &[(3_000, 500)]),
            ("200:30, 100:10", &[(10_000, 1_000), (20_000, 3_000)]),
            ("99.9-9.99", &[(9_990, 999)]),
            (
                "满100元减10元/满200元减30元",
                &[(10_000, 1_000), (20_000, 3_000)],
            ),
            ("5:5", &[(500, 500)]),
        ];
        for (text, wanted) in table {
            let Ok(Effect::Ladder { steps, .. }) = read_notation(text, "/x") else {
                panic!("{text} is not read");
            };
            let read: Vec<(i64, i64)> = steps
                .iter()
                .map(|step| match step.gives {
                    StepGives::Amount(off) => (step.from, off.0),
                    StepGives::Percent(_) => (step.from, -1),
                })
                .collect();
            assert_eq!(read, wanted, "{text}");
        }
        let bad = [
            "",
            "30",
            "5:30",
            "30:0",
            "a:b",
            "30:5,30:6",
            "1.234:1",
            "30:-5",
            "9999999999:1",
        ];
        for text in bad {
            assert!(read_notation(text, "/x").is_err(), "{text}");
        }
    }
}

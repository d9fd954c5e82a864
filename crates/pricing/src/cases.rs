//! Oracles: cases worked out by hand, in `cases/*.txt`, that a shopkeeper can read and check with a
//! pocket calculator. How they are written stands in `cases/写法.md`.
//!
//! What comes out is written in the same words as what is expected, and every line must be there:
//! a case cannot leave out a sum, an offer, points or a gift. A word that nobody knows fails with
//! its file and line.

mod answer;
mod condition;
mod offer;
mod reader;
mod setting;
mod table;
mod words;

use crate::generate::every_word;
use crate::{Offer, WhyNot, quote};
use reader::{Case, Line, Wrong};
use std::fmt::Write as _;

/// Fewer would mean that a file was lost.
const CASES_MIN: usize = 75;

#[test]
fn every_case_comes_out_as_worked_out_by_hand() {
    let (mut count, mut failed, mut report) = (0, 0, String::new());
    for file in files() {
        for case in reader::cases(&file.text) {
            count += 1;
            let differences = match case {
                Err(wrong) => not_read(wrong),
                Ok(case) => run(&case),
            };
            if !differences.is_empty() {
                failed += 1;
                report += &table_of(&file.name, &differences);
            }
        }
    }
    assert!(
        failed == 0,
        "{failed} cases differ, {count} are known\n{report}"
    );
    assert!(count >= CASES_MIN, "only {count} cases were found");
}

/// A word in the way of pricing that no case uses is a rule that nobody has worked out by hand.
#[test]
fn the_cases_use_every_word_that_pricing_knows() {
    let mut said = String::new();
    for file in files().iter() {
        for case in reader::cases(&file.text).into_iter().flatten() {
            let found = quote(&case.basket, &case.offers, &case.standing, &case.context);
            said += &serde_json::to_string(&(&case.offers, &case.context, found.ok()))
                .expect("plain data is written");
        }
    }
    let missing: Vec<String> = every_word()
        .into_iter()
        .filter(|word| !said.contains(word))
        // A case cannot be read whose offer could not be saved.
        .filter(|word| !word.contains(WhyNot::NotUsable.as_str()))
        .collect();
    assert!(missing.is_empty(), "no case has {missing:?}");
}

#[test]
fn a_case_that_is_misspelt_or_says_too_little_fails_with_its_line() {
    let whole = "== 一\nA 订单 减5\n商品 件 单价 | 应付\n茶 1 9.00 | 4.00\n\
                 合计 9.00 优惠 5.00 应付 4.00\nA 减 5.00\n";
    assert!(lines_that_differ(whole).is_empty());
    let spoilt = [
        ("减5", "減5", 2),
        ("订单", "定单", 2),
        ("减5", "减5 限咖啡", 2),
        ("减5", "减5 须 会元", 2),
        ("减5", "减5 减6", 2),
        ("单价", "价格", 3),
        ("| 应付", "| 优惠", 3),
        ("1 9.00 |", "1 9.00 8.00 |", 4),
        ("| 4.00", "| 4.01", 4),
        ("合计 9.00 优惠 5.00 应付 4.00\n", "", 1),
        ("A 减 5.00\n", "", 1),
        ("A 减 5.00", "A 减 5.0", 6),
        ("A 减 5.00", "A 减 5.00\nA 减 5.00", 7),
        ("A 减 5.00", "A 减 5.00\n积分 0", 7),
        ("A 订单", "会员 银卡\nA 订单", 1),
        ("A 订单", "抹零 到角\nA 订单", 1),
        ("A 订单", "运费 6.00\nA 订单", 1),
        ("A 订单", "会员\n会员\nA 订单", 3),
        ("== 一", "== 一\n天气 晴", 2),
    ];
    for (word, instead, line) in spoilt {
        let text = whole.replacen(word, instead, 1);
        assert_eq!(lines_that_differ(&text), [line], "{instead}");
    }
}

fn lines_that_differ(text: &str) -> Vec<usize> {
    let cases = reader::cases(text).into_iter();
    let differences = cases.flat_map(|case| case.map_or_else(not_read, |case| run(&case)));
    differences.map(|difference| difference.line).collect()
}

struct File {
    name: String,
    text: String,
}

/// The files with cases, by name.
fn files() -> Vec<File> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let entries = std::fs::read_dir(folder).expect("the folder of cases is there");
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    let mut files: Vec<File> = paths
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .map(|path| File {
            name: path
                .file_name()
                .map_or_else(String::new, |name| name.to_string_lossy().into()),
            text: std::fs::read_to_string(&path).expect("a file of cases is text"),
        })
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

/// A line that came out otherwise than it was worked out.
#[derive(Debug)]
struct Difference {
    case: String,
    line: usize,
    expected: String,
    found: String,
}

fn not_read(wrong: Wrong) -> Vec<Difference> {
    vec![Difference {
        case: wrong.case,
        line: wrong.line,
        expected: wrong.says,
        found: "看不懂".to_owned(),
    }]
}

/// What differs: lines of the basket one by one, the answers in any order.
fn run(case: &Case) -> Vec<Difference> {
    let differ = |line: usize, expected: &str, found: &str| Difference {
        case: case.name.clone(),
        line,
        expected: expected.to_owned(),
        found: found.to_owned(),
    };
    let found = match quote(&case.basket, &case.offers, &case.standing, &case.context) {
        Ok(found) => found,
        Err(error) => return vec![differ(case.line, "可以计价", &error.to_string())],
    };
    let mut differences = Vec::new();
    for (expected, found) in case.rows.iter().zip(answer::rows(case, &found)) {
        if expected.text != found {
            differences.push(differ(expected.line, &expected.text, &found));
        }
    }
    let mut answers = answer::answers(case, &found);
    let mut wrong: Vec<&Line> = Vec::new();
    for expected in &case.answers {
        match answers.iter().position(|found| *found == expected.text) {
            Some(place) => drop(answers.remove(place)),
            None => wrong.push(expected),
        }
    }
    for expected in wrong {
        let about = |text: &str| text.split(' ').next().map(str::to_owned);
        let same = answers
            .iter()
            .position(|found| about(found) == about(&expected.text));
        let found = same.map_or_else(|| "没有".to_owned(), |place| answers.remove(place));
        differences.push(differ(expected.line, &expected.text, &found));
    }
    let rest = answers
        .iter()
        .map(|found| differ(case.line, "没有写", found));
    differences.extend(rest);
    differences
}

fn table_of(file: &str, differences: &[Difference]) -> String {
    let mut text = String::new();
    for (place, difference) in differences.iter().enumerate() {
        if place == 0 {
            let _ = write!(text, "\n== {}\n", difference.case);
        }
        let Difference {
            line,
            expected,
            found,
            ..
        } = difference;
        let _ = writeln!(
            text,
            "   {file}:{line}\n      预期  {expected}\n      实得  {found}"
        );
    }
    text
}

/// Offers are told apart by what the case calls them.
fn name_of(offers: &[Offer], id: crate::OfferId) -> Option<&str> {
    let offer = offers.iter().find(|offer| offer.id == id);
    offer.map(|offer| offer.name.as_str())
}

//! Many rows, three in a hundred bad in twelve kinds of ways: every bad one is listed with its line
//! and its reason, the others are in; as CSV and as a workbook. The same at a million is measured
//! by `cargo xtask bench import`.

use super::files::{look, members, path_of, rejects, upload_bytes};
use crate::app::{TestApp, both};
use crate::call::Caller;
use access::Role;
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

/// Rows enough for three pieces.
const ROWS: usize = 2_376;
/// Every so many rows one is bad.
const BAD_EVERY: usize = 33;
const BAD: usize = ROWS / BAD_EVERY;

/// What stands in which column, and why it is refused.
const KINDS: [(&str, usize, &str); 12] = [
    ("value.wrong_format", 1, "12345"),
    ("phone.masked", 1, "139****0001"),
    ("cell.damaged", 1, "1.39E+10"),
    ("gender.unknown_word", 2, "男孩"),
    ("cell.not_a_date", 3, "31.02.1990"),
    ("date.too_early", 3, "1890-01-01"),
    ("date.too_late", 3, "2190-01-01"),
    ("store.unknown", 4, "无此店"),
    ("tier.unknown", 5, "铂金"),
    ("cell.not_a_time", 6, "昨天"),
    ("date.too_late", 6, "2190-01-01 10:00"),
    ("balance.below_zero", 7, "-5"),
];

const HEADING: [&str; 8] = [
    "姓名",
    "手机号",
    "性别",
    "生日",
    "门店",
    "会员等级",
    "入会时间",
    "积分",
];

fn rows() -> Vec<Vec<String>> {
    let row = |number: usize| {
        let mut cells = vec![
            format!("会员{number}"),
            format!("1{}", 3_900_000_000 + number as u64),
            "女".to_owned(),
            "1990/5/1".to_owned(),
            "xuhui".to_owned(),
            "金卡".to_owned(),
            "2024.1.2 10:00".to_owned(),
            String::new(),
        ];
        if number.is_multiple_of(BAD_EVERY) {
            let (_, column, cell) = KINDS[number / BAD_EVERY % KINDS.len()];
            cells[column] = cell.to_owned();
        }
        cells
    };
    (0..ROWS).map(row).collect()
}

fn csv() -> Vec<u8> {
    let rows = rows().into_iter().map(|cells| cells.join(","));
    let lines: Vec<String> = std::iter::once(HEADING.join(",")).chain(rows).collect();
    lines.join("\n").into_bytes()
}

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let heading = HEADING.map(str::to_owned).to_vec();
    for (line, cells) in (0..).zip(std::iter::once(heading).chain(rows())) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(line, column, cell).expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

fn all_rejects(desk: &Caller<'_>, import: &Value) -> Vec<(u64, String)> {
    let (mut all, mut page) = (Vec::new(), "?limit=50".to_owned());
    loop {
        let found = rejects(desk, import, &page);
        let items = found["items"].as_array().expect("a list");
        all.extend(items.iter().map(|reject| {
            let line = reject["line"].as_u64().expect("a line");
            (
                line,
                reject["reason"].as_str().expect("a reason").to_owned(),
            )
        }));
        match found["next"].as_str() {
            Some(next) => page = format!("?limit=50&cursor={next}"),
            None => return all,
        }
    }
}

fn check(app: &TestApp, file: &[u8]) {
    app.chain.store("xuhui");
    app.chain.tiers(&[("金卡", 9_500, 10_000)]);
    let desk = app.log_in_as(Role::Owner);
    let run = |options: &str| {
        let import = app.send(&upload_bytes(&desk, options, file)).ok();
        app.run_jobs();
        look(&desk, &import)
    };
    let wanted: Vec<(u64, String)> = (0..BAD)
        .map(|bad| {
            let line = (bad * BAD_EVERY + 2) as u64;
            (line, KINDS[bad % KINDS.len()].0.to_owned())
        })
        .collect();

    // All or nothing keeps nothing while a row is bad, and a dry run keeps nothing ever.
    for options in [
        "kind=members&mode=all_or_nothing",
        "kind=members&dry_run=true",
    ] {
        let looked = run(options);
        assert_eq!(looked["state"], "checked", "{looked}");
        assert_eq!(all_rejects(&desk, &looked), wanted, "{options}");
        assert_eq!(members(&desk), 0, "{options}");
    }
    let done = run("kind=members");
    assert_eq!(
        (&done["state"], &done["accepted"], &done["rejected"]),
        (&json!("done"), &json!(ROWS - BAD), &json!(BAD))
    );
    assert_eq!(all_rejects(&desk, &done), wanted);
    assert_eq!(done["totals"], json!({ "members": ROWS - BAD }));
    let again = run("kind=members");
    assert_eq!(
        again["totals"],
        json!({ "members_already_there": ROWS - BAD })
    );
    let file = desk.get(format!("{}/rejects/file", path_of(&again)));
    // The mark, the heading and every bad row.
    assert_eq!(file.text.lines().count(), BAD + 2);
    app.settle_outbox();
    app.prove();
}

#[test]
fn every_bad_row_of_a_csv_is_listed_and_the_rest_is_in() {
    both(|app| check(app, &csv()));
}

#[test]
fn every_bad_row_of_a_workbook_is_listed_and_the_rest_is_in() {
    both(|app| check(app, &workbook()));
}

//! Files of other products: recognised, mapped by a person where that is not enough, looked at
//! before anything is kept, and kept in mind for the next file.

use super::files::{look, members, path_of, rejects, upload, upload_bytes};
use crate::app::{TestApp, both};
use crate::call::Caller;
use access::Role;
use axum::http::Method;
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

const FUINT: &[u8] = include_bytes!("../../../../../fixtures/cn_formats/fixture_fuint_gb18030.csv");
const YOUZAN: &[u8] =
    include_bytes!("../../../../../fixtures/cn_formats/fixture_youzan_customers_utf8bom.csv");
const STORED_VALUE: &[u8] =
    include_bytes!("../../../../../fixtures/cn_formats/fixture_stored_value_utf8.csv");
const SALES: &[u8] =
    include_bytes!("../../../../../fixtures/cn_formats/fixture_pospal_sales_gb18030.csv");

fn field_of<'v>(import: &'v Value, heading: &str) -> &'v Value {
    let columns = import["columns"].as_array().expect("columns");
    let found = columns.iter().find(|column| column["heading"] == heading);
    &found.unwrap_or_else(|| panic!("no {heading}"))["field"]
}

/// Line and reason of every reject.
fn told(rejects: &Value) -> Vec<(u64, String)> {
    let items = rejects["items"].as_array().expect("a list");
    let one = |reject: &Value| {
        let line = reject["line"].as_u64().expect("a line");
        (
            line,
            reject["reason"].as_str().expect("a reason").to_owned(),
        )
    };
    items.iter().map(one).collect()
}

#[test]
fn files_of_four_products_are_recognised() {
    both(|app| {
        let desk = app.log_in_as(Role::Owner);
        for (file, subject, fields) in [
            (
                FUINT,
                "members",
                [("手机号码", "phone"), ("余额", "balance")],
            ),
            (
                YOUZAN,
                "members",
                [("客户手机号", "phone"), ("成为客户时间", "joined_at")],
            ),
            (
                STORED_VALUE,
                "members",
                [
                    ("储值本金余额(¥)", "principal"),
                    ("储值赠送金额(¥)", "bonus"),
                ],
            ),
            (
                SALES,
                "orders",
                [("会员", "member"), ("实收金额", "amount")],
            ),
        ] {
            let import = app.send(&upload_bytes(&desk, "", file)).ok();
            assert_eq!(
                (&import["subject"], &import["kind"], &import["state"]),
                (&json!(subject), &json!(subject), &json!("waiting"))
            );
            for (heading, field) in fields {
                assert_eq!(field_of(&import, heading), field, "{heading}");
            }
            // What is shown of the first rows holds no phone number and no password.
            let shown = import.to_string();
            for secret in ["13000000001", "13000000002", "13000000003", "13000000004"] {
                assert!(!shown.contains(secret), "{shown}");
            }
        }
        let history = desk.get("/api/v1/imports?limit=3").ok();
        assert_eq!(history["items"].as_array().map(Vec::len), Some(3));
        assert!(history["next"].is_string());
    });
}

#[test]
fn a_file_is_mapped_looked_at_and_taken_in() {
    both(|app| {
        app.chain.store("xuhui");
        app.chain
            .tiers(&[("银卡", 10_000, 10_000), ("金卡", 9_500, 10_000)]);
        let desk = app.log_in_as(Role::Owner);
        let import = app.send(&upload_bytes(&desk, "", FUINT)).ok();
        let (path, run) = (
            path_of(&import),
            json!({ "is_dry_run": true, "mode": "good_rows" }),
        );
        desk.post(format!("{path}/run"), &run).ok();
        app.run_jobs();
        let looked = look(&desk, &import);
        assert_eq!(
            (&looked["state"], &looked["accepted"]),
            (&json!("checked"), &json!(0))
        );
        let both_rows = "phone.on_several_rows".to_owned();
        assert_eq!(
            told(&rejects(&desk, &import, "")),
            [
                (2, both_rows.clone()),
                (3, "cell.damaged".into()),
                (4, both_rows.clone())
            ]
        );
        assert_eq!(looked["for_review"], 3);
        assert_eq!(members(&desk), 0);

        // Names of tiers are said to mean ours; the phone numbers are passed over.
        let said = json!({ "kind": "members", "is_kept": true, "mapping": {
            "columns": columns_but_phones(&looked),
            "words": { "level": { "金卡会员": "金卡", "普通": "银卡" },
                       "state": { "禁用": "正常" } } } });
        let etag = desk.get(&path).etag();
        let mapped = desk
            .edit(Method::PUT, &format!("{path}/mapping"), &etag, &said)
            .ok();
        assert_eq!(field_of(&mapped, "手机号码"), &Value::Null);
        desk.edit(Method::PUT, &format!("{path}/mapping"), &etag, &said)
            .refused(412, "edit.stale");
        let run = json!({ "mode": "good_rows" });
        desk.post(format!("{path}/run"), &run).ok();
        app.run_jobs();
        let done = look(&desk, &import);
        assert_eq!(
            (&done["state"], &done["accepted"], &done["rejected"]),
            (&json!("done"), &json!(2), &json!(1))
        );
        assert_eq!(
            told(&rejects(&desk, &import, "")),
            [(4, "balance.below_zero".into())]
        );
        assert_eq!(
            done["totals"],
            json!({ "members": 2, "points": 87, "principal": 82_080 })
        );
        assert_eq!(done["after"]["principal"], 82_080);
        desk.post(format!("{path}/run"), &run)
            .refused(422, "import.wrong_state");

        the_next_file_is_read_as_the_last(app, &desk);
    });
}

fn columns_but_phones(import: &Value) -> Vec<Value> {
    let columns = import["columns"].as_array().expect("columns").iter();
    let keep = |column: &Value| match column["field"].as_str() {
        Some("phone") => Value::Null,
        _ => column["field"].clone(),
    };
    columns.map(keep).collect()
}

fn the_next_file_is_read_as_the_last(app: &TestApp, desk: &Caller<'_>) {
    let run = json!({ "mode": "good_rows" });
    let next = app.send(&upload_bytes(desk, "", FUINT)).ok();
    assert_eq!(field_of(&next, "手机号码"), &Value::Null);
    assert_eq!(next["words"]["level"]["普通"], "银卡");
    desk.post(format!("{}/run", path_of(&next)), &run).ok();
    app.run_jobs();
    let again = look(desk, &next);
    assert_eq!(again["totals"]["balances_already_there"], 1);
    assert_eq!(again["before"], again["after"]);
    assert_eq!(members(desk), 2);
    app.settle_outbox();
    app.prove();
}

#[test]
fn sales_without_numbers_stores_and_goods_take_what_is_said_once() {
    both(|app| {
        app.chain.store("xuhui");
        app.chain.goods("history-100");
        let desk = app.log_in_as(Role::Owner);
        let member = "姓名,手机号\n测试庚,13000000004\n";
        super::files::import(app, &desk, "kind=members", member);
        let import = app.send(&upload_bytes(&desk, "", SALES)).ok();
        assert_eq!(import["missing"], json!(["store", "sku_code"]));
        let (path, run) = (path_of(&import), json!({ "mode": "good_rows" }));
        desk.post(format!("{path}/run"), &run)
            .refused(422, "import.columns_missing");
        let said = json!({ "kind": "orders", "mapping": {
            "columns": ["member", "sold_at", "type", "amount"],
            "constants": { "store": "XUHUI", "sku_code": "history-100" } } });
        let etag = desk.get(&path).etag();
        desk.edit(Method::PUT, &format!("{path}/mapping"), &etag, &said)
            .ok();
        desk.post(format!("{path}/run"), &run).ok();
        app.run_jobs();
        let done = look(&desk, &import);
        assert_eq!(done["totals"]["orders"], 3, "{done}");
        assert_eq!(done["totals"]["amount"], 4_750);
        assert_eq!(
            told(&rejects(&desk, &import, "")),
            [(3, "order.is_a_return".into())]
        );
        app.settle_outbox();
        app.prove();
    });
}

#[test]
fn a_mapping_that_cannot_be_is_refused_field_by_field() {
    both(|app| {
        let desk = app.log_in_as(Role::Owner);
        let import = app.send(&upload(&desk, "", "谁,什么\n张三,1\n")).ok();
        assert_eq!(
            (&import["subject"], &import["kind"]),
            (&json!("unknown"), &Value::Null)
        );
        let path = path_of(&import);
        desk.post(format!("{path}/run"), &json!({ "mode": "good_rows" }))
            .refused(422, "import.kind_missing");
        for (mapping, pointer) in [
            (json!({ "columns": ["name"] }), "/columns"),
            (json!({ "columns": ["name", "name"] }), "/columns/1"),
            (json!({ "columns": ["name", "colour"] }), "/columns/1"),
            (
                json!({ "columns": [null, null], "constants": { "colour": "x" } }),
                "/constants",
            ),
            (
                json!({ "columns": [null, null], "words": { "name": { "a": "" } } }),
                "/words",
            ),
        ] {
            let said = json!({ "kind": "members", "mapping": mapping });
            let etag = desk.get(&path).etag();
            let refused = desk
                .edit(Method::PUT, &format!("{path}/mapping"), &etag, &said)
                .refused(422, "request.invalid");
            assert_eq!(refused["errors"][0]["pointer"], pointer, "{refused}");
        }
    });
}

#[test]
fn products_mean_different_things_by_their_numbers() {
    both(|app| {
        app.chain.store("xuhui");
        app.chain.goods("latte-1800");
        let desk = app.log_in_as(Role::Owner);
        let genders = |file: &str| {
            let import = super::files::import(app, &desk, "kind=members", file);
            let page = desk.get("/api/v1/members?limit=200").ok();
            let items = page["items"].as_array().expect("a list").iter();
            let of = |wanted: &str| {
                let mut found = items.clone().filter(|member| member["name"] == wanted);
                let found = found.next().unwrap_or(&Value::Null);
                let id = found["id"].as_str()?;
                let member = desk.get(format!("/api/v1/members/{id}")).ok();
                Some((member["gender"].clone(), member["birthday"].clone()))
            };
            let member = of("张三");
            (member, told(&rejects(&desk, &import, "")))
        };
        // Keruyun: 0 is a woman, birthdays are Unix time, 1 in isDisable is «stopped».
        let keruyun = "customerMainId,customerName,memberId,sex,birthday,isDisable\n\
            1,张三,k1,0,641664000,2\n2,李四,k2,1,,1\n";
        assert_eq!(
            genders(keruyun),
            (
                Some((json!("female"), json!("1990-05-03"))),
                vec![(3, "member.closed".into())]
            )
        );
        // Elsewhere 0 may be anything.
        let (_, told_of) = genders(
            "姓名,手机号,性别,是否注销\n王五,13900005555,0,否\n\
            赵六,13900006666,1,是\n钱七,13900007777,1,2\n",
        );
        assert_eq!(
            told_of,
            [
                (2, "gender.unclear_number".to_owned()),
                (3, "member.closed".into()),
                (4, "member.unclear_state".into())
            ]
        );
        // Pospal: customer 0 is nobody; a ticket that is `invalid` was called off.
        let tickets = "store,sn,datetime,customerUid,ticketType,invalid,items[].productUid,\
            items[].quantity,items[].totalAmount\n\
            xuhui,1,2026-11-20 09:30,0,SELL,0,latte-1800,1,18\n\
            xuhui,2,2026-11-20 09:31,0,SELL,1,latte-1800,1,18\n";
        let sales = super::files::import(app, &desk, "kind=orders", tickets);
        assert_eq!(sales["totals"]["orders"], 1, "{sales}");
        assert_eq!(
            told(&rejects(&desk, &sales, "")),
            [(3, "order.voided".into())]
        );
        app.settle_outbox();
        app.prove();
    });
}

#[test]
fn of_a_heading_that_stands_twice_a_person_says_which_counts() {
    both(|app| {
        let desk = app.log_in_as(Role::Owner);
        let file = "手机号,姓名,手机号\n13900001111,张三,\n";
        app.send(&upload(&desk, "kind=members", file))
            .refused(422, "import.not_readable");
        let import = app.send(&upload(&desk, "", file)).ok();
        assert_eq!(import["subject"], "members");
        assert_eq!(import["missing"], json!(["phone|card_no|external_id"]));
        // What is shown of the first rows names nobody.
        assert_eq!(import["columns"][1]["sample"], json!(["张*"]));
        assert_eq!(import["columns"][0]["sample"], json!(["139****1111"]));
        let said = json!({ "kind": "members", "mapping": { "columns": ["phone", "name", null] } });
        let path = path_of(&import);
        let etag = desk.get(&path).etag();
        desk.edit(Method::PUT, &format!("{path}/mapping"), &etag, &said)
            .ok();
        desk.post(format!("{path}/run"), &json!({ "mode": "good_rows" }))
            .ok();
        app.run_jobs();
        assert_eq!(look(&desk, &import)["accepted"], 1);
        app.settle_outbox();
    });
}

#[test]
fn a_workbook_is_read_whatever_it_is_called_and_its_rejects_come_as_a_file() {
    both(|app| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (row, cells) in (0..).zip([
            ["导出时间：2026-11-25", "", ""],
            ["*姓名", "手机号（必填）", "生日"],
            ["张三", "13900001111", "1990-05-01"],
            ["=1+1", "138****0001", ""],
        ]) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write_string(row, column, cell).expect("a cell");
            }
        }
        // A number as spreadsheets keep it, and a day by its number.
        sheet.write_string(4, 0, "李四").expect("a cell");
        sheet.write_number(4, 1, 13_900_002_222.0).expect("a cell");
        sheet.write_number(4, 2, 32_894.0).expect("a cell");
        let bytes = book.save_to_buffer().expect("a workbook");

        let desk = app.log_in_as(Role::Owner);
        let import = app.send(&upload_bytes(&desk, "kind=members", &bytes)).ok();
        app.run_jobs();
        let done = look(&desk, &import);
        assert_eq!(
            (&done["state"], &done["accepted"], &done["rejected"]),
            (&json!("done"), &json!(2), &json!(1))
        );
        let found = desk.get("/api/v1/members?q=13900002222").ok();
        assert_eq!(found["items"][0]["name"], "李四");
        for format in ["csv", "xlsx"] {
            let file = desk.get(format!("{}/rejects/file?format={format}", path_of(&import)));
            assert_eq!(file.status, 200);
            let name = file.header("content-disposition");
            assert!(name.ends_with(&format!("-rejects.{format}\"")), "{name}");
        }
        let file = desk.get(format!("{}/rejects/file", path_of(&import)));
        assert!(file.text.contains("phone.masked"), "{}", file.text);
        assert!(file.text.contains("138****0001"), "{}", file.text);
        app.settle_outbox();
    });
}

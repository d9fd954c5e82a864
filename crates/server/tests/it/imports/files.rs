//! Files over HTTP: what is good goes in, what is not is listed with line, column and reason.

use crate::app::{TestApp, both};
use crate::call::{Ask, Caller, fresh_key};
use access::Role;
use axum::http::Method;
use serde_json::{Value, json};

/// A file as the console sends it.
pub fn upload(caller: &Caller<'_>, options: &str, sheet: &str) -> Ask {
    upload_bytes(caller, options, sheet.as_bytes())
}

/// The same, whatever is in it.
pub fn upload_bytes(caller: &Caller<'_>, options: &str, sheet: &[u8]) -> Ask {
    let named = ("sheet.csv", "text/csv");
    form(caller, format!("/api/v1/imports?{options}"), named, sheet)
}

/// A form with one file, which says what it is called and what is in it.
pub fn form(caller: &Caller<'_>, path: String, (name, media): (&str, &str), content: &[u8]) -> Ask {
    const EDGE: &str = "----huitong";
    let head = format!(
        "--{EDGE}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         content-type: {media}\r\n\r\n"
    );
    let mut ask = caller.ask(Method::POST, path);
    ask.body = [
        head.as_bytes(),
        content,
        format!("\r\n--{EDGE}--\r\n").as_bytes(),
    ]
    .concat();
    ask.header(
        "content-type",
        format!("multipart/form-data; boundary={EDGE}"),
    )
    .key(fresh_key())
}

/// Sends a file, lets the work be done and answers with the job.
pub fn import(app: &TestApp, caller: &Caller<'_>, options: &str, sheet: &str) -> Value {
    let started = app.send(&upload(caller, options, sheet)).ok();
    app.run_jobs();
    let import = look(caller, &started);
    assert_eq!(import["job"]["state"], "succeeded", "{import}");
    import
}

/// Where an import is.
pub fn look(caller: &Caller<'_>, import: &Value) -> Value {
    caller.get(path_of(import)).ok()
}

/// Its address.
pub fn path_of(import: &Value) -> String {
    format!("/api/v1/imports/{}", import["id"].as_str().expect("an id"))
}

/// A page of its bad rows.
pub fn rejects(caller: &Caller<'_>, import: &Value, page: &str) -> Value {
    caller
        .get(format!("{}/rejects{page}", path_of(import)))
        .ok()
}

/// How many members there are, up to a page.
pub fn members(caller: &Caller<'_>) -> usize {
    let page = caller.get("/api/v1/members?limit=200").ok();
    page["items"].as_array().expect("a list").len()
}

/// Two good rows; a bad phone number, a bad date and an unknown store.
const MEMBERS: &str = "\u{feff}姓名,*手机号（必填）,生日,门店编号\n\
    张三,13900001111,1990-05-01,XUHUI\n\
    李四,139000,1991/6/2,\n\
    王五,13900003333,31.02.1990,\n\
    赵六,13900004444,,NOWHERE\n\
    钱七,13900005555,19920703,XUHUI\n";

#[test]
fn good_rows_go_in_and_bad_ones_are_listed() {
    both(|app| {
        app.chain.store("xuhui");
        let desk = app.log_in_as(Role::Owner);
        let job = import(app, &desk, "kind=members", MEMBERS);
        let result = &job;
        assert_eq!(
            (&result["rows"], &result["accepted"], &result["rejected"]),
            (&json!(5), &json!(2), &json!(3))
        );
        assert_eq!(result["totals"], json!({ "members": 2 }));
        let listed = rejects(&desk, &job, "");
        let told = |line: u64, column: &str| {
            let found = listed["items"].as_array().expect("a list").iter();
            let mut found = found.filter(|one| one["line"] == line && one["column"] == column);
            found
                .next()
                .unwrap_or_else(|| panic!("line {line}: {listed}"))
                .clone()
        };
        told(3, "phone");
        assert_eq!(told(4, "birthday")["reason"], "cell.not_a_date");
        assert_eq!(
            (&told(5, "store")["reason"], &told(5, "store")["text"]),
            (&json!("store.unknown"), &json!("NOWHERE"))
        );
        assert_eq!(members(&desk), 2);

        // The list of rejects comes in pages, too.
        let first = rejects(&desk, &job, "?limit=2");
        assert_eq!(
            (
                first["items"].as_array().map(Vec::len),
                first["next"].is_string()
            ),
            (Some(2), true)
        );
        let next = first["next"].as_str().expect("a next page");
        let second = rejects(&desk, &job, &format!("?limit=2&cursor={next}"));
        assert_eq!(
            (second["items"].as_array().map(Vec::len), &second["next"]),
            (Some(1), &Value::Null)
        );

        // The same file again brings nobody twice.
        let again = import(app, &desk, "kind=members", MEMBERS);
        assert_eq!(again["totals"], json!({ "members_already_there": 2 }));
        assert_eq!(again["reasons"]["store.unknown"], 1);
        assert_eq!(members(&desk), 2);
        app.prove();
    });
}

#[test]
fn a_dry_run_tells_everything_and_keeps_nothing() {
    both(|app| {
        app.chain.store("xuhui");
        let desk = app.log_in_as(Role::Owner);
        for mode in ["good_rows", "all_or_nothing"] {
            let job = import(
                app,
                &desk,
                &format!("kind=members&dry_run=true&mode={mode}"),
                MEMBERS,
            );
            let result = &job;
            assert_eq!(
                (&result["accepted"], &result["rejected"]),
                (&json!(2), &json!(3)),
                "{mode}"
            );
            assert_eq!(
                rejects(&desk, &job, "")["items"].as_array().map(Vec::len),
                Some(3),
                "{mode}"
            );
            assert_eq!(members(&desk), 0, "{mode}");
        }
        app.prove();
    });
}

#[test]
fn all_or_nothing_is_nothing_while_one_row_is_bad() {
    both(|app| {
        app.chain.store("xuhui");
        let desk = app.log_in_as(Role::Owner);
        let job = import(app, &desk, "kind=members&mode=all_or_nothing", MEMBERS);
        assert_eq!((&job["accepted"], &job["rejected"]), (&json!(0), &json!(3)));
        assert_eq!(members(&desk), 0);
        let good = "姓名,手机号\n张三,13900001111\n钱七,13900005555\n";
        let job = import(app, &desk, "kind=members&mode=all_or_nothing", good);
        assert_eq!((&job["accepted"], &job["rejected"]), (&json!(2), &json!(0)));
        assert_eq!(members(&desk), 2);
        app.prove();
    });
}

#[test]
fn goods_and_past_sales_come_in_with_their_control_totals() {
    both(|app| {
        app.chain.store("xuhui");
        let desk = app.log_in_as(Role::Owner);
        let goods = "商品编码,商品名称,售价,会员价,类目,条码\n\
            L1,拿铁,18.00,16.00,饮品/咖啡,6901234567892\n\
            B1,贝果,7.00,,面包,\n\
            X1,坏价,abc,,,\n";
        let job = import(app, &desk, "kind=goods", goods);
        assert_eq!(job["totals"], json!({ "list_price": 2_500, "skus": 2 }));
        let found = desk.get("/api/v1/skus?barcode=6901234567892").ok();
        assert_eq!(
            (&found["items"][0]["code"], &found["items"][0]["list_price"]),
            (&json!("L1"), &json!(1_800))
        );

        import(
            app,
            &desk,
            "kind=members",
            "姓名,手机号\n张三,13900001111\n",
        );
        let sales = "订单号,门店编号,下单时间,商品编码,数量,金额,手机号,支付方式\n\
            A-1,XUHUI,2026-11-20 09:30,L1,2,30.00,13900001111,微信\n\
            A-1,XUHUI,2026-11-20 09:30,B1,1,7.00,13900001111,微信\n\
            A-2,XUHUI,2026-11-21 23:59,B1,1,6.50,,现金\n\
            A-3,XUHUI,2026-11-21 10:00,NONE,1,6.50,,现金\n";
        let job = import(app, &desk, "kind=orders", sales);
        assert_eq!(
            job["totals"],
            json!({ "amount": 4_350, "orders": 2, "quantity": 4 })
        );
        assert_eq!(
            rejects(&desk, &job, "")["items"][0]["reason"],
            "sku.unknown"
        );
        app.settle_outbox();
        let day = desk
            .get("/api/v1/overview?from=2026-11-20&to=2026-11-20")
            .ok();
        assert_eq!(
            (&day["total"]["sales"], &day["total"]["member_orders"]),
            (&json!(3_700), &json!(1))
        );

        // Entered again, a sale is the same sale.
        import(app, &desk, "kind=orders", sales);
        let orders = desk.get("/api/v1/orders").ok();
        assert_eq!(orders["items"].as_array().map(Vec::len), Some(2));
        app.prove();
    });
}

#[test]
fn an_import_that_was_cancelled_brings_nobody_in() {
    both(|app| {
        let desk = app.log_in_as(Role::Owner);
        let started = app
            .send(&upload(
                &desk,
                "kind=members",
                "姓名,手机号\n张三,13900001111\n",
            ))
            .ok();
        let path = path_of(&started);
        let cancelled = desk.post(format!("{path}/cancel"), &json!({})).ok();
        assert_eq!(
            (&cancelled["state"], &cancelled["job"]["state"]),
            (&json!("stopped"), &json!("cancelled"))
        );
        app.run_jobs();
        assert_eq!(look(&desk, &started)["state"], "stopped");
        assert_eq!(members(&desk), 0);
        app.settle_outbox();
    });
}

#[test]
fn what_is_no_table_is_refused_while_its_sender_is_there() {
    both(|app| {
        let desk = app.log_in_as(Role::Owner);
        let no_heading = upload(&desk, "kind=members", "谁,什么\n张三,1\n");
        app.send(&no_heading).refused(422, "import.not_readable");
        let no_form = desk.to_post("/api/v1/imports?kind=members", &json!({}));
        app.send(&no_form).refused(400, "import.broken_form");
        let no_kind = upload(&desk, "kind=shops", "姓名,手机号\n");
        assert_eq!(app.send(&no_kind).status, 422);
        app.settle_outbox();
    });
}

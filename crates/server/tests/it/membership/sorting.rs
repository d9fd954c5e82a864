//! The list of members by when they came and by when they bought last.

use crate::app::{TestApp, both};
use crate::call::Caller;
use access::Role;
use kernel::{MemberId, StoreId};
use serde_json::{Value, json};

const DAY: i64 = 86_400_000;
const SORTS: [&str; 4] = ["-enrolled", "enrolled", "-last_order", "last_order"];

#[track_caller]
fn pages(caller: &Caller<'_>, asked: &str, limit: usize) -> Vec<Value> {
    caller.rows(&format!("/api/v1/members?limit={limit}{asked}"))
}

fn text(row: &Value, field: &str) -> String {
    row[field].as_str().unwrap_or_default().to_owned()
}

/// Asks for the list in every order and answers how many members it has.
#[track_caller]
fn check(caller: &Caller<'_>, asked: &str) -> usize {
    // The newest first, as those stand at the end who never bought.
    let all = pages(caller, asked, 200);
    for sort in SORTS {
        let key = match sort.ends_with("enrolled") {
            true => "enrolled_at",
            false => "last_order_at",
        };
        let (mut sorted, never): (Vec<Value>, Vec<Value>) =
            all.iter().cloned().partition(|row| row[key].is_string());
        sorted.sort_by_key(|row| (text(row, key), text(row, "id")));
        if sort.starts_with('-') {
            sorted.reverse();
        }
        sorted.extend(never);
        for limit in [1, 2, 3, 200] {
            let found = pages(caller, &format!("{asked}&sort={sort}"), limit);
            assert_eq!(found, sorted, "{asked}&sort={sort}, {limit} at a time");
        }
    }
    all.len()
}

fn buy(app: &TestApp, members: &[MemberId]) {
    let owner = app.log_in(&app.chain, "owner");
    for member in members {
        let order = json!({
            "store_id": app.chain.store("xuhui"), "expected_total": 1_800, "member_id": member,
            "lines": [{ "sku_id": app.chain.goods("latte-1800"), "quantity": 1 }],
            "tenders": [{ "kind": "cash", "amount": 1_800 }],
        });
        owner.post("/api/v1/orders/settle", &order).ok();
    }
    app.settle_outbox();
}

fn enrol(app: &TestApp, number: usize, store: StoreId) -> MemberId {
    let owner = app.log_in(&app.chain, "owner");
    let person = json!({ "card_no": format!("VIP-{number:04}"), "store_id": store });
    let member = owner.post("/api/v1/members", &person).ok();
    text(&member, "id").parse().expect("an id")
}

/// Twelve members who came on four days, three a day at one moment, in two stores.
fn people(app: &TestApp) -> Vec<MemberId> {
    let stores = ["xuhui", "bar"].map(|name| app.chain.store(name));
    (0..12)
        .map(|number| {
            if number % 3 == 0 {
                app.test.clock.advance_millis(DAY);
            }
            enrol(app, number, stores[number % 2])
        })
        .collect()
}

#[test]
fn the_pages_of_every_order_are_all_members_in_that_order() {
    both(|app| {
        let members = people(app);
        app.chain.tiers(&[("银卡", 10_000, 10_000)]);
        // Eight buy, some at one moment and some again.
        for buyers in [&[7, 2, 9][..], &[0, 4, 9], &[3, 0], &[5], &[7], &[11]] {
            app.test.clock.advance_millis(3 * DAY);
            let buyers: Vec<MemberId> = buyers.iter().map(|number| members[*number]).collect();
            buy(app, &buyers);
        }
        let owner = app.log_in(&app.chain, "owner");
        assert_eq!(check(&owner, ""), 12);
        assert_eq!(check(&owner, "&has_ordered=true"), 8);
        assert_eq!(check(&owner, "&has_ordered=false"), 4);
        let bar = app.chain.store("bar");
        assert_eq!(check(&owner, &format!("&store_id={bar}")), 6);

        // One who is somebody else's: the list has the person once, where the last sale of both is;
        // and one who had never bought is there with what the other bought.
        for (survivor, absorbed) in [(2, 5), (1, 11), (8, 10)] {
            let wish = json!({ "survivor_id": members[survivor],
                "absorbed_id": members[absorbed], "reason": "同一人" });
            owner.post("/api/v1/merges", &wish).ok();
        }
        let tiers = owner.get("/api/v1/tiers").ok();
        let silver = text(&tiers["items"][0], "id");
        for number in [0, 1, 6] {
            let path = format!("/api/v1/members/{}", members[number]);
            let reason = json!({ "reason": "卡丢了" });
            owner.post(format!("{path}/freeze"), &reason).ok();
            let set = json!({ "tier_id": silver, "reason": "老客户" });
            owner.post(format!("{path}/tier"), &set).ok();
        }
        assert_eq!(check(&owner, ""), 9);
        assert_eq!(check(&owner, "&has_ordered=true"), 7);
        assert_eq!(check(&owner, "&state=frozen"), 3);
        assert_eq!(check(&owner, &format!("&tier_id={silver}")), 3);
        let last = pages(&owner, "&has_ordered=true&sort=-last_order", 1);
        let day = &text(&last[1], "last_order_at")[..10];
        for field in ["last_order_from", "last_order_to", "enrolled_to"] {
            let some = check(&owner, &format!("&{field}={day}"));
            assert!((1..=9).contains(&some), "{field}: {some}");
        }
        // Members are the brand's: a manager lists all of them, and in every order.
        let manager = app.log_in_as(Role::StoreManager);
        assert_eq!(check(&manager, ""), 9);
        app.prove();
    });
}

#[test]
fn who_buys_between_two_pages_moves_and_takes_nobody_along() {
    both(|app| {
        let [zhao, wang, li] = ["zhao", "wang", "li"].map(|name| app.chain.member(name).id);
        for member in [li, wang, zhao] {
            app.test.clock.advance_millis(1_000);
            buy(app, &[member]);
        }
        let owner = app.log_in(&app.chain, "owner");
        let path = "/api/v1/members?limit=1&sort=-last_order";
        let first = owner.get(path).ok();
        assert_eq!(text(&first["items"][0], "id"), zhao.to_string());
        app.test.clock.advance_millis(1_000);
        buy(app, &[zhao, wang]);
        let second = owner
            .get(format!("{path}&cursor={}", text(&first, "next")))
            .ok();
        assert_eq!(text(&second["items"][0], "id"), li.to_string());
        assert!(second["next"].is_null(), "{second}");
        app.prove();
    });
}

#[test]
fn a_search_has_no_other_order_and_a_cursor_goes_on_in_its_own() {
    both(|app| {
        for name in ["zhao", "wang", "li"] {
            app.chain.member(name);
        }
        let desk = app.log_in_as(Role::HqOperations);
        let refused = |asked: String, code: &str, pointer: &str| {
            let reply = desk.get(format!("/api/v1/members?limit=1&{asked}"));
            let told = reply.refused(422, "request.invalid");
            assert_eq!(told["errors"][0]["code"], code, "{told}");
            assert_eq!(told["errors"][0]["pointer"], pointer, "{told}");
        };
        refused("sort=name".into(), "value.unknown", "?sort");
        for asked in ["q=li", "field=skin&field_value=dry"] {
            let asked = format!("{asked}&sort=enrolled");
            refused(asked, "value.not_allowed", "?sort");
        }
        for (sort, other) in [("enrolled", "-enrolled"), ("-last_order", "enrolled")] {
            let page = desk
                .get(format!("/api/v1/members?limit=1&sort={sort}"))
                .ok();
            let next = text(&page, "next");
            let asked = format!("cursor={next}&sort={other}");
            refused(asked, "cursor.of_another_order", "?cursor");
            refused(format!("cursor={next}"), "value.wrong_format", "?cursor");
        }
        app.prove();
    });
}

//! Sales, returns and top-ups in each order: whatever is asked for, the pages together are the
//! whole list in that order, and nothing of another store is among them.

use crate::app::{TestApp, both};
use crate::call::Caller;
use access::Role;
use kernel::{BusinessDate, MemberId, StoreId};
use serde_json::{Value, json};

const DAY: i64 = 86_400_000;

/// What a list is called, and the fields that hold when it was done and what it came to.
const LISTS: [(&str, &str, &str); 3] = [
    ("orders", "settled_at", "total"),
    ("returns", "returned_at", "total"),
    ("top-ups", "topped_up_at", "principal"),
];

const SORTS: [&str; 4] = ["-time", "time", "-amount", "amount"];

/// All rows of a list, so many at a time.
#[track_caller]
fn pages(caller: &Caller<'_>, list: &str, asked: &str, limit: usize) -> Vec<Value> {
    caller.rows(&format!("/api/v1/{list}?limit={limit}{asked}"))
}

fn text(row: &Value, field: &str) -> String {
    row[field].as_str().expect("a text").to_owned()
}

/// Asks for a list in every order and answers how many rows it has.
#[track_caller]
fn check(caller: &Caller<'_>, list: (&str, &str, &str), asked: &str, within: &[StoreId]) -> usize {
    let (list, time, amount) = list;
    let mut all = pages(caller, list, asked, 200);
    for row in &all {
        let store: StoreId = text(row, "store_id").parse().expect("an id");
        assert!(within.contains(&store), "{list}{asked} shows {store}");
    }
    for sort in SORTS {
        // Ids and moments are written so that they sort as texts.
        let key = |row: &Value| match sort.ends_with("time") {
            true => (text(row, time), 0, text(row, "id")),
            false => (
                String::new(),
                row[amount].as_i64().expect("分"),
                text(row, "id"),
            ),
        };
        all.sort_by_key(key);
        if sort.starts_with('-') {
            all.reverse();
        }
        for limit in [2, 5] {
            let found = pages(caller, list, &format!("{asked}&sort={sort}"), limit);
            assert_eq!(found, all, "{list}{asked}&sort={sort}, {limit} at a time");
        }
    }
    all.len()
}

/// Sells, takes back and tops up on four days, three of them in one week; several acts fall on one
/// moment and several come to the same.
fn trade(app: &TestApp, stores: &[StoreId], members: [MemberId; 2]) {
    let latte = app.chain.goods("latte-1800");
    for (day, wait) in [0, DAY, DAY, 20 * DAY].into_iter().enumerate() {
        app.test.clock.advance_millis(wait);
        let owner = app.log_in(&app.chain, "owner");
        for (place, store) in stores.iter().enumerate() {
            let buyers = [None, Some(members[0]), Some(members[1])];
            for (turn, member) in buyers.into_iter().enumerate() {
                let quantity = 1 + (day * 2 + place + turn) as i64 % 3;
                let order = json!({
                    "store_id": store, "expected_total": 1_800 * quantity, "member_id": member,
                    "lines": [{ "sku_id": latte, "quantity": quantity }],
                    "tenders": [{ "kind": "cash", "amount": 1_800 * quantity }],
                });
                let sold = owner.post("/api/v1/orders/settle", &order).ok();
                if turn < 2 {
                    let line = &sold["lines"][0]["line_id"];
                    let back = json!({
                        "store_id": store, "reason": "口味不合", "receipt": sold["receipt_code"],
                        "lines": [{ "line_id": line, "quantity": 1 + turn as i64 % quantity }],
                    });
                    let path = format!("/api/v1/orders/{}/returns", text(&sold, "order_id"));
                    owner.post(path, &back).ok();
                }
                app.test.clock.advance_millis(turn as i64);
            }
            for (turn, tender) in ["cash", "card"].into_iter().enumerate() {
                let amount = 10_000 * (1 + (day + place + turn) as i64 % 2);
                let paid = json!({ "store_id": store, "amount": amount, "tender": tender });
                let path = format!("/api/v1/members/{}/top-ups", members[turn]);
                owner.post(path, &paid).ok();
            }
        }
    }
}

#[test]
fn the_pages_of_every_order_are_the_whole_list_in_that_order() {
    both(|app| {
        let names = ["xuhui", "bar", "pudong"];
        let stores = names.map(|name| app.chain.store(name));
        let [xuhui, bar, pudong] = stores;
        let [li, wang] = ["li", "wang"].map(|name| app.chain.member(name).id);
        trade(app, &stores, [li, wang]);
        let owner = app.log_in(&app.chain, "owner");
        // What was wang's is li's from now on, under both ids.
        let wish = json!({ "survivor_id": li, "absorbed_id": wang, "reason": "同一人" });
        owner.post("/api/v1/merges", &wish).ok();
        let manager = app.log_in_as(Role::StoreManager);
        let of_two = app.hire("of_two", Role::StoreManager, &["xuhui", "pudong"]);

        let sold = pages(&owner, "orders", "", 200);
        let mut days: Vec<BusinessDate> = sold
            .iter()
            .map(|row| text(row, "business_date").parse().expect("a day"))
            .collect();
        days.sort();
        let (first, last) = (days[0], days[days.len() - 1]);
        let owner_id = text(&sold[0], "settled_by");
        let week = format!("&from={first}&to={}", first.plus_days(3));
        let two_days = format!("&from={}&to={}", first.plus_days(1), first.plus_days(2));
        let month = format!("&from={first}&to={last}");
        for (list, by, rows) in [
            (LISTS[0], "settled_by", [36, 9, 12]),
            (LISTS[1], "returned_by", [24, 6, 8]),
            (LISTS[2], "topped_up_by", [24, 6, 8]),
        ] {
            let [all, of_week_in_bar, in_bar] = rows;
            assert_eq!(check(&owner, list, "", &stores), all, "{list:?}");
            assert_eq!(check(&owner, list, &month, &stores), all, "{list:?}");
            let of_owner = format!("&{by}={owner_id}");
            assert_eq!(check(&owner, list, &of_owner, &stores), all, "{list:?}");
            let open = format!("&from={}", first.plus_days(9));
            assert_eq!(check(&owner, list, &open, &stores), all / 4, "{list:?}");
            let week_in_bar = format!("{week}&store_id={bar}");
            assert_eq!(check(&owner, list, &week_in_bar, &[bar]), of_week_in_bar);
            assert_eq!(check(&owner, list, &two_days, &stores), all / 2, "{list:?}");
            let of_bar = format!("&store_id={bar}");
            assert_eq!(check(&owner, list, &of_bar, &[bar]), in_bar);
            let of_li = format!("&member_id={li}");
            let both_ids = check(&owner, list, &of_li, &stores);
            assert!(both_ids >= all / 3, "{list:?}: {both_ids}");
            check(&owner, list, &format!("{of_li}{of_bar}"), &[bar]);
            check(&owner, list, &format!("{of_li}{two_days}"), &stores);

            for asked in ["", &month, &two_days, &of_li] {
                check(&manager, list, asked, &[xuhui]);
                check(&of_two, list, asked, &[xuhui, pudong]);
            }
            assert_eq!(check(&manager, list, "", &[xuhui]), all / 3);
            assert_eq!(check(&of_two, list, "", &[xuhui, pudong]), all / 3 * 2);
        }
        assert_eq!(check(&owner, LISTS[0], "&tender=cash", &stores), 36);
        assert_eq!(
            check(&of_two, LISTS[2], "&tender=card", &[xuhui, pudong]),
            8
        );
        app.prove();
    });
}

#[test]
fn an_order_that_no_list_has_is_told_and_a_cursor_goes_on_in_its_own() {
    both(|app| {
        let stores = ["xuhui"].map(|name| app.chain.store(name));
        let members = ["li", "wang"].map(|name| app.chain.member(name).id);
        trade(app, &stores, members);
        let owner = app.log_in(&app.chain, "owner");
        let refused = |path: String, code: &str, pointer: &str| {
            let told = owner.get(path).refused(422, "request.invalid");
            assert_eq!(told["errors"][0]["code"], code, "{told}");
            assert_eq!(told["errors"][0]["pointer"], pointer, "{told}");
        };
        for (list, ..) in LISTS {
            let path = format!("/api/v1/{list}?limit=1");
            for sort in ["price", "-", "time,amount"] {
                refused(format!("{path}&sort={sort}"), "value.unknown", "?sort");
            }
            for (sort, other) in [
                ("-amount", "amount"),
                ("time", "-amount"),
                ("amount", "time"),
            ] {
                let next = text(&owner.get(format!("{path}&sort={sort}")).ok(), "next");
                let goes_on = format!("{path}&cursor={next}&sort");
                owner.get(format!("{goes_on}={sort}")).ok();
                let code = "cursor.of_another_order";
                refused(format!("{goes_on}={other}"), code, "?cursor");
                refused(format!("{path}&cursor={next}"), code, "?cursor");
            }
            // Nothing said is the newest first, and the same as saying so.
            let next = text(&owner.get(path.as_str()).ok(), "next");
            owner.get(format!("{path}&cursor={next}&sort=-time")).ok();
            refused(format!("{path}&cursor=x"), "value.wrong_format", "?cursor");
        }
        app.prove();
    });
}

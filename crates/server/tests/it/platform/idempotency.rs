//! One key, one effect, one answer, over HTTP: also when the client is gone before the answer.

use crate::app::{TestApp, both};
use crate::call::{Ask, Reply};
use access::Role;
use kernel::{Money, Points};
use platform::clock::Stopwatch;
use platform::db::{DbError, Tx};
use platform::{args, sql};
use serde_json::{Value, json};
use std::sync::mpsc::{Receiver, Sender, channel};
use tower::ServiceExt;

fn gift(amount: i64) -> Value {
    json!({ "asset": "points", "amount": amount, "reason": "一次" })
}

#[test]
fn a_changing_request_needs_a_key_that_can_be_used() {
    both(|app| {
        let finance = app.log_in_as(Role::HqFinance);
        let path = format!("/api/v1/members/{}/adjustments", app.chain.member("li").id);
        let mut without = finance.to_post(path.as_str(), &gift(1));
        without
            .headers
            .retain(|(name, _)| *name != "idempotency-key");
        app.send(&without).refused(400, "idempotency.key_missing");
        for key in ["", "a b", &"k".repeat(256)] {
            let reply = finance.post_with_key(key, path.as_str(), &gift(1));
            reply.refused(400, "idempotency.key_malformed");
        }
        finance.post_with_key(&"k".repeat(255), path, &gift(1)).ok();
        app.prove();
    });
}

#[test]
fn a_key_is_bound_to_what_it_was_first_used_for() {
    both(|app| {
        let finance = app.log_in_as(Role::HqFinance);
        let (li, wang) = (app.chain.member("li"), app.chain.member("wang"));
        let path = |who: &str| format!("/api/v1/members/{who}/adjustments");
        let first = finance
            .post_with_key("k-1", path(&li.id.to_string()), &gift(5))
            .ok();
        // Another body, another path, and the same meaning in other words.
        let other = finance.post_with_key("k-1", path(&li.id.to_string()), &gift(6));
        other.refused(422, "idempotency.key_reused");
        let other = finance.post_with_key("k-1", path(&wang.id.to_string()), &gift(5));
        other.refused(422, "idempotency.key_reused");
        let mut same = finance
            .to_post(path(&li.id.to_string()), &gift(5))
            .key("k-1");
        same.body = br#" {"reason":"\u4e00\u6b21", "amount":5,
            "asset":"points", "store_id": null} "#
            .to_vec();
        let again = app.send(&same);
        assert!(again.is_replay());
        assert_eq!(again.ok(), first);
        assert_eq!(
            (li.balances().points, wang.balances().points),
            (Points(5), Points(0))
        );

        // Hot acts keep to it as well.
        let top_up = |amount: i64| {
            let paid =
                json!({ "store_id": app.chain.store("xuhui"), "amount": amount, "tender": "cash" });
            let cashier = app.log_in_as(Role::Cashier);
            cashier.post_with_key("k-2", format!("/api/v1/members/{}/top-ups", li.id), &paid)
        };
        top_up(100).ok();
        top_up(200).refused(422, "idempotency.key_reused");
        assert_eq!(li.balances().principal, Money(100));
        app.prove();
    });
}

#[test]
fn a_refusal_is_kept_and_a_missing_permission_is_not() {
    both(|app| {
        let (cashier, finance) = (app.log_in_as(Role::Cashier), app.log_in_as(Role::HqFinance));
        let li = app.chain.member("li");
        let path = format!("/api/v1/members/{}/adjustments", li.id);
        let first = finance.post_with_key("k-1", path.as_str(), &gift(-5));
        let told = first.text.clone();
        first.refused(422, "ledger.insufficient_balance");
        li.points(10);
        // It would succeed now, but this key was answered.
        let again = finance.post_with_key("k-1", path.as_str(), &gift(-5));
        assert!(again.is_replay());
        assert_eq!(again.text, told);
        finance.post_with_key("k-2", path.as_str(), &gift(-5)).ok();

        let kept_out = cashier.post_with_key("k-3", path.as_str(), &gift(1));
        kept_out.refused(403, "access.missing_permission");
        let done = finance.post_with_key("k-3", path.as_str(), &gift(1));
        assert!(!done.is_replay());
        done.ok();
        assert_eq!(li.balances().points, Points(6));
        app.prove();
    });
}

/// An order of one latte, paid from stored value.
fn latte_of_li(app: &TestApp) -> Ask {
    let (xuhui, latte) = (app.chain.store("xuhui"), app.chain.goods("latte-1800"));
    let order = json!({
        "store_id": xuhui, "member_id": app.chain.member("li").id, "expected_total": 1_800,
        "lines": [{ "sku_id": latte, "quantity": 1 }],
        "tenders": [{ "kind": "stored_value", "amount": 1_800 }],
    });
    app.log_in_as(Role::Cashier)
        .to_post("/api/v1/orders/settle", &order)
}

#[test]
fn a_failure_of_ours_is_not_kept() {
    both(|app| {
        let li = app.chain.member("li").stored_value(5_000);
        let order = latte_of_li(app);
        app.chain.terms(|_| {});
        let write = |text: String| {
            app.chain
                .write(move |tx: &mut Tx<'_>| -> Result<(), DbError> {
                    let set = sql!("update checkout_terms set terms = $2 where brand_id = $1");
                    let brand = tx.brand();
                    assert_eq!(tx.execute(set, args![brand, text])?, 1);
                    Ok(())
                });
        };
        write("broken".into());
        let failed = app.send(&order).refused(500, "bug");
        assert_eq!(failed.get("detail"), None, "nothing of the inside is shown");
        write(serde_json::to_string(&checkout::Terms::default()).expect("JSON"));
        let done = app.send(&order);
        assert!(!done.is_replay());
        done.ok();
        assert_eq!(li.balances().stored_value(), Money(3_200));
        app.prove();
    });
}

/// Keeps the thread that settles busy until it is dropped.
struct Plug(#[expect(dead_code, reason = "the thread waits until it is gone")] Sender<()>);

/// What the thread is given: whom to tell that it is busy, and what to wait for.
type Busy = (Sender<()>, Receiver<()>);

fn stay_busy(_: &mut Tx<'_>, plugs: &[Busy]) -> Result<Vec<()>, DbError> {
    for (busy, plug) in plugs {
        busy.send(()).expect("somebody waits for it");
        // A sender that is gone ends the wait.
        let _ = plug.recv();
    }
    Ok(vec![(); plugs.len()])
}

impl Plug {
    fn put(app: &TestApp) -> Plug {
        let ((busy, is_busy), (plug, waiting)) = (channel(), channel());
        let (lane, brand) = (app.ground.db.hot(stay_busy), app.chain.brand);
        app.runtime()
            .spawn(async move { lane.submit(brand, (busy, waiting)).await });
        is_busy.recv().expect("the thread takes it");
        Plug(plug)
    }
}

/// Waits for another thread, and not for ever.
#[track_caller]
fn until(is_so: impl Fn() -> bool) {
    let watch = Stopwatch::start();
    while !is_so() {
        assert!(watch.elapsed().as_secs() < 30, "it never came to that");
        std::thread::yield_now();
    }
}

#[test]
fn a_client_that_hangs_up_does_not_undo_the_act_and_finds_its_answer() {
    both(|app| {
        let li = app.chain.member("li").stored_value(5_000);
        let order = latte_of_li(app);
        let waiting = || app.ground.db.waiting().0;
        let plug = Plug::put(app);
        let request = app.router().oneshot(order.request());
        let client = app.runtime().spawn(request);
        until(|| waiting() == 1);
        client.abort();
        let gone = app.runtime().block_on(client).expect_err("it hung up");
        assert!(gone.is_cancelled());
        drop(plug);

        let later: Reply = app.send(&order);
        assert!(later.is_replay(), "the act was done without its client");
        assert_eq!(later.ok()["balances"]["principal"], 3_200);
        assert_eq!(li.balances().stored_value(), Money(3_200));
        app.prove();
    });
}

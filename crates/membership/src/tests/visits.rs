//! Visits: what the outbox tells adds up, in whatever order it comes.

use super::{Chain, person};
use crate::{MemberVisits, MembershipError, load_visits};
use events::{
    Event, HistoryRecorded, OrderBound, OrderReturned, OrderSettled, RecordedMember, RecordedVisit,
    SoldLine,
};
use kernel::{
    BrandId, BusinessDate, CategoryId, LineId, MemberId, Money, OrderId, Points, ReturnId, SkuId,
    StoreId, Timestamp,
};
use platform::App;
use platform::config::Config;
use platform::db::Tx;
use platform::outbox::{self, Dispatcher, Handle, Stored, Subscriber};
use platform::seal::Seal;
use std::sync::Mutex;
use testkit::TestDb;

/// All topics, for tests that look at what is told.
const TOPICS: &[&str] = &[
    "member_enrolled",
    "member_frozen",
    "member_unfrozen",
    "tier_changed",
];

/// Delivers what stands in the outbox and answers with it.
pub fn facts(db: &TestDb) -> Vec<Event> {
    // A subscriber is a plain function, so what it heard stands in one place for all tests: one
    // test at a time may listen.
    static TURN: Mutex<()> = Mutex::new(());
    static HEARD: Mutex<Vec<Event>> = Mutex::new(Vec::new());
    fn hear(_: &mut Tx<'_>, facts: &[Stored<Event>]) -> Result<(), String> {
        let events = facts.iter().map(|fact| fact.event.clone());
        HEARD
            .lock()
            .map_err(|error| error.to_string())?
            .extend(events);
        Ok(())
    }
    let _turn = TURN.lock().expect("no test panics while it listens");
    let ear = Subscriber {
        name: "test",
        topics: TOPICS,
        handle: Handle::Batch(hear),
    };
    deliver(db, &[ear]);
    std::mem::take(&mut HEARD.lock().expect("as above"))
}

fn deliver(db: &TestDb, subscribers: &[Subscriber]) {
    let app = App::new(
        db.db.clone(),
        db.clock.clone(),
        Seal::ephemeral(),
        Config::of_defaults(),
    );
    let brands = |_: &_| Ok(vec![BrandId(1)]);
    Dispatcher::new(&app, brands, subscribers)
        .drain()
        .expect("delivered");
}

fn tell(chain: &Chain<'_>, events: Vec<Event>) {
    chain
        .write(move |tx, _, act| Ok(outbox::append_many(tx, act.now, &events)?))
        .expect("written");
    deliver(chain.db, &crate::subscribers());
}

fn visits(chain: &Chain<'_>, member: MemberId) -> Option<MemberVisits> {
    let all = chain
        .write(move |tx, _, _| -> Result<_, MembershipError> { Ok(load_visits(tx, [member])?) });
    all.expect("loaded").remove(&member)
}

fn day() -> BusinessDate {
    "2026-11-25".parse().expect("a date")
}

fn settled(member: Option<MemberId>, store: i64, at: i64, total: i64) -> Event {
    Event::OrderSettled(OrderSettled {
        order_id: OrderId(at),
        store_id: StoreId(store),
        business_date: day(),
        member_id: member,
        home_store_id: None,
        guide_id: None,
        total: Money(total),
        discount: Money(0),
        lines: vec![SoldLine {
            line_id: LineId(1),
            sku_id: SkuId(1),
            category_id: Some(CategoryId(at)),
            quantity: 1,
            total: Money(total),
        }],
        points_earned: Points(0),
        points_spent: Points(0),
        stored_value_spent: Money(0),
        at: Timestamp(at),
        hour: 10,
    })
}

fn bound(member: MemberId, store: i64, settled_at: i64, total: i64) -> Event {
    Event::OrderBound(OrderBound {
        order_id: OrderId(settled_at),
        store_id: StoreId(store),
        business_date: day(),
        member_id: member,
        home_store_id: None,
        total: Money(total),
        category_id: Some(CategoryId(settled_at)),
        points_earned: Points(0),
        returned: Vec::new(),
        is_undone: false,
        settled_at: Timestamp(settled_at),
        at: Timestamp(settled_at + 1),
    })
}

fn returned(member: MemberId, total: i64) -> Event {
    Event::OrderReturned(OrderReturned {
        return_id: ReturnId(1),
        order_id: OrderId(1),
        store_id: StoreId(9),
        business_date: day(),
        member_id: Some(member),
        units: 1,
        total: Money(total),
        stored_value_back: Money(0),
        points_back: Points(0),
        points_taken_back: Points(0),
        undone: None,
        at: Timestamp(999),
    })
}

fn history(member: MemberId, first: i64, last: i64) -> Event {
    let visit = |at| RecordedVisit {
        at: Timestamp(at),
        store_id: StoreId(at),
        total: Money(at),
        category_id: Some(CategoryId(at)),
    };
    Event::HistoryRecorded(HistoryRecorded {
        days: Vec::new(),
        members: vec![RecordedMember {
            member_id: member,
            orders: 10,
            total: Money(1000),
            first: visit(first),
            last: visit(last),
        }],
        hours: Vec::new(),
        buyers: Vec::new(),
    })
}

/// `orders, total, returns, returned_total`, then `at, store, total, category` of the first and
/// `at, store` of the last.
fn figures(visits: &MemberVisits) -> ([i64; 4], [i64; 4], [i64; 2]) {
    let first = visits.first.as_ref().map_or([0; 4], |first| {
        let category = first.category_id.map_or(0, |category| category.0);
        [first.at.0, first.store_id.0, first.total.0, category]
    });
    let last_store = visits.last_store_id.map_or(0, |store| store.0);
    (
        [
            visits.orders,
            visits.total.0,
            visits.returns,
            visits.returned_total.0,
        ],
        first,
        [visits.last_at.map_or(0, |at| at.0), last_store],
    )
}

#[test]
fn sales_and_returns_add_up() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let id = chain
            .enrol(person("李娜", "13800001234"))
            .expect("enrolled");
        assert!(visits(&chain, id).is_none());
        tell(&chain, vec![returned(id, 30)]);
        let early = visits(&chain, id).expect("a return");
        assert_eq!(figures(&early), ([0, 0, 1, 30], [0; 4], [0; 2]));
        tell(
            &chain,
            vec![settled(Some(id), 1, 500, 900), settled(None, 1, 501, 100)],
        );
        tell(
            &chain,
            vec![settled(Some(id), 2, 600, 700), bound(id, 3, 450, 50)],
        );
        let now = visits(&chain, id).expect("sales");
        assert_eq!(
            figures(&now),
            ([3, 1650, 1, 30], [450, 3, 50, 450], [600, 2])
        );
    });
}

#[test]
fn history_may_come_after_newer_sales() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let id = chain
            .enrol(person("李娜", "13800001234"))
            .expect("enrolled");
        tell(&chain, vec![settled(Some(id), 1, 500, 900)]);
        tell(&chain, vec![history(id, 100, 300), history(id, 200, 400)]);
        let now = visits(&chain, id).expect("sales");
        assert_eq!(
            figures(&now),
            ([21, 2900, 0, 0], [100, 100, 100, 100], [500, 1])
        );
    });
}

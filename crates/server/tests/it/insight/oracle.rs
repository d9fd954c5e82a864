//! The overview, counted once more from orders, returns and top-ups by plain statements, and
//! compared day by day and store by store. Every story ends with it.

use access::StoreFilter;
use insight::{Asked, Figures, IndicatorKey, Overview};
use kernel::{BrandId, BusinessDate, MemberId, Money, Points, StoreId, Timestamp, ZoneName};
use platform::db::{Db, DbError, Tx};
use platform::{args, sql};
use std::collections::{BTreeMap, BTreeSet, HashMap};

type Day = (BusinessDate, Option<StoreId>);

/// What the tables say.
#[derive(Debug, Default, PartialEq)]
struct Counted {
    days: BTreeMap<Day, Figures>,
    /// Orders and sales by weekday and hour.
    hours: BTreeMap<(i64, i64), (i64, i64)>,
    /// Orders that were not wholly brought back, by buyer and day.
    bought: BTreeMap<MemberId, BTreeMap<BusinessDate, i64>>,
}

/// Fails if the overview of a brand says anything else than its orders.
#[track_caller]
pub fn assert_overview(db: &Db, brand: BrandId) {
    let (counted, shown, total) = db
        .read_blocking(brand, |tx: &mut Tx<'_>| -> Result<_, ledger::LedgerError> {
            let counted = count(tx)?;
            let dates: BTreeSet<BusinessDate> = counted.days.keys().map(|(day, _)| *day).collect();
            let mut shown = BTreeMap::new();
            for day in &dates {
                let seen = look(tx, *day, *day)?;
                // Enrolments stand in no table by store and day.
                let known = seen.by_store.into_iter().map(|(store, mut figures)| {
                    figures.new_members = 0;
                    ((*day, store), figures)
                });
                shown.extend(known.filter(|(_, figures)| *figures != Figures::default()));
            }
            let period = dates.first().copied().zip(dates.last().copied());
            let total = match period {
                Some((first, last)) => {
                    let from = first.max(last.plus_days(1 - 366));
                    Some(look(tx, from, last)?)
                }
                None => None,
            };
            Ok((counted, shown, total))
        })
        .expect("the overview is read");
    assert_eq!(shown, counted.days, "sums by day and store");
    let Some(total) = total else { return };
    let whole = db.read_blocking(brand, days_with_sums).expect("read");
    let days: BTreeSet<Day> = counted.days.keys().copied().collect();
    assert_eq!(whole, days, "no other day, no other store");
    if let Some((_, Some(store))) = counted.days.keys().next().copied() {
        let (from, to) = (total.from, total.to);
        let look = move |tx: &mut Tx<'_>| look_at(tx, from, to, StoreFilter::Only(vec![store]));
        let seen = db.read_blocking(brand, look).expect("read");
        let mut wanted = Figures::default();
        let of_store = counted
            .days
            .iter()
            .filter(|((day, of), _)| *of == Some(store) && (from..=to).contains(day));
        of_store.for_each(|(_, figures)| wanted.add(figures));
        let shown = Figures {
            new_members: 0,
            ..seen.total
        };
        assert_eq!(shown, wanted, "one store alone");
    }
    let in_period = |day: &BusinessDate| (total.from..=total.to).contains(day);
    if counted.days.keys().all(|(day, _)| in_period(day)) {
        let hours = total.hours.iter();
        let hours = hours.map(|one| ((one.weekday, one.hour), (one.orders, one.sales)));
        assert_eq!(hours.collect::<BTreeMap<_, _>>(), counted.hours, "hours");
    }
    assert_eq!(people(&total), counted_people(&counted, &total), "buyers");
}

fn look(
    tx: &mut Tx<'_>,
    from: BusinessDate,
    to: BusinessDate,
) -> Result<Overview, ledger::LedgerError> {
    look_at(tx, from, to, StoreFilter::All)
}

fn look_at(
    tx: &mut Tx<'_>,
    from: BusinessDate,
    to: BusinessDate,
    stores: StoreFilter,
) -> Result<Overview, ledger::LedgerError> {
    let asked = Asked {
        period: Some((from, to)),
        today: to,
        stores,
    };
    insight::overview(tx, &asked)
}

/// The days and stores of which the projection has any sums, enrolments aside.
fn days_with_sums(tx: &mut Tx<'_>) -> Result<BTreeSet<Day>, DbError> {
    let brand = tx.brand();
    let read = sql!(
        (BusinessDate, StoreId),
        "select business_date, store_id from store_day
         where brand_id = $1 and (orders <> 0 or sales <> 0 or returned <> 0
           or returns_count <> 0 or undone_orders <> 0 or top_up_principal <> 0)"
    );
    let rows = tx.many(read, args![brand])?.into_iter();
    Ok(rows.map(|(day, store)| (day, Some(store))).collect())
}

/// Buyers, repeat buyers, active and dormant members.
fn people(seen: &Overview) -> [i64; 4] {
    let of = |key| {
        seen.indicators
            .iter()
            .find(|one| one.key == key)
            .expect("shown")
    };
    [
        of(IndicatorKey::Buyers).numerator,
        of(IndicatorKey::RepeatRate).numerator,
        of(IndicatorKey::ActiveMembers).numerator,
        of(IndicatorKey::DormantMembers).numerator,
    ]
}

fn counted_people(counted: &Counted, total: &Overview) -> [i64; 4] {
    let active = total.to.plus_days(-89);
    let dormant = total.to.plus_days(-179);
    let mut people = [0; 4];
    for days in counted.bought.values() {
        let bought = days.iter().filter(|(_, orders)| **orders > 0);
        let in_period: i64 = bought
            .clone()
            .filter(|(day, _)| **day >= total.from)
            .map(|(_, n)| n)
            .sum();
        let last = bought.map(|(day, _)| *day).max();
        people[0] += i64::from(in_period > 0);
        people[1] += i64::from(in_period > 1);
        people[2] += i64::from(last.is_some_and(|day| day >= active));
        people[3] += i64::from(last.is_some_and(|day| (dormant..active).contains(&day)));
    }
    people
}

fn count(tx: &mut Tx<'_>) -> Result<Counted, DbError> {
    let mut counted = Counted::default();
    count_orders(tx, &mut counted)?;
    count_tenders(tx, &mut counted)?;
    count_returns(tx, &mut counted)?;
    let brand = tx.brand();
    let top_ups = sql!(
        (BusinessDate, StoreId, Money, Money),
        "select business_date, store_id, principal, bonus from top_up where brand_id = $1"
    );
    for (date, store, principal, bonus) in tx.many(top_ups, args![brand])? {
        let day = counted.days.entry((date, Some(store))).or_default();
        day.top_up_principal.0 += principal.0;
        day.top_up_bonus.0 += bonus.0;
    }
    counted
        .days
        .retain(|_, figures| *figures != Figures::default());
    Ok(counted)
}

fn count_orders(tx: &mut Tx<'_>, counted: &mut Counted) -> Result<(), DbError> {
    let brand = tx.brand();
    let stores = sql!(
        (StoreId, ZoneName),
        "select id, zone from store where brand_id = $1"
    );
    let zones: HashMap<StoreId, ZoneName> = tx.many(stores, args![brand])?.into_iter().collect();
    let merged = sql!(
        (MemberId, MemberId),
        "select id, merged_into from member where brand_id = $1 and merged_into is not null"
    );
    let current: HashMap<MemberId, MemberId> = tx.many(merged, args![brand])?.into_iter().collect();
    let orders = sql!(
        (
            BusinessDate,
            StoreId,
            Timestamp,
            Option<MemberId>,
            Option<StoreId>,
            i64,
            Money,
            Money,
            Points,
            i64
        ),
        "select o.business_date, o.store_id, o.settled_at, o.member_id, o.home_store_id,
           o.units, o.gross, o.total, o.points_earned,
           cast((select count(*) from order_line l where l.brand_id = $1 and l.order_id = o.id
             and l.quantity > l.returned_quantity) as bigint)
         from orders o where o.brand_id = $1"
    );
    for (date, store, at, member, home, units, gross, total, earned, left) in
        tx.many(orders, args![brand])?
    {
        let day = counted.days.entry((date, Some(store))).or_default();
        // A sale of adjustments only has nothing that could come back.
        let (of_member, undone) = (
            i64::from(member.is_some()),
            i64::from(left == 0 && units > 0),
        );
        day.orders += 1;
        day.member_orders += of_member;
        day.gross.0 += gross.0;
        day.sales.0 += total.0;
        day.member_sales.0 += total.0 * of_member;
        if home.is_some_and(|home| home != store) {
            day.cross_store_sales.0 += total.0;
        }
        day.units += units;
        day.points_earned.0 += earned.0;
        let hour = counted
            .hours
            .entry((date.weekday(), zones[&store].hour(at)))
            .or_default();
        hour.0 += 1;
        hour.1 += total.0;
        if let Some(member) = member {
            let buyer = current.get(&member).copied().unwrap_or(member);
            let days = counted.bought.entry(buyer).or_default();
            *days.entry(date).or_default() += 1 - undone;
        }
    }
    Ok(())
}

fn count_tenders(tx: &mut Tx<'_>, counted: &mut Counted) -> Result<(), DbError> {
    let brand = tx.brand();
    let tenders = sql!(
        (BusinessDate, StoreId, String, Money, Points),
        "select o.business_date, o.store_id, t.kind, t.amount, t.points
         from orders o join order_tender t on t.brand_id = $1 and t.order_id = o.id
         where o.brand_id = $1 and t.kind in ('stored_value', 'points')"
    );
    for (date, store, kind, amount, points) in tx.many(tenders, args![brand])? {
        let day = counted.days.entry((date, Some(store))).or_default();
        day.points_spent.0 += points.0;
        if kind == "stored_value" {
            day.stored_value_spent.0 += amount.0;
        }
    }
    Ok(())
}

fn count_returns(tx: &mut Tx<'_>, counted: &mut Counted) -> Result<(), DbError> {
    let brand = tx.brand();
    let heads = sql!(
        (BusinessDate, StoreId, Option<MemberId>, Money, Points, i64),
        "select r.business_date, r.store_id, o.member_id, r.total, r.points_taken_back,
           cast((select sum(l.quantity) from return_line l where l.brand_id = $1
             and l.order_id = r.order_id and l.return_id = r.id) as bigint)
         from order_return r join orders o on o.brand_id = $1 and o.id = r.order_id
         where r.brand_id = $1"
    );
    for (date, store, member, total, taken, units) in tx.many(heads, args![brand])? {
        let day = counted.days.entry((date, Some(store))).or_default();
        day.returns_count += 1;
        day.returned.0 += total.0;
        if member.is_some() {
            day.member_returned.0 += total.0;
        }
        day.returned_units += units;
        day.points_taken_back.0 += taken.0;
    }
    let undone = sql!(
        (BusinessDate, StoreId, Option<MemberId>),
        "select r.business_date, r.store_id, o.member_id
         from order_return r join orders o on o.brand_id = $1 and o.id = r.order_id
         where r.brand_id = $1
           and r.id = (select max(l.id) from order_return l
             where l.brand_id = $1 and l.order_id = r.order_id)
           and not exists (select 1 from order_line l where l.brand_id = $1
             and l.order_id = r.order_id and l.quantity > l.returned_quantity)"
    );
    for (date, store, member) in tx.many(undone, args![brand])? {
        let day = counted.days.entry((date, Some(store))).or_default();
        day.undone_orders += 1;
        day.undone_member_orders += i64::from(member.is_some());
    }
    let tenders = sql!(
        (BusinessDate, StoreId, String, Money, Points),
        "select r.business_date, r.store_id, t.kind, b.amount, b.points
         from order_return r
         join return_tender b on b.brand_id = $1 and b.order_id = r.order_id and b.return_id = r.id
         join order_tender t on t.brand_id = $1 and t.order_id = r.order_id and t.id = b.tender_id
         where r.brand_id = $1"
    );
    for (date, store, kind, amount, points) in tx.many(tenders, args![brand])? {
        let day = counted.days.entry((date, Some(store))).or_default();
        day.points_back.0 += points.0;
        if kind == "stored_value" {
            day.stored_value_back.0 += amount.0;
        }
    }
    Ok(())
}

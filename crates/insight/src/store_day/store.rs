//! The table `store_day`: one row for each store and business day on which something happened.

use super::rules::{Day, Figures};
use access::StoreFilter;
use kernel::{BusinessDate, Money, Points, StoreId};
use platform::db::{DbError, Tx};
use platform::{args, row, row_values, sql};

/// Stands for no store in the key, where null cannot stand; no snowflake is zero.
const NO_STORE: StoreId = StoreId(0);

row! {
    struct DayRow {
        business_date: BusinessDate,
        store_id: StoreId,
        orders: i64,
        member_orders: i64,
        sales: Money,
        member_sales: Money,
        units: i64,
        returns_count: i64,
        returned: Money,
        new_members: i64,
        top_up_principal: Money,
        top_up_bonus: Money,
        points_earned: Points,
        points_spent: Points,
        stored_value_spent: Money,
    }
}

impl DayRow {
    fn into_day(self) -> Day {
        Day {
            business_date: self.business_date,
            store_id: Some(self.store_id).filter(|id| *id != NO_STORE),
            figures: Figures {
                orders: self.orders,
                member_orders: self.member_orders,
                sales: self.sales,
                member_sales: self.member_sales,
                units: self.units,
                returns_count: self.returns_count,
                returned: self.returned,
                new_members: self.new_members,
                top_up_principal: self.top_up_principal,
                top_up_bonus: self.top_up_bonus,
                points_earned: self.points_earned,
                points_spent: self.points_spent,
                stored_value_spent: self.stored_value_spent,
            },
        }
    }
}

/// Adds figures to days; each day and store comes at most once, in key order.
pub(super) fn add(tx: &mut Tx<'_>, days: &[Day]) -> Result<(), DbError> {
    let upsert = sql!(
        "insert into store_day
           (brand_id, business_date, store_id, orders, member_orders, sales, member_sales, units,
            returns_count, returned, new_members, top_up_principal, top_up_bonus, points_earned,
            points_spent, stored_value_spent)
         values $*
         on conflict (brand_id, business_date, store_id) do update set
           orders = store_day.orders + excluded.orders,
           member_orders = store_day.member_orders + excluded.member_orders,
           sales = store_day.sales + excluded.sales,
           member_sales = store_day.member_sales + excluded.member_sales,
           units = store_day.units + excluded.units,
           returns_count = store_day.returns_count + excluded.returns_count,
           returned = store_day.returned + excluded.returned,
           new_members = store_day.new_members + excluded.new_members,
           top_up_principal = store_day.top_up_principal + excluded.top_up_principal,
           top_up_bonus = store_day.top_up_bonus + excluded.top_up_bonus,
           points_earned = store_day.points_earned + excluded.points_earned,
           points_spent = store_day.points_spent + excluded.points_spent,
           stored_value_spent = store_day.stored_value_spent + excluded.stored_value_spent"
    );
    let brand = tx.brand();
    let row = |day: &Day| {
        let figures = &day.figures;
        row_values![
            brand,
            day.business_date,
            day.store_id.unwrap_or(NO_STORE),
            figures.orders,
            figures.member_orders,
            figures.sales,
            figures.member_sales,
            figures.units,
            figures.returns_count,
            figures.returned,
            figures.new_members,
            figures.top_up_principal,
            figures.top_up_bonus,
            figures.points_earned,
            figures.points_spent,
            figures.stored_value_spent,
        ]
    };
    tx.insert_many(upsert, days.iter().map(row).collect())?;
    Ok(())
}

/// The days of a range, over all stores or over some. The last day comes store by store, the
/// others added up (in one part or in several), so that a long trend of many stores stays a
/// short answer.
pub(super) fn range(
    tx: &mut Tx<'_>,
    from: BusinessDate,
    to: BusinessDate,
    stores: &StoreFilter,
) -> Result<Vec<Day>, DbError> {
    let query = sql!(
        DayRow,
        "select business_date, case when business_date = $3 then store_id else 0 end,
           cast(sum(orders) as bigint), cast(sum(member_orders) as bigint),
           cast(sum(sales) as bigint), cast(sum(member_sales) as bigint),
           cast(sum(units) as bigint),
           cast(sum(returns_count) as bigint), cast(sum(returned) as bigint),
           cast(sum(new_members) as bigint),
           cast(sum(top_up_principal) as bigint), cast(sum(top_up_bonus) as bigint),
           cast(sum(points_earned) as bigint), cast(sum(points_spent) as bigint),
           cast(sum(stored_value_spent) as bigint)
         from store_day
         where brand_id = $1 and business_date >= $2 and business_date <= $3
           and (cast($4 as bigint) = 1 or store_id in ($*))
         group by 1, 2"
    );
    // An empty list would ask nothing at all, so all stores are asked for beside a list of one.
    let (all, list) = match stores {
        StoreFilter::All => (true, &[NO_STORE][..]),
        StoreFilter::Only(stores) => (false, stores.as_slice()),
    };
    let brand = tx.brand();
    let rows = tx.many_in(query, args![brand, from, to, all], list)?;
    Ok(rows.into_iter().map(DayRow::into_day).collect())
}

/// The latest day with figures, none of them after `limit`.
pub(super) fn latest(
    tx: &mut Tx<'_>,
    limit: BusinessDate,
) -> Result<Option<BusinessDate>, DbError> {
    let query = sql!(
        (Option<BusinessDate>,),
        "select max(business_date) from store_day where brand_id = $1 and business_date <= $2"
    );
    let brand = tx.brand();
    tx.one(query, args![brand, limit]).map(|(date,)| date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use testkit::{TestDb, both};

    fn date(text: &str) -> BusinessDate {
        text.parse().expect("a date")
    }

    fn day(business_date: &str, store: Option<i64>, orders: i64) -> Day {
        Day {
            business_date: date(business_date),
            store_id: store.map(StoreId),
            figures: Figures {
                orders,
                sales: Money(orders * 100),
                ..Figures::default()
            },
        }
    }

    fn add_days(test: &TestDb, days: &[Day]) {
        let days = days.to_vec();
        test.write(move |tx| add(tx, &days)).expect("added");
    }

    /// Days as `date store orders`, sorted.
    fn told(days: Vec<Day>) -> Vec<String> {
        let store = |day: &Day| day.store_id.map_or("-".into(), |id| id.0.to_string());
        let line = |day: &Day| {
            let (date, figures) = (day.business_date, day.figures);
            assert_eq!(figures.sales, Money(figures.orders * 100));
            format!("{date} {} {}", store(day), figures.orders)
        };
        let mut lines: Vec<String> = days.iter().map(line).collect();
        lines.sort();
        lines
    }

    #[test]
    fn adding_twice_adds_up() {
        both(|test| {
            let days = [day("2026-11-24", None, 1), day("2026-11-25", Some(7), 2)];
            add_days(test, &days);
            add_days(test, &days);
            add_days(test, &[]);
            let (from, to) = (date("2026-11-25"), date("2026-11-25"));
            let found = test
                .read(move |tx| range(tx, from, to, &StoreFilter::All))
                .expect("read");
            assert_eq!(told(found), ["2026-11-25 7 4"]);
            let (from, to) = (date("2026-11-24"), date("2026-11-24"));
            let found = test
                .read(move |tx| range(tx, from, to, &StoreFilter::All))
                .expect("read");
            assert_eq!(told(found), ["2026-11-24 - 2"]);
        });
    }

    #[test]
    fn only_the_last_day_comes_store_by_store() {
        both(|test| {
            add_days(
                test,
                &[
                    day("2026-11-22", Some(7), 100),
                    day("2026-11-23", None, 1),
                    day("2026-11-23", Some(7), 2),
                    day("2026-11-23", Some(8), 3),
                    day("2026-11-24", None, 5),
                    day("2026-11-24", Some(7), 6),
                    day("2026-11-24", Some(8), 7),
                    day("2026-11-25", Some(7), 100),
                ],
            );
            let (from, to) = (date("2026-11-23"), date("2026-11-24"));
            let all = test
                .read(move |tx| range(tx, from, to, &StoreFilter::All))
                .expect("read");
            let expected = [
                "2026-11-23 - 6",
                "2026-11-24 - 5",
                "2026-11-24 7 6",
                "2026-11-24 8 7",
            ];
            assert_eq!(told(all), expected);

            let of = |stores: Vec<StoreId>| {
                let some = StoreFilter::Only(stores);
                let read = move |tx: &mut Tx<'_>| range(tx, from, to, &some);
                told(test.read(read).expect("read"))
            };
            assert_eq!(of(vec![StoreId(8)]), ["2026-11-23 - 3", "2026-11-24 8 7"]);
            assert_eq!(of(vec![]), [""; 0]);
        });
    }

    #[test]
    fn the_latest_day_is_not_after_the_limit() {
        both(|test| {
            let read = |limit: &str| {
                let limit = date(limit);
                test.read(move |tx| latest(tx, limit)).expect("read")
            };
            assert_eq!(read("2026-11-25"), None);
            let days = ["2026-11-20", "2026-11-25", "9999-12-31"];
            add_days(test, &days.map(|date| day(date, Some(7), 1)));
            assert_eq!(read("2026-11-26"), Some(date("2026-11-25")));
            assert_eq!(read("2026-11-24"), Some(date("2026-11-20")));
        });
    }
}

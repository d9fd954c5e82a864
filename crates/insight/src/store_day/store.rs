//! The table `store_day`: one row for each store and business day on which something happened.

use super::rules::Day;
use crate::figures::{FIGURES, Figures};
use access::StoreFilter;
use kernel::{BusinessDate, ColumnError, StoreId, ToColumn};
use platform::db::{ColumnSpec, Columns, DbError, Query, Row, Tx, next};
use platform::{args, row_values, sql};

/// Stands for no store in the key, where null cannot stand; no snowflake is zero.
const NO_STORE: StoreId = StoreId(0);

/// A day, a store, and the figures in their order.
const COLUMNS: [ColumnSpec; FIGURES + 2] = {
    let mut columns = [ColumnSpec::of::<i64>(); FIGURES + 2];
    columns[0] = ColumnSpec::of::<BusinessDate>();
    columns
};

impl Row for Day {
    const COLUMNS: &'static [ColumnSpec] = &COLUMNS;
    fn read(columns: &mut Columns) -> Result<Self, ColumnError> {
        let business_date = next(columns)?;
        let store_id: StoreId = next(columns)?;
        let mut numbers = [0; FIGURES];
        for number in &mut numbers {
            *number = next(columns)?;
        }
        Ok(Day {
            business_date,
            store_id: Some(store_id).filter(|id| *id != NO_STORE),
            figures: Figures::of(numbers),
        })
    }
}

/// Adds figures to days; each day and store comes at most once, in key order.
pub(super) fn add(tx: &mut Tx<'_>, days: &[Day]) -> Result<(), DbError> {
    let upsert = sql!(
        "insert into store_day
           (brand_id, business_date, store_id, orders, member_orders, undone_orders,
            undone_member_orders, gross, sales, member_sales, cross_store_sales, units,
            returns_count, returned, member_returned, returned_units, new_members,
            top_up_principal, top_up_bonus, points_earned, points_taken_back, points_spent,
            points_back, stored_value_spent, stored_value_back)
         values $*
         on conflict (brand_id, business_date, store_id) do update set
           orders = store_day.orders + excluded.orders,
           member_orders = store_day.member_orders + excluded.member_orders,
           undone_orders = store_day.undone_orders + excluded.undone_orders,
           undone_member_orders = store_day.undone_member_orders + excluded.undone_member_orders,
           gross = store_day.gross + excluded.gross,
           sales = store_day.sales + excluded.sales,
           member_sales = store_day.member_sales + excluded.member_sales,
           cross_store_sales = store_day.cross_store_sales + excluded.cross_store_sales,
           units = store_day.units + excluded.units,
           returns_count = store_day.returns_count + excluded.returns_count,
           returned = store_day.returned + excluded.returned,
           member_returned = store_day.member_returned + excluded.member_returned,
           returned_units = store_day.returned_units + excluded.returned_units,
           new_members = store_day.new_members + excluded.new_members,
           top_up_principal = store_day.top_up_principal + excluded.top_up_principal,
           top_up_bonus = store_day.top_up_bonus + excluded.top_up_bonus,
           points_earned = store_day.points_earned + excluded.points_earned,
           points_taken_back = store_day.points_taken_back + excluded.points_taken_back,
           points_spent = store_day.points_spent + excluded.points_spent,
           points_back = store_day.points_back + excluded.points_back,
           stored_value_spent = store_day.stored_value_spent + excluded.stored_value_spent,
           stored_value_back = store_day.stored_value_back + excluded.stored_value_back"
    );
    let brand = tx.brand();
    let row = |day: &Day| {
        let store_id = day.store_id.unwrap_or(NO_STORE);
        let mut values = row_values![brand, day.business_date, store_id];
        values.extend(day.figures.numbers().map(|number| number.to_value()));
        values
    };
    tx.insert_many(upsert, days.iter().map(row).collect())?;
    Ok(())
}

/// Days of a period, over all stores or over some, added up over the stores (in one part or in
/// several).
pub(crate) fn by_date(
    tx: &mut Tx<'_>,
    from: BusinessDate,
    to: BusinessDate,
    stores: &StoreFilter,
) -> Result<Vec<Day>, DbError> {
    let query = sql!(
        Day,
        "select business_date, cast(0 as bigint),
           cast(sum(orders) as bigint), cast(sum(member_orders) as bigint),
           cast(sum(undone_orders) as bigint), cast(sum(undone_member_orders) as bigint),
           cast(sum(gross) as bigint), cast(sum(sales) as bigint),
           cast(sum(member_sales) as bigint), cast(sum(cross_store_sales) as bigint),
           cast(sum(units) as bigint), cast(sum(returns_count) as bigint),
           cast(sum(returned) as bigint), cast(sum(member_returned) as bigint),
           cast(sum(returned_units) as bigint), cast(sum(new_members) as bigint),
           cast(sum(top_up_principal) as bigint), cast(sum(top_up_bonus) as bigint),
           cast(sum(points_earned) as bigint), cast(sum(points_taken_back) as bigint),
           cast(sum(points_spent) as bigint), cast(sum(points_back) as bigint),
           cast(sum(stored_value_spent) as bigint), cast(sum(stored_value_back) as bigint)
         from store_day
         where brand_id = $1 and business_date >= $2 and business_date <= $3
           and (cast($4 as bigint) = 1 or store_id in ($*))
         group by business_date"
    );
    ask(tx, query, (from, to), stores)
}

/// What happened in each store in a period; all of it stands under its last day.
pub(crate) fn by_store(
    tx: &mut Tx<'_>,
    from: BusinessDate,
    to: BusinessDate,
    stores: &StoreFilter,
) -> Result<Vec<Day>, DbError> {
    let query = sql!(
        Day,
        "select max(business_date), store_id,
           cast(sum(orders) as bigint), cast(sum(member_orders) as bigint),
           cast(sum(undone_orders) as bigint), cast(sum(undone_member_orders) as bigint),
           cast(sum(gross) as bigint), cast(sum(sales) as bigint),
           cast(sum(member_sales) as bigint), cast(sum(cross_store_sales) as bigint),
           cast(sum(units) as bigint), cast(sum(returns_count) as bigint),
           cast(sum(returned) as bigint), cast(sum(member_returned) as bigint),
           cast(sum(returned_units) as bigint), cast(sum(new_members) as bigint),
           cast(sum(top_up_principal) as bigint), cast(sum(top_up_bonus) as bigint),
           cast(sum(points_earned) as bigint), cast(sum(points_taken_back) as bigint),
           cast(sum(points_spent) as bigint), cast(sum(points_back) as bigint),
           cast(sum(stored_value_spent) as bigint), cast(sum(stored_value_back) as bigint)
         from store_day
         where brand_id = $1 and business_date >= $2 and business_date <= $3
           and (cast($4 as bigint) = 1 or store_id in ($*))
         group by store_id"
    );
    ask(tx, query, (from, to), stores)
}

fn ask(
    tx: &mut Tx<'_>,
    query: Query<Day>,
    (from, to): (BusinessDate, BusinessDate),
    stores: &StoreFilter,
) -> Result<Vec<Day>, DbError> {
    let (all, list) = stores.as_list();
    let brand = tx.brand();
    tx.many_in(query, args![brand, from, to, all], list)
}

/// The latest day with figures, none of them after `limit`.
pub(crate) fn latest(
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

/// Takes away all but the enrolments, which no other table remembers by day and store.
pub(crate) fn clear(tx: &mut Tx<'_>) -> Result<(), DbError> {
    let update = sql!(
        "update store_day set
           orders = 0, member_orders = 0, undone_orders = 0, undone_member_orders = 0, gross = 0,
           sales = 0, member_sales = 0, cross_store_sales = 0, units = 0, returns_count = 0,
           returned = 0, member_returned = 0, returned_units = 0, top_up_principal = 0,
           top_up_bonus = 0, points_earned = 0, points_taken_back = 0, points_spent = 0,
           points_back = 0, stored_value_spent = 0, stored_value_back = 0
         where brand_id = $1"
    );
    let brand = tx.brand();
    tx.execute(update, args![brand])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Money;
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
                .read(move |tx| by_date(tx, from, to, &StoreFilter::All))
                .expect("read");
            assert_eq!(told(found), ["2026-11-25 - 4"]);
            let (from, to) = (date("2026-11-24"), date("2026-11-24"));
            let found = test
                .read(move |tx| by_date(tx, from, to, &StoreFilter::All))
                .expect("read");
            assert_eq!(told(found), ["2026-11-24 - 2"]);
        });
    }

    #[test]
    fn a_period_is_added_up_by_day_and_by_store() {
        both(|test| {
            add_days(
                test,
                &[
                    day("2026-11-22", Some(7), 100),
                    day("2026-11-23", None, 1),
                    day("2026-11-23", Some(7), 2),
                    day("2026-11-23", Some(8), 3),
                    day("2026-11-24", Some(7), 6),
                    day("2026-11-24", Some(8), 7),
                    day("2026-11-25", Some(7), 100),
                ],
            );
            let (from, to) = (date("2026-11-23"), date("2026-11-24"));
            let look = |some: StoreFilter| {
                let read = move |tx: &mut Tx<'_>| -> Result<_, DbError> {
                    let by_date = by_date(tx, from, to, &some)?;
                    Ok((told(by_date), told(by_store(tx, from, to, &some)?)))
                };
                test.read(read).expect("read")
            };
            let (by_date, by_store) = look(StoreFilter::All);
            assert_eq!(by_date, ["2026-11-23 - 6", "2026-11-24 - 13"]);
            assert_eq!(
                by_store,
                ["2026-11-23 - 1", "2026-11-24 7 8", "2026-11-24 8 10"]
            );
            let (by_date, by_store) = look(StoreFilter::Only(vec![StoreId(8)]));
            assert_eq!(by_date, ["2026-11-23 - 3", "2026-11-24 - 7"]);
            assert_eq!(by_store, ["2026-11-24 8 10"]);
            assert_eq!(look(StoreFilter::Only(vec![])), (vec![], vec![]));
        });
    }

    #[test]
    fn enrolments_stay_when_all_else_is_taken_away() {
        both(|test| {
            let enrolled = Figures {
                orders: 3,
                new_members: 2,
                ..Figures::default()
            };
            let day = Day {
                figures: enrolled,
                ..day("2026-11-24", Some(7), 0)
            };
            test.write(move |tx| {
                add(tx, std::slice::from_ref(&day))?;
                clear(tx)
            })
            .expect("cleared");
            let at = date("2026-11-24");
            let left = test
                .read(move |tx| by_date(tx, at, at, &StoreFilter::All))
                .expect("read");
            let wanted = Figures {
                orders: 0,
                ..enrolled
            };
            assert_eq!(left[0].figures, wanted);
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

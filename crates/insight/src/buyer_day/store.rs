//! The table `buyer_day`: how often a member bought in a store on a business day.

use super::Key;
use access::StoreFilter;
use kernel::{BusinessDate, MemberId};
use platform::db::{DbError, Tx};
use platform::{args, row, row_values, sql};
use std::collections::{BTreeMap, HashMap};

row! {
    /// How many people bought.
    #[derive(Copy, Default, PartialEq, Eq)]
    pub(crate) struct Buyers {
        /// In the period.
        pub buyers: i64,
        /// Twice or more in the period.
        pub repeat_buyers: i64,
        /// Last in the window of those who are active.
        pub active: i64,
        /// Last in the window before it.
        pub dormant: i64,
    }
}

row! {
    /// What one person bought.
    struct Buyer {
        buyer_id: MemberId,
        orders: i64,
        last_on: BusinessDate,
    }
}

/// The days that matter to a count of buyers; all end with `to`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Windows {
    /// The first day of the period.
    pub from: BusinessDate,
    /// The last day of the period and of the windows.
    pub to: BusinessDate,
    /// Whoever bought since then is active.
    pub active_from: BusinessDate,
    /// Whoever bought since then, but not later, is dormant.
    pub dormant_from: BusinessDate,
}

/// Adds to the days, in key order. Whoever was merged into another counts as that one at once.
pub(super) fn add(tx: &mut Tx<'_>, days: &BTreeMap<Key, i64>) -> Result<(), DbError> {
    let upsert = sql!(
        "insert into buyer_day (brand_id, business_date, store_id, member_id, buyer_id, orders)
         values $*
         on conflict (brand_id, business_date, store_id, member_id) do update set
           orders = buyer_day.orders + excluded.orders"
    );
    let brand = tx.brand();
    let members: Vec<MemberId> = days.keys().map(|(_, _, member)| *member).collect();
    let current = membership::current_ids(tx, &members)?;
    let row = |(&(date, store, member), &orders): (&Key, &i64)| {
        row_values![brand, date, store, member, current[&member], orders]
    };
    tx.insert_many(upsert, days.iter().map(row).collect())?;
    Ok(())
}

/// Lets the sales of some members count as those of one of them.
pub(super) fn belong_to(
    tx: &mut Tx<'_>,
    members: &[MemberId],
    buyer: MemberId,
) -> Result<(), DbError> {
    let update =
        sql!("update buyer_day set buyer_id = $2 where brand_id = $1 and member_id in ($*)");
    let brand = tx.brand();
    tx.execute_in(update, args![brand, buyer], members.iter().copied())?;
    Ok(())
}

/// How many people bought in the stores, each counted once.
pub(crate) fn buyers(
    tx: &mut Tx<'_>,
    windows: Windows,
    stores: &StoreFilter,
) -> Result<Buyers, DbError> {
    match stores {
        StoreFilter::All => of_all(tx, windows),
        StoreFilter::Only(stores) => {
            let earliest = windows.from.min(windows.dormant_from);
            let query = sql!(
                Buyer,
                "select buyer_id,
                   cast(sum(case when business_date >= $3 then orders else 0 end) as bigint),
                   max(business_date)
                 from buyer_day
                 where brand_id = $1 and business_date >= $2 and business_date <= $4
                   and orders > 0 and store_id in ($*)
                 group by buyer_id"
            );
            let brand = tx.brand();
            let args = args![brand, earliest, windows.from, windows.to];
            // A long list of stores is read in pieces, and one person may be in several.
            Ok(add_up(
                tx.many_in(query, args, stores.iter().copied())?,
                windows,
            ))
        }
    }
}

fn of_all(tx: &mut Tx<'_>, windows: Windows) -> Result<Buyers, DbError> {
    let query = sql!(
        Buyers,
        "select cast(count(case when b.orders > 0 then 1 end) as bigint),
           cast(count(case when b.orders > 1 then 1 end) as bigint),
           cast(count(case when b.last_on >= $5 then 1 end) as bigint),
           cast(count(case when b.last_on < $5 and b.last_on >= $6 then 1 end) as bigint)
         from (select buyer_id,
                 sum(case when business_date >= $3 then orders else 0 end) as orders,
                 max(business_date) as last_on
               from buyer_day
               where brand_id = $1 and business_date >= $2 and business_date <= $4
                 and orders > 0
               group by buyer_id) as b"
    );
    let brand = tx.brand();
    let Windows {
        from,
        to,
        active_from,
        dormant_from,
    } = windows;
    let earliest = from.min(dormant_from);
    tx.one(
        query,
        args![brand, earliest, from, to, active_from, dormant_from],
    )
}

fn add_up(rows: Vec<Buyer>, windows: Windows) -> Buyers {
    let mut people: HashMap<MemberId, Buyer> = HashMap::with_capacity(rows.len());
    for row in rows {
        let known = people.entry(row.buyer_id).or_insert(Buyer {
            orders: 0,
            ..row.clone()
        });
        known.orders += row.orders;
        known.last_on = known.last_on.max(row.last_on);
    }
    let how_many =
        |is: &dyn Fn(&Buyer) -> bool| people.values().filter(|one| is(one)).count() as i64;
    Buyers {
        buyers: how_many(&|one| one.orders > 0),
        repeat_buyers: how_many(&|one| one.orders > 1),
        active: how_many(&|one| one.last_on >= windows.active_from),
        dormant: how_many(&|one| {
            one.last_on < windows.active_from && one.last_on >= windows.dormant_from
        }),
    }
}

/// Takes all days away.
pub(crate) fn clear(tx: &mut Tx<'_>) -> Result<(), DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!("delete from buyer_day where brand_id = $1"),
        args![brand],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::count;
    use super::*;
    use events::{Event, HistoryRecorded, MemberMerged, RecordedBuyer};
    use kernel::{MergeId, StoreId, Timestamp};
    use testkit::both;

    fn date(text: &str) -> BusinessDate {
        text.parse().expect("a date")
    }

    fn bought(days: &[(&str, i64, i64, i64)]) -> Event {
        let buyer = |&(day, store, member, orders): &(&str, i64, i64, i64)| RecordedBuyer {
            member_id: MemberId(member),
            store_id: StoreId(store),
            business_date: date(day),
            orders,
        };
        Event::HistoryRecorded(HistoryRecorded {
            days: Vec::new(),
            members: Vec::new(),
            hours: Vec::new(),
            buyers: days.iter().map(buyer).collect(),
        })
    }

    fn merge() -> MemberMerged {
        MemberMerged {
            merge_id: MergeId(1),
            absorbed_id: MemberId(2),
            followers: vec![MemberId(3)],
            survivor_id: MemberId(1),
            at: Timestamp(0),
        }
    }

    #[test]
    fn people_are_counted_and_not_their_visits() {
        both(|test| {
            let tell = |events: Vec<Event>| {
                let told: Result<(), DbError> = test.write(move |tx| count(tx, &events));
                told.expect("counted");
            };
            let seen = |stores: StoreFilter| {
                let windows = Windows {
                    from: date("2026-11-20"),
                    to: date("2026-11-26"),
                    active_from: date("2026-08-29"),
                    dormant_from: date("2026-05-31"),
                };
                let Buyers {
                    buyers: all,
                    repeat_buyers,
                    active,
                    dormant,
                } = test
                    .read(move |tx| buyers(tx, windows, &stores))
                    .expect("read");
                (all, repeat_buyers, active, dormant)
            };
            let some =
                |stores: &[i64]| StoreFilter::Only(stores.iter().map(|id| StoreId(*id)).collect());
            tell(vec![bought(&[
                ("2026-11-20", 7, 1, 1),
                ("2026-11-26", 8, 1, 1),
                ("2026-11-26", 8, 2, 1),
                ("2026-11-19", 8, 3, 1),
                ("2026-08-28", 7, 4, 9),
                ("2026-05-30", 7, 5, 9),
                ("2026-11-27", 7, 6, 9),
                // Everything came back.
                ("2026-11-25", 7, 7, 1),
                ("2026-11-25", 7, 7, -1),
            ])]);
            assert_eq!(seen(StoreFilter::All), (2, 1, 3, 1));
            assert_eq!(seen(some(&[7, 8])), (2, 1, 3, 1));
            assert_eq!(seen(some(&[7])), (1, 0, 1, 1));
            assert_eq!(seen(some(&[])), (0, 0, 0, 0));

            // Members 2 and 3 turn out to be member 1, and to be somebody else after all.
            tell(vec![Event::MemberMerged(merge())]);
            assert_eq!(seen(StoreFilter::All), (1, 1, 1, 1));
            assert_eq!(seen(some(&[8])), (1, 1, 1, 0));
            tell(vec![
                bought(&[("2026-11-26", 7, 2, 1)]),
                Event::MemberUnmerged(merge()),
            ]);
            assert_eq!(seen(StoreFilter::All), (2, 2, 2, 1));
        });
    }
}

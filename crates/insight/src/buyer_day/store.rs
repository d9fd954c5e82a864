//! The table `buyer_day`: how often a member bought in a store on a business day.

use super::Key;
use access::StoreFilter;
use kernel::{BusinessDate, MemberId};
use platform::db::{DbError, Tx};
use platform::{args, row, row_values, sql};
use std::collections::BTreeMap;

/// How many people bought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
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

row! {
    /// Who bought on a day: `12,7x2,9` are three people, the second of them twice.
    struct DayBuyers {
        business_date: BusinessDate,
        buyers: String,
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

impl Windows {
    /// The first day that matters.
    fn earliest(self) -> BusinessDate {
        self.from.min(self.dormant_from)
    }
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

/// How many people bought in the stores, each counted once, over two periods that are read
/// together because their windows share most days.
///
/// The database hands out one row a day. Half a million rows of one person each would cost far more
/// on their way here than the counting, and sorting them by person there costs more than that.
pub(crate) fn buyers(
    tx: &mut Tx<'_>,
    windows: [Windows; 2],
    stores: &StoreFilter,
) -> Result<[Buyers; 2], DbError> {
    let query = sql!(
        DayBuyers,
        "select business_date, string_agg(cast(buyer_id as text)
           || case when orders > 1 then 'x' || cast(orders as text) else '' end, ',')
         from buyer_day
         where brand_id = $1 and business_date >= $2 and business_date <= $3 and orders > 0
           and (cast($4 as bigint) = 1 or store_id in ($*))
         group by business_date"
    );
    let [one, other] = windows;
    let earliest = one.earliest().min(other.earliest());
    let latest = one.to.max(other.to);
    let (all, list) = stores.as_list();
    let brand = tx.brand();
    let days = tx.many_in(query, args![brand, earliest, latest, all], list)?;
    let bought = in_order(&days)?;
    Ok(windows.map(|windows| count_up(&bought, windows)))
}

/// Who bought, on which day, how often.
type Bought = (i64, BusinessDate, i64);

/// What each person bought, person by person.
fn in_order(days: &[DayBuyers]) -> Result<Vec<Bought>, DbError> {
    let mut all = Vec::new();
    for day in days {
        for one in day.buyers.split(',') {
            let (id, orders) = read(one).ok_or_else(|| DbError::Bug(format!("a buyer {one}")))?;
            all.push((id, day.business_date, orders));
        }
    }
    all.sort_unstable();
    Ok(all)
}

fn count_up(bought: &[Bought], windows: Windows) -> Buyers {
    let matter = windows.earliest()..=windows.to;
    let mut counted = Buyers::default();
    for person in bought.chunk_by(|one, next| one.0 == next.0) {
        let days = person.iter().filter(|(_, day, _)| matter.contains(day));
        let Some((_, last_on, _)) = days.clone().next_back() else {
            continue;
        };
        let orders: i64 = days
            .filter(|(_, day, _)| *day >= windows.from)
            .map(|(.., orders)| orders)
            .sum();
        counted.buyers += i64::from(orders > 0);
        counted.repeat_buyers += i64::from(orders > 1);
        let is_active = *last_on >= windows.active_from;
        counted.active += i64::from(is_active);
        counted.dormant += i64::from(!is_active && *last_on >= windows.dormant_from);
    }
    counted
}

/// Reads `7x2` as the seventh member with two orders, and `7` with one.
fn read(one: &str) -> Option<(i64, i64)> {
    match one.split_once('x') {
        Some((id, orders)) => Some((id.parse().ok()?, orders.parse().ok()?)),
        None => Some((one.parse().ok()?, 1)),
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
                // The same a year earlier, of which nothing is known: two periods do not mix.
                let earlier = Windows {
                    from: date("2025-11-20"),
                    to: date("2025-11-26"),
                    active_from: date("2025-08-29"),
                    dormant_from: date("2025-05-31"),
                };
                let [now, before] = test
                    .read(move |tx| buyers(tx, [windows, earlier], &stores))
                    .expect("read");
                assert_eq!(before, Buyers::default());
                (now.buyers, now.repeat_buyers, now.active, now.dormant)
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

//! What a record says: which of the prices that are set are news, and which prices held. Pure.

use super::PriceRecord;
use crate::StoreSku;
use kernel::{Money, Timestamp};
use std::collections::{BTreeSet, HashMap};

/// Those of the prices that differ from the latest record, each with a moment after it: two prices
/// of one millisecond, or of two clocks, both stay in the record.
pub(crate) fn what_is_new(asked: Vec<PriceRecord>, latest: Vec<PriceRecord>) -> Vec<PriceRecord> {
    let latest: HashMap<StoreSku, PriceRecord> = latest
        .into_iter()
        .map(|record| (record.key(), record))
        .collect();
    let news = |mut record: PriceRecord| match latest.get(&record.key()) {
        // A store that had no price of its own and gives it up.
        None => record.list_price.is_some().then_some(record),
        Some(last) if last.says_the_same_as(&record) => None,
        Some(last) => {
            record.from_at = record.from_at.max(Timestamp(last.from_at.0 + 1));
            Some(record)
        }
    };
    asked.into_iter().filter_map(news).collect()
}

/// The list prices that held at some moment of a time, `to` not counted. Both records are in order
/// and begin at the latest row before `from`, if there is one.
pub(crate) fn prices_charged(
    own: &[PriceRecord],
    chain: &[PriceRecord],
    (from, to): (Timestamp, Timestamp),
) -> BTreeSet<Money> {
    if from >= to {
        return BTreeSet::new();
    }
    let changes = own.iter().chain(chain).map(|record| record.from_at);
    let within = changes.filter(|moment| (from..to).contains(moment));
    std::iter::once(from)
        .chain(within)
        .filter_map(|moment| price_at(own, moment).or_else(|| price_at(chain, moment)))
        .collect()
}

fn price_at(records: &[PriceRecord], moment: Timestamp) -> Option<Money> {
    let until = records.partition_point(|record| record.from_at <= moment);
    records[..until].last()?.list_price
}

impl PriceRecord {
    fn says_the_same_as(&self, other: &PriceRecord) -> bool {
        (self.list_price, self.member_price) == (other.list_price, other.member_price)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{SkuId, StoreId};

    fn record(from_at: i64, list_price: Option<i64>) -> PriceRecord {
        PriceRecord {
            sku_id: SkuId(1),
            store_id: StoreId(0),
            from_at: Timestamp(from_at),
            list_price: list_price.map(Money),
            member_price: None,
        }
    }

    #[test]
    fn only_news_is_written_and_never_over_what_is_there() {
        let news = |asked, latest: Option<PriceRecord>| {
            let new = what_is_new(vec![asked], latest.into_iter().collect());
            new.first().map(|one| (one.from_at.0, one.list_price))
        };
        let price = Some(Money(1_800));
        assert_eq!(news(record(7, Some(1_800)), None), Some((7, price)));
        let same = Some(record(3, Some(1_800)));
        assert_eq!(news(record(7, Some(1_800)), same), None);
        let other = |from_at| Some(record(from_at, Some(2_000)));
        assert_eq!(news(record(7, Some(1_800)), other(3)), Some((7, price)));
        assert_eq!(news(record(7, Some(1_800)), other(7)), Some((8, price)));
        assert_eq!(news(record(7, Some(1_800)), other(9)), Some((10, price)));
        assert_eq!(news(record(7, None), None), None);
        assert_eq!(news(record(7, None), other(3)), Some((7, None)));
    }

    #[test]
    fn a_price_holds_until_the_next() {
        let chain = [record(10, Some(2_000)), record(20, Some(1_800))];
        let own = [record(15, Some(1_500)), record(25, None)];
        let charged = |from, to| {
            let time = (Timestamp(from), Timestamp(to));
            let prices = prices_charged(&own, &chain, time).into_iter();
            prices.map(|price| price.0).collect::<Vec<_>>()
        };
        assert_eq!(charged(0, 10), [0; 0], "before there was a record");
        assert_eq!(charged(0, 11), [2_000]);
        assert_eq!(charged(12, 13), [2_000]);
        assert_eq!(charged(14, 16), [1_500, 2_000]);
        assert_eq!(
            charged(16, 25),
            [1_500],
            "the chain's change is not seen here"
        );
        assert_eq!(charged(16, 26), [1_500, 1_800]);
        assert_eq!(charged(30, 30), [0; 0]);
    }

    mod laws {
        use super::*;
        use proptest::prelude::*;

        const DAYS: i64 = 30;

        /// What was set on some days; at most one price a day.
        fn days() -> impl Strategy<Value = Vec<PriceRecord>> {
            let price = prop::option::of(1..6_i64);
            prop::collection::btree_map(0..DAYS, price, 0..8).prop_map(|set| {
                (set.into_iter())
                    .map(|(day, price)| record(day, price))
                    .collect()
            })
        }

        /// Day by day: what the store asks, or else the chain.
        fn simulated(own: &[PriceRecord], chain: &[PriceRecord]) -> Vec<Option<Money>> {
            let (mut of_store, mut of_chain) = (None, None);
            (0..DAYS)
                .map(|day| {
                    for (records, now) in [(own, &mut of_store), (chain, &mut of_chain)] {
                        for record in records.iter().filter(|one| one.from_at.0 == day) {
                            *now = record.list_price;
                        }
                    }
                    of_store.or(of_chain)
                })
                .collect()
        }

        proptest! {
            #![proptest_config(ProptestConfig::with_cases(testkit::cases(300, 10_000)))]
            #[test]
            fn the_prices_of_a_time_are_those_of_its_days(
                own in days(), chain in days(), from in 0..DAYS, length in 0..10_i64,
            ) {
                let to = (from + length).min(DAYS);
                let days = simulated(&own, &chain);
                let wanted: BTreeSet<Money> =
                    days[from as usize..to as usize].iter().flatten().copied().collect();
                let time = (Timestamp(from), Timestamp(to));
                prop_assert_eq!(prices_charged(&own, &chain, time), wanted);
            }
        }
    }
}

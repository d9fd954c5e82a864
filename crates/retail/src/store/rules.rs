//! What a store may look like.

use super::{NewStore, OpeningHours, Store, hours};
use crate::checks::{self, ADDRESS_MAX, NAME_MAX};
use kernel::{BusinessDate, Cutoff, Invalid, StoreId, Timestamp};

/// The largest sales floor, in square metres.
const AREA_MAX: i64 = 1_000_000;

impl Store {
    /// A store that has just been founded.
    pub(crate) fn found(id: StoreId, new: &NewStore) -> Store {
        Store {
            id,
            code: new.code.clone(),
            name: new.name.clone(),
            region_id: new.region_id,
            ownership: new.ownership,
            zone: new.zone.clone(),
            cutoff: new.cutoff,
            allows_negative_stock: new.allows_negative_stock,
            is_open: true,
            address: new.address.clone(),
            phone: new.phone.clone(),
            opening_hours: OpeningHours::default(),
            area_m2: None,
            version: 1,
        }
    }

    /// The store's business day that a moment falls on.
    #[doc(alias = "营业日")]
    pub fn business_date(&self, now: Timestamp) -> BusinessDate {
        self.zone.business_date(now, self.cutoff)
    }
}

/// Whether a store may be written like this.
pub(crate) fn check(store: &Store) -> Result<(), Invalid> {
    let mut wrong = Invalid::new();
    checks::code(&mut wrong, "/code", &store.code);
    wrong.text("/name", &store.name, NAME_MAX);
    wrong.range(
        "/cutoff",
        i64::from(store.cutoff.0),
        0,
        i64::from(Cutoff::LATEST.0),
    );
    if let Some(address) = &store.address {
        wrong.text("/address", address, ADDRESS_MAX);
    }
    if let Some(phone) = &store.phone {
        checks::phone(&mut wrong, "/phone", phone);
    }
    hours::note_wrong(&mut wrong, "/opening_hours", &store.opening_hours);
    if let Some(area) = store.area_m2 {
        wrong.range("/area_m2", area, 1, AREA_MAX);
    }
    wrong.check()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Ownership;

    fn xuhui_owned() -> Store {
        let new = NewStore {
            code: "XH01".into(),
            name: "徐汇店".into(),
            region_id: None,
            ownership: Ownership::Owned,
            zone: "Asia/Shanghai".parse().expect("a known zone"),
            cutoff: Cutoff(240),
            allows_negative_stock: false,
            address: Some("天钥桥路 1 号".into()),
            phone: Some("021-5555 0100".into()),
        };
        Store::found(StoreId(1), &new)
    }

    fn check(change: impl FnOnce(&mut Store), wanted: &[(&str, &str)]) {
        let mut store = xuhui_owned();
        change(&mut store);
        let wrong = super::check(&store).err().unwrap_or_default();
        let found: Vec<(&str, &str)> = wrong
            .0
            .iter()
            .map(|field| (field.pointer.as_str(), field.code))
            .collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn a_store_names_what_is_wrong_with_it() {
        check(|_| {}, &[]);
        check(
            |store| store.code = "徐汇".into(),
            &[("/code", "value.wrong_format")],
        );
        check(|store| store.name = "  ".into(), &[("/name", "text.empty")]);
        check(
            |store| store.cutoff = Cutoff(720),
            &[("/cutoff", "number.too_large")],
        );
        check(
            |store| store.address = Some("a".repeat(201)),
            &[("/address", "text.too_long")],
        );
        check(
            |store| store.phone = Some("none".into()),
            &[("/phone", "value.wrong_format")],
        );
        check(
            |store| store.area_m2 = Some(0),
            &[("/area_m2", "number.too_small")],
        );
    }

    #[test]
    fn a_sale_after_midnight_belongs_to_the_evening() {
        let at = |text: &str| text.parse::<Timestamp>().expect("a time");
        let day = xuhui_owned().business_date(at("2026-11-24T19:59:59Z"));
        assert_eq!(day.to_string(), "2026-11-24");
        let day = xuhui_owned().business_date(at("2026-11-24T20:00:00Z"));
        assert_eq!(day.to_string(), "2026-11-25");
    }
}

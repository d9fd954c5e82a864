//! Rows of one file that claim the same thing: one phone number or card on several rows, two
//! counts of one shelf. Which of them is right only a person can say, so all of them are put up
//! for review. A row that says exactly what an earlier one says is no trouble: it is the same row.
//!
//! Looked for over the whole file before anything is written, so that a dry run and the import
//! itself say the same, and no piece depends on another.

use super::sheet::{Cells, Reject, Sheet};
use super::{ImportKind, store_key};
use membership::Phone;
use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Rows that repeat others, by the column that does.
#[derive(Default)]
pub struct Repeats(Vec<(Claim, BTreeSet<usize>)>);

/// What may stand on one row only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Claim {
    Phone,
    Card,
    External,
    PhoneInStore,
    CardInStore,
    ExternalInStore,
    MemberNoInStore,
    Shelf,
    Code,
    Barcode,
}

impl Claim {
    const fn of(kind: ImportKind) -> &'static [Claim] {
        match kind {
            ImportKind::Members => &[Claim::Phone, Claim::Card, Claim::External],
            ImportKind::Balances => &[
                Claim::PhoneInStore,
                Claim::CardInStore,
                Claim::ExternalInStore,
                Claim::MemberNoInStore,
            ],
            ImportKind::Stock => &[Claim::Shelf],
            ImportKind::Goods => &[Claim::Code, Claim::Barcode],
            ImportKind::Orders => &[],
        }
    }

    /// What the row claims; a cell that cannot be read claims nothing and is told of later.
    fn key(self, row: &Cells<'_>) -> Option<String> {
        let phone = || {
            let typed = row.phone("phone").ok()??;
            Some(Phone::read(&typed)?.e164().to_owned())
        };
        let store = || row.text("store").map(store_key).unwrap_or_default();
        let id = |name: &str| row.id(name).ok()?;
        let card = || id("card_no").map(|card| card.to_ascii_uppercase());
        let in_store = |key: Option<String>| Some(format!("{} {}", key?, store()));
        match self {
            Claim::Phone => phone(),
            Claim::PhoneInStore => in_store(phone()),
            Claim::Card => card(),
            Claim::CardInStore => in_store(card()),
            Claim::External => id("external_id"),
            Claim::ExternalInStore => in_store(id("external_id")),
            Claim::MemberNoInStore => in_store(id("member_no")),
            Claim::Shelf => in_store(id("sku_code").or_else(|| id("barcode"))),
            Claim::Code => id("code"),
            Claim::Barcode => row.text("barcode").map(str::to_owned),
        }
    }
}

impl Repeats {
    /// Looks through a whole sheet.
    pub fn of(kind: ImportKind, sheet: &Sheet) -> Repeats {
        let claims = Claim::of(kind).iter();
        let found = claims.map(|claim| (*claim, repeated(sheet, *claim)));
        Repeats(found.collect())
    }

    /// Why a row cannot stand for itself, if it cannot.
    pub fn reject(&self, row: &Cells<'_>) -> Option<Reject> {
        let repeats = |(_, rows): &&(Claim, BTreeSet<usize>)| rows.contains(&row.place());
        let (claim, _) = self.0.iter().find(repeats)?;
        Some(match claim {
            Claim::Phone | Claim::PhoneInStore => row.reject("phone", "phone.on_several_rows"),
            Claim::Card | Claim::CardInStore => row.reject("card_no", "card.on_several_rows"),
            Claim::External | Claim::ExternalInStore => {
                row.reject("external_id", "external_id.on_several_rows")
            }
            Claim::MemberNoInStore => row.reject("member_no", "member_no.on_several_rows"),
            Claim::Code => row.reject("code", "code.on_several_rows"),
            Claim::Shelf => row.reject("sku_code", "stock.on_several_rows"),
            Claim::Barcode => row.reject("barcode", "barcode.on_several_rows"),
        })
    }
}

/// Rows that claim what another row claims, unless they say all the same.
fn repeated(sheet: &Sheet, claim: Claim) -> BTreeSet<usize> {
    // The hash of a claim stands for it, so that a million claims are a small table; rows whose
    // hashes meet are compared by the claims themselves.
    let mut first: HashMap<u64, usize> = HashMap::new();
    let mut found = BTreeSet::new();
    for row in sheet.rows() {
        let Some(key) = claim.key(&row) else { continue };
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        let earlier = *first.entry(hasher.finish()).or_insert(row.place());
        if earlier == row.place() {
            continue;
        }
        let other = sheet.row(earlier);
        if claim.key(&other).as_ref() == Some(&key) && !row.is_same(&other) {
            found.extend([earlier, row.place()]);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rejected(kind: ImportKind, text: &str) -> Vec<(u64, String)> {
        let sheet = Sheet::read(text.as_bytes(), kind).expect("a table");
        let repeats = Repeats::of(kind, &sheet);
        let rejects = sheet.rows().filter_map(|row| repeats.reject(&row));
        rejects.map(|one| (one.line, one.reason)).collect()
    }

    #[test]
    fn one_phone_number_on_several_rows_is_for_a_person_to_decide() {
        let text = "姓名,手机号\n张三,13900001111\n李四,+86 139 0000 1111\n王五,13900003333\n\
                    王五,13900003333\n赵六,139****1111\n";
        let both = "phone.on_several_rows".to_owned();
        assert_eq!(
            rejected(ImportKind::Members, text),
            [(2, both.clone()), (3, both)]
        );
    }

    #[test]
    fn balances_of_one_member_may_come_from_several_stores() {
        let text = "手机号,门店,本金\n13900001111,甲店,1\n13900001111,乙店,2\n\
                    13900001111,甲 店,3\n";
        let lines: Vec<u64> = rejected(ImportKind::Balances, text)
            .into_iter()
            .map(|(line, _)| line)
            .collect();
        assert_eq!(lines, [2, 4]);
    }

    #[test]
    fn whatever_names_a_member_or_a_sku_may_stand_on_one_row_only() {
        let lines = |kind, text: &str| {
            let rows = rejected(kind, text);
            rows.into_iter().map(|(line, _)| line).collect::<Vec<_>>()
        };
        let members = "外部编号,手机号\nu1,13900001111\nu1,13900002222\nu2,13900003333\n";
        assert_eq!(lines(ImportKind::Members, members), [2, 3]);
        for heading in ["卡号", "外部编号", "会员号码"] {
            let text = format!("{heading},门店,积分\na1,甲,1\na1,甲,2\na1,乙,3\n");
            assert_eq!(lines(ImportKind::Balances, &text), [2, 3], "{heading}");
        }
        let goods = "商品编码,商品名称,售价\nL1,拿铁,18\nL1,拿铁,19\nL2,拿铁,18\n";
        assert_eq!(lines(ImportKind::Goods, goods), [2, 3]);
        let stock = "门店,条码,库存\n甲,690000,1\n甲,690000,2\n乙,690000,2\n";
        assert_eq!(lines(ImportKind::Stock, stock), [2, 3]);
    }
}

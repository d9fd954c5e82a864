//! Headings: which line is one, what kind of file it stands over, and what each column means.
//!
//! The headings that products in use write are data (`aliases.json`); `fixtures/cn_formats` holds
//! whole heading rows of such products, and a test recognises each.

mod aliases;
mod mapping;

pub use mapping::Mapping;

use super::ImportKind;
use super::sheet::{Grid, NOTES_MAX};
use aliases::{ALIASES, plain};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

kernel::text_enum! {
    /// What a file is about, as its heading tells.
    pub enum Subject {
        /// 会员
        Members = "members",
        /// 余额
        Balances = "balances",
        /// 商品
        Goods = "goods",
        /// 库存
        Stock = "stock",
        /// 历史订单
        Orders = "orders",
        /// 流水: moves of points or money in another ledger. Recognised, but not taken in: what
        /// they come to is brought over as balances.
        Statement = "statement",
        /// 营业日报: sums of stores by day or month. Recognised, but not taken in: ours are made
        /// of sales.
        StoreReport = "store_report",
        /// Nothing that is known.
        Unknown = "unknown",
    }
}

impl Subject {
    /// The kind of import that takes it in, if one does.
    pub const fn kind(self) -> Option<ImportKind> {
        match self {
            Subject::Members => Some(ImportKind::Members),
            Subject::Balances => Some(ImportKind::Balances),
            Subject::Goods => Some(ImportKind::Goods),
            Subject::Stock => Some(ImportKind::Stock),
            Subject::Orders => Some(ImportKind::Orders),
            Subject::Statement | Subject::StoreReport | Subject::Unknown => None,
        }
    }

    const fn of(kind: ImportKind) -> Subject {
        match kind {
            ImportKind::Members => Subject::Members,
            ImportKind::Balances => Subject::Balances,
            ImportKind::Goods => Subject::Goods,
            ImportKind::Stock => Subject::Stock,
            ImportKind::Orders => Subject::Orders,
        }
    }

    /// Whether a heading with these fields is of this subject. The first that says yes has it.
    fn is_told_by(self, fields: &Fields<'_>) -> bool {
        let has = |name: &str| fields.contains_key(name);
        let any = |names: &[&str]| names.iter().any(|name| has(name));
        match self {
            Subject::StoreReport => any(&["month", "date"]) && any(&["revenue", "orders"]),
            Subject::Statement => has("change"),
            Subject::Orders => {
                let sum = any(&["amount", "order_amount", "unit_price"]);
                sum && any(&["sold_at", "order_no"])
            }
            Subject::Stock => any(&["sku_code", "barcode"]) && has("quantity"),
            Subject::Goods => has("list_price") && any(&["code", "barcode", "name"]),
            Subject::Balances => {
                any(&["phone", "card_no", "external_id", "member_no"])
                    && any(&["points", "principal", "bonus", "balance"])
            }
            Subject::Members => fields.len() > 1 && any(&IDENTITIES) || fields.len() > 2,
            Subject::Unknown => false,
        }
    }
}

/// What names a member in a file.
const IDENTITIES: [&str; 3] = ["phone", "card_no", "external_id"];

/// In the order in which they are asked.
const SUBJECTS: [Subject; 7] = [
    Subject::StoreReport,
    Subject::Statement,
    Subject::Orders,
    Subject::Stock,
    Subject::Goods,
    Subject::Balances,
    Subject::Members,
];

/// The columns of the fields that a heading names.
type Fields<'t> = BTreeMap<&'t str, usize>;

/// A heading that was understood, as far as it can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its row in the grid; the data begin after it.
    pub row: usize,
    /// As written.
    pub texts: Vec<String>,
    /// What the file is about.
    pub subject: Subject,
    /// What its columns mean.
    pub mapping: Mapping,
    /// A heading that stands twice and means something: only a person can say which counts, so
    /// neither of its columns is mapped.
    pub doubled: Option<String>,
}

impl Heading {
    /// Finds the heading among the first rows: the one that names the most columns we know. A file
    /// without one that we know has its first row for a heading, for a person to map.
    pub fn find(grid: &Grid, kind: Option<ImportKind>) -> Option<Heading> {
        let heading = |row: usize| {
            let texts: Vec<String> = grid.cells(row).map(str::to_owned).collect();
            Heading::of(row, texts, kind)
        };
        let known = (0..grid.len().min(NOTES_MAX)).map(heading);
        // The first of equals: rows of data below a heading may hold words that are headings too.
        known.reduce(|best, next| {
            if next.known() > best.known() {
                next
            } else {
                best
            }
        })
    }

    fn of(row: usize, texts: Vec<String>, kind: Option<ImportKind>) -> Heading {
        let plain: Vec<String> = texts.iter().map(|text| plain(text)).collect();
        let subjects = SUBJECTS
            .iter()
            .map(|subject| (*subject, ALIASES.fields(*subject, &plain)));
        let found = match kind {
            Some(kind) => {
                let subject = Subject::of(kind);
                Some((subject, ALIASES.fields(subject, &plain)))
            }
            None => subjects.clone().find(|(subject, fields)| {
                subject.is_told_by(fields) && ALIASES.fits(*subject, &plain)
            }),
        };
        let (subject, fields) = found.unwrap_or((Subject::Unknown, Fields::new()));
        let mut columns = vec![None; texts.len()];
        for (field, place) in &fields {
            columns[*place] = Some((*field).to_owned());
        }
        let mut doubled = None;
        for place in fields.values().copied() {
            if plain.iter().filter(|text| **text == plain[place]).count() > 1 {
                columns[place] = None;
                doubled.get_or_insert_with(|| texts[place].clone());
            }
        }
        let mut mapping = Mapping {
            columns,
            ..Mapping::default()
        };
        for product in ALIASES.products(&plain) {
            mapping.read_as(&product.fields, &product.words);
        }
        Heading {
            row,
            subject,
            mapping,
            doubled,
            texts,
        }
    }

    /// How many columns mean something.
    pub fn known(&self) -> usize {
        self.mapping.columns.iter().flatten().count()
    }

    /// A mark of the heading, by which a kept mapping is found again: the same for headings that
    /// differ in decoration only.
    pub fn signature(&self) -> String {
        let plain: Vec<String> = self.texts.iter().map(|text| plain(text)).collect();
        let hash = Sha256::digest(plain.join("\n").as_bytes());
        hash[..16]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Formats {
        formats: Vec<Format>,
        alias: BTreeMap<String, Vec<String>>,
    }

    #[derive(Deserialize)]
    struct Format {
        id: String,
        kind: String,
        columns: Vec<String>,
    }

    fn formats() -> Formats {
        let text = include_str!("../../../../../fixtures/cn_formats/headers.json");
        serde_json::from_str(text).expect("JSON")
    }

    fn heading(texts: &[&str]) -> Heading {
        Heading::of(
            0,
            texts.iter().map(|text| (*text).to_owned()).collect(),
            None,
        )
    }

    #[test]
    fn the_headings_of_all_products_are_recognised() {
        let formats = formats().formats;
        assert_eq!(formats.len(), 22);
        for format in formats {
            let wanted = match format.kind.as_str() {
                "member" => Subject::Members,
                "order" | "order_line" => Subject::Orders,
                "ledger" => Subject::Statement,
                "store_report" => Subject::StoreReport,
                other => panic!("{other}"),
            };
            let texts: Vec<&str> = format.columns.iter().map(String::as_str).collect();
            let found = heading(&texts);
            assert_eq!(found.subject, wanted, "{}", format.id);
            assert!(found.known() >= 3, "{}: {:?}", format.id, found.mapping);
            assert_eq!(found.doubled, None, "{}", format.id);
            for text in texts {
                assert!(ALIASES.knows(wanted, text), "{}: {text}", format.id);
            }
        }
    }

    /// The fields of the shared list that we have words of our own for.
    #[test]
    fn every_alias_of_the_list_means_what_the_list_says() {
        const OURS: [&str; 13] = [
            "balance",
            "birthday",
            "bonus",
            "card_no",
            "gender",
            "joined_at",
            "level",
            "name",
            "nickname",
            "phone",
            "points",
            "principal",
            "store",
        ];
        let ours = |field: &str| OURS.contains(&field);
        for (field, headings) in formats().alias {
            for text in headings {
                // It says «card», but names the person in the other system.
                let field = if text == "会员ID" {
                    "external_id"
                } else {
                    field.as_str()
                };
                let known = ALIASES.fields[&Subject::Members].get(&plain(&text));
                let found = known.map(|(field, _)| field.as_str());
                let wanted = (ours(field) || field == "external_id").then_some(field);
                assert_eq!(found, wanted, "{text}");
            }
        }
    }

    #[test]
    fn every_column_that_is_recognised_can_be_kept() {
        for kind in ImportKind::ALL {
            for (field, _) in ALIASES.fields[&Subject::of(*kind)].values() {
                assert!(kind.fields().contains(&field.as_str()), "{kind}: {field}");
            }
        }
    }

    #[test]
    fn decoration_is_taken_off() {
        for text in [
            "手机号",
            "*手机号",
            "手机号（必填）",
            " 手机 号(必填)",
            "＊手机号【必填】",
        ] {
            assert_eq!(plain(text), "手机号", "{text}");
        }
        assert_eq!(plain("储值本金余额(¥)"), plain("储值本金余额（￥）"));
        let decorated = heading(&["*姓名", "手机号（必填）"]);
        assert_eq!(
            decorated.signature(),
            heading(&["姓名", "手机号"]).signature()
        );
        assert_ne!(
            decorated.signature(),
            heading(&["手机号", "姓名"]).signature()
        );
    }

    #[test]
    fn the_heading_is_found_below_notes() {
        let mut grid = Grid::default();
        for (line, row) in (1..).zip([
            vec!["导出时间：2026-11-25"],
            vec!["门店", "全部"],
            vec!["姓名", "手机号", "门店"],
            vec!["张三", "13800000000", "门店"],
        ]) {
            row.iter().for_each(|cell| grid.push(cell).expect("small"));
            grid.end_row(line).expect("small");
        }
        let found = Heading::find(&grid, None).expect("a heading");
        assert_eq!((found.row, found.subject), (2, Subject::Members));
    }

    #[test]
    fn of_two_columns_for_one_field_the_usual_one_counts() {
        let found = heading(&["levelId", "levelName", "customerName", "entityCard"]);
        assert_eq!(found.mapping.place_of("level"), Some(1));
        let twice = heading(&["手机号", "姓名", "*手机号"]);
        assert_eq!(twice.doubled, Some("手机号".into()));
        assert_eq!(twice.subject, Subject::Members);
        assert_eq!(twice.mapping.columns, [None, Some("name".into()), None]);
    }

    #[test]
    fn balances_are_told_from_members_whose_balances_come_along() {
        assert_eq!(
            heading(&["手机号", "门店", "本金", "赠金", "积分"]).subject,
            Subject::Balances
        );
        assert_eq!(
            heading(&["手机号", "姓名", "余额"]).subject,
            Subject::Members
        );
        assert_eq!(heading(&["门店", "条码", "库存"]).subject, Subject::Stock);
        assert_eq!(heading(&["谁", "什么"]).subject, Subject::Unknown);
    }
}

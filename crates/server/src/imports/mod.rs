//! 导入: members, goods, stock, past sales and balances from a file, by the command line or in the
//! background.
//!
//! Guarantees: every row that is not taken is listed with its line, column and reason; a piece of
//! rows goes in with the note of how far the import is, so that a crash neither loses nor doubles
//! one; a dry run keeps nothing; all-or-nothing writes nothing before every row was found good; no
//! transaction is longer than a piece; the same file again changes nothing.

mod balances;
mod erasure;
mod fault;
mod goods;
mod heading;
pub mod http;
mod job;
mod members;
mod orders;
mod record;
mod reject;
mod rejects_file;
mod repeats;
mod sheet;
mod stock;
mod store;
mod table;
mod undo;
mod view;

pub use erasure::forget_person;
pub use fault::ImportFault;
pub use heading::{Heading, Mapping, Subject};
pub use job::{JOB_KIND, work};
pub use record::{ImportId, Kept, RunOptions, begin, keep, run};
pub use reject::rejects;
pub use sheet::{Reject, SheetError};
pub use store::purge;
pub use view::Import;

use kernel::{Act, BusinessDate, JobId, StoreId, TierId, ZoneName};
use platform::db::{DbError, Tx};
use platform::seal::Seal;
use serde::{Deserialize, Serialize};
use sheet::{Cells, Sheet};
use std::collections::{BTreeMap, HashMap, HashSet};

kernel::text_enum! {
    /// What is in the file.
    pub enum ImportKind {
        /// 会员, with the balances that they bring along.
        Members = "members",
        /// 商品
        Goods = "goods",
        /// 库存
        Stock = "stock",
        /// 历史订单
        Orders = "orders",
        /// 余额 of members who are there: points, principal, bonus.
        Balances = "balances",
    }
}

kernel::text_enum! {
    /// What happens to the good rows when others are bad.
    pub enum ImportMode {
        /// Good rows go in.
        GoodRows = "good_rows",
        /// Nothing goes in unless all do.
        AllOrNothing = "all_or_nothing",
    }
}

impl ImportKind {
    /// Fields of which each group needs one.
    const fn needs(self) -> &'static [&'static [&'static str]] {
        match self {
            ImportKind::Members => &[&["phone", "card_no", "external_id"]],
            ImportKind::Goods => &[&["code"], &["name"], &["list_price"]],
            ImportKind::Stock => &[&["store"], &["sku_code", "barcode"], &["quantity"]],
            ImportKind::Orders => &[
                &["store"],
                &["sold_at"],
                &["sku_code"],
                &["amount", "order_amount", "unit_price"],
            ],
            ImportKind::Balances => &[
                &["phone", "card_no", "external_id", "member_no"],
                &["points", "principal", "bonus", "balance"],
            ],
        }
    }

    /// What a mapping still lacks; fields of which one is enough are joined by `|`.
    pub fn missing(self, mapping: &Mapping) -> Vec<String> {
        let lacks = |group: &&&[&str]| !group.iter().any(|field| mapping.has(field));
        let groups = self.needs().iter();
        groups.filter(lacks).map(|group| group.join("|")).collect()
    }

    /// Whether it gives members points or stored value.
    pub fn posts(self, mapping: &Mapping) -> bool {
        let takes = matches!(self, ImportKind::Members | ImportKind::Balances);
        takes && balances::AMOUNTS.iter().any(|field| mapping.has(field))
    }

    /// Every field that this kind takes.
    pub const fn fields(self) -> &'static [&'static str] {
        match self {
            ImportKind::Members => members::FIELDS,
            ImportKind::Goods => goods::FIELDS,
            ImportKind::Stock => stock::FIELDS,
            ImportKind::Orders => orders::FIELDS,
            ImportKind::Balances => balances::FIELDS,
        }
    }
}

/// What the rows of a file are read with.
pub struct Ctx {
    /// Whose act it is, and when.
    pub act: Act,
    /// Seals phone numbers.
    pub seal: Seal,
    /// The zone of times that name none.
    pub zone: ZoneName,
    /// The day on which balances are opened.
    pub today: BusinessDate,
    /// The import that the rows belong to.
    pub import: ImportId,
    /// The job that does it.
    pub job: JobId,
    /// Stores by code and by name.
    pub stores: HashMap<String, StoreId>,
    /// Tiers by name.
    pub tiers: HashMap<String, TierId>,
    /// Stores' codes.
    pub store_codes: HashMap<StoreId, String>,
    /// If this file's stock was entered before: the lines that were refused then. Levels that were
    /// counted stay, for they have moved since.
    pub left_out: Option<HashSet<u64>>,
}

impl Ctx {
    /// The store that a cell names, by code or by name; blanks in it do not count. Two stores with
    /// one name are told apart by their codes only.
    pub fn store(&self, row: &Cells<'_>) -> Result<Option<StoreId>, Reject> {
        let Some(text) = row.text("store") else {
            return Ok(None);
        };
        let found = self.stores.get(&store_key(text));
        let found = found.ok_or_else(|| row.reject("store", "store.unknown"))?;
        Ok(Some(*found))
    }
}

/// A store's code or name as it is looked up.
fn store_key(text: &str) -> String {
    let letters = text.chars().filter(|letter| !letter.is_whitespace());
    letters.flat_map(char::to_lowercase).collect()
}

type StoreIds = HashMap<String, StoreId>;
type StoreCodes = HashMap<StoreId, String>;

/// Stores by code and by name, and their codes. A name that two stores have names neither.
fn load_store_names(tx: &mut Tx<'_>) -> Result<(StoreIds, StoreCodes), DbError> {
    let (mut codes, mut names) = (HashMap::new(), HashMap::new());
    let mut code_of = HashMap::new();
    for store in retail::all_stores(tx)? {
        codes.insert(store_key(&store.code), store.id);
        let known = names
            .entry(store_key(&store.name))
            .or_insert(Some(store.id));
        if *known != Some(store.id) {
            *known = None;
        }
        code_of.insert(store.id, store.code);
    }
    let named = names.into_iter().filter_map(|(name, id)| Some((name, id?)));
    let mut all: HashMap<String, StoreId> = named.collect();
    all.extend(codes);
    Ok((all, code_of))
}

/// The cells of a file as an import reads them; for tests of what is written.
#[cfg(test)]
pub fn cells_of(bytes: &[u8]) -> Vec<Vec<String>> {
    let grid = sheet::read_grid(bytes).expect("a table");
    (0..grid.len())
        .map(|row| grid.cells(row).map(str::to_owned).collect())
        .collect()
}

/// What became of some rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Rows that went in.
    pub accepted: i64,
    /// Rows that did not.
    #[serde(skip)]
    pub rejects: Vec<Reject>,
    /// Control totals of what went in: money in 分, counts.
    pub totals: BTreeMap<String, i64>,
}

impl Piece {
    /// Adds to a control total.
    pub fn add(&mut self, name: &str, number: i64) {
        if number != 0 {
            let total = self.totals.entry(name.to_owned()).or_default();
            *total = total.saturating_add(number);
        }
    }

    /// Notes a reject for each row of a sale that cannot be entered.
    pub fn reject_all(&mut self, rows: &[Cells<'_>], reject: Reject) {
        let same = |row: &Cells<'_>| Reject {
            line: row.line(),
            ..reject.clone()
        };
        self.rejects.extend(rows.iter().map(same));
    }

    fn append(&mut self, other: Piece) {
        self.accepted += other.accepted;
        self.rejects.extend(other.rejects);
        for (name, number) in other.totals {
            self.add(&name, number);
        }
    }
}

/// A refusal of the trade as a reject: at the cell that is wrong, if it names one.
fn refused(row: &Cells<'_>, fault: &impl kernel::Fault) -> Reject {
    match fault.field_errors().first() {
        Some(wrong) => {
            let column = wrong.pointer.trim_start_matches(['/', '?']);
            row.reject(column.rsplit('/').next().unwrap_or(column), wrong.code)
        }
        None => Reject::whole(row.line(), fault.code()),
    }
}

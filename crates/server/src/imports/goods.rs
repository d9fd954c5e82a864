//! Goods from a file: 商品导入. One row is one SKU.

use super::sheet::{Cells, Reject};
use super::{Ctx, Piece, refused};
use kernel::Money;
use platform::db::{DbError, Tx};
use retail::{ImportedGoods, NewSku, Unit};

/// The fields that are understood.
pub const FIELDS: &[&str] = &[
    "code",
    "name",
    "list_price",
    "member_price",
    "cost_price",
    "category",
    "barcode",
    "spec",
    "goods_code",
    "keeps_stock",
];

/// Enters some rows.
pub fn enter(tx: &mut Tx<'_>, ctx: &Ctx, rows: &[Cells<'_>]) -> Result<Piece, DbError> {
    let mut piece = Piece::default();
    let mut read: Vec<(Cells<'_>, ImportedGoods)> = Vec::with_capacity(rows.len());
    for row in rows {
        match read_row(row) {
            Ok(goods) => read.push((*row, goods)),
            Err(reject) => piece.rejects.push(reject),
        }
    }
    let (rows, goods): (Vec<Cells<'_>>, Vec<ImportedGoods>) = read.into_iter().unzip();
    let answers = retail::import_goods(tx, ctx.act, &goods)?;
    for ((row, goods), answer) in rows.iter().zip(&goods).zip(answers) {
        match answer {
            Ok(_) => {
                piece.accepted += 1;
                piece.add("list_price", goods.sku.list_price.0);
            }
            Err(error) => piece.rejects.push(refused(row, &error)),
        }
    }
    piece.add("skus", piece.accepted);
    Ok(piece)
}

fn read_row(row: &Cells<'_>) -> Result<ImportedGoods, Reject> {
    let owned = |name: &str| row.text(name).map(str::to_owned);
    let name = row.required("name")?.to_owned();
    let list_price: Option<Money> = row.money("list_price")?;
    let category = row.text("category").unwrap_or_default();
    let barcodes = row.id("barcode")?.unwrap_or_default();
    let sku = NewSku {
        code: row
            .id("code")?
            .ok_or_else(|| row.reject("code", "cell.empty"))?,
        name: owned("spec").unwrap_or_default(),
        unit: Unit::Piece,
        barcodes: split(&barcodes, &[';', '；', '|', ' ']),
        list_price: list_price.ok_or_else(|| row.reject("list_price", "cell.empty"))?,
        member_price: row.money("member_price")?,
        cost_price: row.money("cost_price")?,
        keeps_stock: row.yes("keeps_stock")?.unwrap_or(true),
    };
    Ok(ImportedGoods {
        goods_code: owned("goods_code"),
        goods_name: name,
        category: split(category, &['>', '/', '》']),
        sku,
    })
}

fn split(text: &str, marks: &[char]) -> Vec<String> {
    text.split(marks)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

//! Goods from a file: 商品导入. One row is one SKU.

use super::members::refused;
use super::sheet::{Cells, Field, Reject};
use super::{Ctx, Piece};
use kernel::Money;
use platform::db::{DbError, Tx};
use retail::{ImportedGoods, NewSku, Unit};

/// The columns that are understood.
pub const FIELDS: &[Field] = &[
    Field {
        name: "code",
        aliases: &["商品编码", "商品编号", "货号", "sku编码", "sku"],
        is_required: true,
    },
    Field {
        name: "name",
        aliases: &["商品名称", "品名", "名称"],
        is_required: true,
    },
    Field {
        name: "list_price",
        aliases: &["售价", "零售价", "门市价", "价格", "销售价"],
        is_required: true,
    },
    Field {
        name: "member_price",
        aliases: &["会员价"],
        is_required: false,
    },
    Field {
        name: "category",
        aliases: &["类目", "分类", "商品分类", "商品类别"],
        is_required: false,
    },
    Field {
        name: "barcode",
        aliases: &["条码", "商品条码", "国际条码"],
        is_required: false,
    },
    Field {
        name: "spec",
        aliases: &["规格", "规格名称"],
        is_required: false,
    },
    Field {
        name: "goods_code",
        aliases: &["款号", "spu编码"],
        is_required: false,
    },
    Field {
        name: "keeps_stock",
        aliases: &["管理库存", "是否管库存"],
        is_required: false,
    },
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
    let goods: Vec<ImportedGoods> = read.iter().map(|(_, goods)| goods.clone()).collect();
    let answers = retail::import_goods(tx, ctx.act, &goods)?;
    for ((row, goods), answer) in read.iter().zip(answers) {
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
    let barcodes = row.text("barcode").unwrap_or_default();
    let sku = NewSku {
        code: row.required("code")?.to_owned(),
        name: owned("spec").unwrap_or_default(),
        unit: Unit::Piece,
        barcodes: split(barcodes, &[';', '；', '|', ' ']),
        list_price: list_price.ok_or_else(|| row.reject("list_price", "cell.empty"))?,
        member_price: row.money("member_price")?,
        keeps_stock: match row.text("keeps_stock") {
            None => true,
            Some("是" | "1" | "true" | "yes") => true,
            Some("否" | "0" | "false" | "no") => false,
            Some(_) => return Err(row.reject("keeps_stock", "cell.not_yes_or_no")),
        },
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

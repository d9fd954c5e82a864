//! SQL of the table `goods_picture`.

use super::{NewPicture, PictureSize};
use kernel::{Act, GoodsId, PictureId};
use platform::db::{DbError, Tx};
use platform::{args, row, row_values, sql};

row! {
    /// A picture of goods, without its bytes.
    #[doc(alias = "图片")]
    #[derive(PartialEq, Eq, serde::Serialize)]
    pub struct Picture {
        /// Which picture.
        pub id: PictureId,
        /// Of which goods.
        pub goods_id: GoodsId,
        /// 1 for the main one, then 2, 3 … as they are shown.
        pub place: i64,
        /// The SHA-256 of the file that came.
        #[serde(skip)]
        pub fingerprint: Vec<u8>,
        /// Of the large one, in pixels.
        pub width: i64,
        /// Of the large one, in pixels.
        pub height: i64,
    }
}

pub(crate) fn insert(
    tx: &mut Tx<'_>,
    act: Act,
    picture: &Picture,
    new: &NewPicture,
) -> Result<(), DbError> {
    let command = sql!(
        "insert into goods_picture (brand_id, id, goods_id, place, fingerprint, width, height,
             created_at, small, large)
         values $*"
    );
    let Picture {
        id,
        goods_id,
        place,
        fingerprint,
        width,
        height,
    } = picture;
    let row = row_values![
        tx.brand(),
        id,
        goods_id,
        place,
        fingerprint,
        width,
        height,
        act.now,
        new.small,
        new.large
    ];
    tx.insert_many(command, vec![row])?;
    Ok(())
}

/// The pictures of goods in their order.
pub(crate) fn of_goods(tx: &mut Tx<'_>, goods_id: GoodsId) -> Result<Vec<Picture>, DbError> {
    let query = sql!(
        Picture,
        "select id, goods_id, place, fingerprint, width, height
         from goods_picture where brand_id = $1 and goods_id = $2 order by place, id"
    );
    let brand = tx.brand();
    tx.many(query, args![brand, goods_id])
}

/// The bytes of a picture, if the goods have it.
pub(crate) fn jpeg(
    tx: &mut Tx<'_>,
    goods_id: GoodsId,
    id: PictureId,
    size: PictureSize,
) -> Result<Option<Vec<u8>>, DbError> {
    let query = match size {
        PictureSize::Small => sql!(
            (Vec<u8>,),
            "select small from goods_picture where brand_id = $1 and id = $2 and goods_id = $3"
        ),
        PictureSize::Large => sql!(
            (Vec<u8>,),
            "select large from goods_picture where brand_id = $1 and id = $2 and goods_id = $3"
        ),
    };
    let brand = tx.brand();
    let found = tx.maybe(query, args![brand, id, goods_id])?;
    Ok(found.map(|(jpeg,)| jpeg))
}

/// Writes down in which place some pictures stand.
pub(crate) fn set_places(tx: &mut Tx<'_>, places: &[(PictureId, i64)]) -> Result<(), DbError> {
    let command = sql!(
        "update goods_picture set place = v.column2 from (values $*(bigint, bigint)) as v
         where goods_picture.brand_id = $1 and goods_picture.id = v.column1"
    );
    let brand = tx.brand();
    let row = |(id, place): &(PictureId, i64)| row_values![id, place];
    tx.update_from(command, args![brand], places.iter().map(row).collect())?;
    Ok(())
}

pub(crate) fn delete(tx: &mut Tx<'_>, id: PictureId) -> Result<(), DbError> {
    let command = sql!("delete from goods_picture where brand_id = $1 and id = $2");
    let brand = tx.brand();
    tx.execute(command, args![brand, id])?;
    Ok(())
}

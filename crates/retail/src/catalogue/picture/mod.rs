//! 图片: what goods look like; up to eight pictures, the first of them the main one.
//!
//! Guarantees: what is kept was drawn anew, so nothing that came beside a picture is in it; places
//! are 1, 2, 3 … without gaps, and the goods name the picture in the first; the same file is kept
//! once. Whoever changes pictures holds the lock of their goods and makes a new version of them.

mod http;
mod jpeg;
mod rules;
mod store;
#[cfg(test)]
mod tests;

pub(crate) use http::routes;
pub use jpeg::{NewPicture, read_picture};
pub use store::Picture;

use super::Goods;
use super::store as goods_store;
use crate::error::RetailError;
use crate::trail;
use kernel::{Act, GoodsId, PictureId};
use platform::db::Tx;
use platform::http::{IfMatch, StaleEdit};

kernel::text_enum! {
    /// How large a picture is shown.
    pub enum PictureSize {
        /// In 1200 × 1200 pixels.
        Large = "large",
        /// In 240 × 240 pixels.
        Small = "small",
    }
}

/// Puts a picture behind the others; the same file again is the picture that is there.
pub fn add_picture(
    tx: &mut Tx<'_>,
    act: Act,
    goods_id: GoodsId,
    new: &NewPicture,
) -> Result<Picture, RetailError> {
    let goods = lock(tx, goods_id)?;
    let mut pictures = store::of_goods(tx, goods_id)?;
    if let Some(same) = pictures
        .iter()
        .find(|one| one.fingerprint == new.fingerprint)
    {
        return Ok(same.clone());
    }
    if pictures.len() >= rules::PICTURES_MAX {
        return Err(RetailError::TooManyPictures {
            max: rules::PICTURES_MAX,
        });
    }
    let picture = Picture {
        id: PictureId(tx.new_id()),
        goods_id,
        place: pictures.len() as i64 + 1,
        fingerprint: new.fingerprint.to_vec(),
        width: new.width.into(),
        height: new.height.into(),
    };
    store::insert(tx, act, &picture, new)?;
    pictures.push(picture.clone());
    renew(tx, act, goods, &pictures)?;
    trail::whole(tx, act, "goods_picture.add", goods_id, &picture)?;
    Ok(picture)
}

/// Puts the pictures of goods, as they were seen, into another order.
pub fn order_pictures(
    tx: &mut Tx<'_>,
    act: Act,
    goods_id: GoodsId,
    seen: IfMatch,
    wanted: &[PictureId],
) -> Result<(Goods, Vec<Picture>), RetailError> {
    let goods = lock(tx, goods_id)?;
    seen.check(goods.version)?;
    let mut pictures = store::of_goods(tx, goods_id)?;
    let before: Vec<PictureId> = pictures.iter().map(|one| one.id).collect();
    rules::check_order(&before, wanted)?;
    if before == wanted {
        return Ok((goods, pictures));
    }
    pictures.sort_by_key(|one| wanted.iter().position(|id| *id == one.id));
    close_ranks(tx, &mut pictures)?;
    let goods = renew(tx, act, goods, &pictures)?;
    let (before, after) = (before.as_slice(), wanted);
    trail::changed(tx, act, "goods_picture.order", goods_id, (&before, &after))?;
    Ok((goods, pictures))
}

/// Takes a picture away; those behind it move up.
pub fn remove_picture(
    tx: &mut Tx<'_>,
    act: Act,
    goods_id: GoodsId,
    picture_id: PictureId,
) -> Result<(), RetailError> {
    let goods = lock(tx, goods_id)?;
    let mut pictures = store::of_goods(tx, goods_id)?;
    let place = pictures.iter().position(|one| one.id == picture_id);
    let place = place.ok_or(RetailError::PictureNotFound { picture_id })?;
    let gone = pictures.remove(place);
    store::delete(tx, picture_id)?;
    close_ranks(tx, &mut pictures)?;
    renew(tx, act, goods, &pictures)?;
    Ok(trail::whole(
        tx,
        act,
        "goods_picture.remove",
        goods_id,
        &gone,
    )?)
}

/// The pictures of goods in their order, with the goods.
pub fn list_pictures(
    tx: &mut Tx<'_>,
    goods_id: GoodsId,
) -> Result<(Goods, Vec<Picture>), RetailError> {
    let goods = goods_store::goods_by_id(tx, [goods_id])?.pop();
    let goods = goods.ok_or(RetailError::GoodsNotFound { goods_id })?;
    Ok((goods, store::of_goods(tx, goods_id)?))
}

/// The bytes of a picture that must exist. They never change.
pub fn find_jpeg(
    tx: &mut Tx<'_>,
    goods_id: GoodsId,
    picture_id: PictureId,
    size: PictureSize,
) -> Result<Vec<u8>, RetailError> {
    store::jpeg(tx, goods_id, picture_id, size)?.ok_or(RetailError::PictureNotFound { picture_id })
}

fn lock(tx: &mut Tx<'_>, goods_id: GoodsId) -> Result<Goods, RetailError> {
    goods_store::lock_goods(tx, goods_id)?.ok_or(RetailError::GoodsNotFound { goods_id })
}

/// Gives the pictures the places in which they stand.
fn close_ranks(tx: &mut Tx<'_>, pictures: &mut [Picture]) -> Result<(), RetailError> {
    let mut moved = Vec::new();
    for (place, picture) in (1..).zip(pictures) {
        if picture.place != place {
            picture.place = place;
            moved.push((picture.id, place));
        }
    }
    Ok(store::set_places(tx, &moved)?)
}

/// Makes a new version of goods whose pictures changed.
fn renew(
    tx: &mut Tx<'_>,
    act: Act,
    mut goods: Goods,
    pictures: &[Picture],
) -> Result<Goods, RetailError> {
    goods.picture_id = pictures.first().map(|one| one.id);
    if goods_store::update_goods(tx, act, std::slice::from_ref(&goods))? == 0 {
        return Err(StaleEdit::MovedOn.into());
    }
    goods.version += 1;
    Ok(goods)
}

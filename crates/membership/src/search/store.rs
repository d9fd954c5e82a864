//! The walks over the table `member` that a search makes, each along an index of its own.

use kernel::{MemberId, StoreId};
use platform::db::{DbError, Tx};
use platform::{args, sql};

/// A hit of the search: who, and the name that it is sorted by.
pub(super) type Hit = (MemberId, String);

/// Members entered before `id`, the latest first. Ids rise with time, so the key is the order.
pub(super) fn seek_newest(
    tx: &mut Tx<'_>,
    id: MemberId,
    store: Option<StoreId>,
    limit: u32,
) -> Result<Vec<Hit>, DbError> {
    let brand = tx.brand();
    let Some(store) = store else {
        return tx.many(
            sql!(
                Hit,
                "select id, name from member
                 where brand_id = $1 and id < $2 and erased_at is null and merged_into is null
                 order by id desc limit $3"
            ),
            args![brand, id, limit],
        );
    };
    tx.many(
        sql!(
            Hit,
            "select id, name from member
             where brand_id = $1 and store_id = $2 and id < $3 and erased_at is null
             and merged_into is null
             order by id desc limit $4"
        ),
        args![brand, store, id, limit],
    )
}

/// Members whose phone number ends in four digits, with ids below `id`, the newest first.
pub(super) fn seek_last_four(
    tx: &mut Tx<'_>,
    digits: &str,
    id: MemberId,
    store: Option<StoreId>,
    limit: u32,
) -> Result<Vec<Hit>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            Hit,
            "select id, name from member
             where brand_id = $1 and phone_last4 = $2 and id < $3
             and (cast($4 as bigint) is null or store_id = $4)
             order by id desc limit $5"
        ),
        args![brand, digits, id, store, limit],
    )
}

/// A stretch of an index: from just after `(after, id)` up to `before`.
pub(super) struct Stretch<'a> {
    pub after: &'a str,
    pub id: MemberId,
    pub before: &'a str,
}

/// Members in a stretch of pinyin, in its order.
pub(super) fn seek_pinyin(
    tx: &mut Tx<'_>,
    stretch: &Stretch<'_>,
    store: Option<StoreId>,
    limit: u32,
) -> Result<Vec<Hit>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            Hit,
            "select id, name from member
             where brand_id = $1 and (name_pinyin, id) > ($2, $3) and name_pinyin < $4
             and (cast($5 as bigint) is null or store_id = $5)
             order by name_pinyin, id limit $6"
        ),
        args![
            brand,
            stretch.after,
            stretch.id,
            stretch.before,
            store,
            limit
        ],
    )
}

/// Members in a stretch of initials, in its order.
pub(super) fn seek_initials(
    tx: &mut Tx<'_>,
    stretch: &Stretch<'_>,
    store: Option<StoreId>,
    limit: u32,
) -> Result<Vec<Hit>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            Hit,
            "select id, name from member
             where brand_id = $1 and (name_initials, id) > ($2, $3) and name_initials < $4
             and (cast($5 as bigint) is null or store_id = $5)
             order by name_initials, id limit $6"
        ),
        args![
            brand,
            stretch.after,
            stretch.id,
            stretch.before,
            store,
            limit
        ],
    )
}

/// Members whose name holds `pattern` (of a `like` with `\` as its escape), after `(name, id)` in
/// the order of names. Walks the index of names, not the rows.
pub(super) fn seek_name_part(
    tx: &mut Tx<'_>,
    pattern: &str,
    (name, id): (&str, MemberId),
    store: Option<StoreId>,
    limit: u32,
) -> Result<Vec<Hit>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            Hit,
            "select id, name from member
             where brand_id = $1 and (name, id) > ($2, $3) and lower(name) like $4 escape '\\'
             and (cast($5 as bigint) is null or store_id = $5)
             order by name, id limit $6"
        ),
        args![brand, name, id, pattern, store, limit],
    )
}

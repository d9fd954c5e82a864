//! The tables `member_field`, `member_field_value` and `member_field_word`.

use super::{FieldId, FieldWord, MemberField};
use kernel::{MemberId, StoreId, Timestamp};
use platform::db::{DbError, Tx};
use platform::{args, row_values, sql};

/// A value about to be written.
pub(super) struct NewValue {
    pub member_id: MemberId,
    pub field_id: FieldId,
    /// JSON.
    pub value: String,
    pub at: Timestamp,
}

pub(super) fn list(tx: &mut Tx<'_>) -> Result<Vec<MemberField>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            MemberField,
            "select id, key, zh, en, kind, options, is_required, is_searchable, least, most,
             position, is_active, version, created_at, updated_at from member_field
             where brand_id = $1 order by position, id"
        ),
        args![brand],
    )
}

pub(super) fn lock(tx: &mut Tx<'_>, id: FieldId) -> Result<Option<MemberField>, DbError> {
    let brand = tx.brand();
    tx.maybe(
        sql!(
            MemberField,
            "select id, key, zh, en, kind, options, is_required, is_searchable, least, most,
             position, is_active, version, created_at, updated_at from member_field
             where brand_id = $1 and id = $2 for update"
        ),
        args![brand, id],
    )
}

/// Writes a new field; 0 when its key is taken.
pub(super) fn insert(tx: &mut Tx<'_>, f: &MemberField) -> Result<u64, DbError> {
    let brand = tx.brand();
    let row = row_values![
        brand,
        f.id,
        f.key,
        f.zh,
        f.en,
        f.kind,
        f.options,
        f.is_required,
        f.is_searchable,
        f.least,
        f.most,
        f.position,
        f.is_active,
        f.version,
        f.created_at,
        f.updated_at
    ];
    tx.insert_many(
        sql!(
            "insert into member_field (brand_id, id, key, zh, en, kind, options, is_required,
             is_searchable, least, most, position, is_active, version, created_at, updated_at)
             values $* on conflict (brand_id, key) do nothing"
        ),
        vec![row],
    )
}

/// Writes what may change of a field, if the version is still the one that was read.
pub(super) fn update(tx: &mut Tx<'_>, f: &MemberField, seen: i64) -> Result<u64, DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!(
            "update member_field set zh = $4, en = $5, options = $6, is_required = $7,
             is_searchable = $8, least = $9, most = $10, position = $11, is_active = $12,
             updated_at = $13, version = version + 1
             where brand_id = $1 and id = $2 and version = $3"
        ),
        args![
            brand,
            f.id,
            seen,
            f.zh,
            f.en,
            f.options,
            f.is_required,
            f.is_searchable,
            f.least,
            f.most,
            f.position,
            f.is_active,
            f.updated_at
        ],
    )
}

/// The values of a member, as JSON by field.
pub(super) fn values(tx: &mut Tx<'_>, member: MemberId) -> Result<Vec<(FieldId, String)>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            (FieldId, String),
            "select field_id, value from member_field_value
             where brand_id = $1 and member_id = $2"
        ),
        args![brand, member],
    )
}

/// The values of a field, of members after one.
pub(super) fn values_of_field(
    tx: &mut Tx<'_>,
    field: FieldId,
    after: MemberId,
    limit: u32,
) -> Result<Vec<(MemberId, String)>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            (MemberId, String),
            "select member_id, value from member_field_value
             where brand_id = $1 and field_id = $2 and member_id > $3
             order by member_id limit $4"
        ),
        args![brand, field, after, limit],
    )
}

/// Takes values away, and the words that they are found by.
pub(super) fn delete_values(
    tx: &mut Tx<'_>,
    member: MemberId,
    fields: &[FieldId],
) -> Result<(), DbError> {
    let brand = tx.brand();
    tx.execute_in(
        sql!(
            "delete from member_field_value
             where brand_id = $1 and member_id = $2 and field_id in ($*)"
        ),
        args![brand, member],
        fields,
    )?;
    tx.execute_in(
        sql!(
            "delete from member_field_word
             where brand_id = $1 and member_id = $2 and field_id in ($*)"
        ),
        args![brand, member],
        fields,
    )?;
    Ok(())
}

pub(super) fn insert_values(tx: &mut Tx<'_>, values: &[NewValue]) -> Result<(), DbError> {
    let brand = tx.brand();
    let row = |v: &NewValue| row_values![brand, v.member_id, v.field_id, v.value, v.at];
    tx.insert_many(
        sql!(
            "insert into member_field_value (brand_id, member_id, field_id, value, updated_at)
             values $*"
        ),
        values.iter().map(row).collect(),
    )?;
    Ok(())
}

pub(super) fn insert_words(
    tx: &mut Tx<'_>,
    words: &[(FieldId, String, MemberId)],
) -> Result<(), DbError> {
    let brand = tx.brand();
    let row = |(field, word, member): &(FieldId, String, MemberId)| {
        row_values![brand, field, word, member]
    };
    tx.insert_many(
        sql!(
            "insert into member_field_word (brand_id, field_id, word, member_id) values $*
             on conflict (brand_id, field_id, word, member_id) do nothing"
        ),
        words.iter().map(row).collect(),
    )?;
    Ok(())
}

/// Forgets the words of a field that nobody is found by any more.
pub(super) fn forget_words(tx: &mut Tx<'_>, field: FieldId) -> Result<(), DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!("delete from member_field_word where brand_id = $1 and field_id = $2"),
        args![brand, field],
    )?;
    Ok(())
}

/// Forgets all that a member has said.
pub(super) fn forget_member(tx: &mut Tx<'_>, member: MemberId) -> Result<(), DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!("delete from member_field_value where brand_id = $1 and member_id = $2"),
        args![brand, member],
    )?;
    tx.execute(
        sql!("delete from member_field_word where brand_id = $1 and member_id = $2"),
        args![brand, member],
    )?;
    Ok(())
}

/// Members who are found by a word, with ids below `id`, the newest first.
pub(crate) fn seek_word(
    tx: &mut Tx<'_>,
    wanted: &FieldWord,
    id: MemberId,
    store: Option<StoreId>,
    limit: u32,
) -> Result<Vec<(MemberId, String)>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            (MemberId, String),
            "select m.id, m.name from member_field_word w
             join member m on m.brand_id = $1 and m.id = w.member_id
             where w.brand_id = $1 and w.field_id = $2 and w.word = $3 and w.member_id < $4
             and (cast($5 as bigint) is null or m.store_id = $5)
             order by w.member_id desc limit $6"
        ),
        args![brand, wanted.field_id, wanted.word, id, store, limit],
    )
}

/// Those of some members who are found by a word.
pub(crate) fn having_word(
    tx: &mut Tx<'_>,
    wanted: &FieldWord,
    members: impl IntoIterator<Item = MemberId>,
) -> Result<Vec<MemberId>, DbError> {
    let brand = tx.brand();
    let found = tx.many_in(
        sql!(
            (MemberId,),
            "select member_id from member_field_word
             where brand_id = $1 and field_id = $2 and word = $3 and member_id in ($*)"
        ),
        args![brand, wanted.field_id, wanted.word],
        members,
    )?;
    Ok(found.into_iter().map(|(member,)| member).collect())
}

//! The table `guardian`.

use super::Relation;
use kernel::{By, MemberId, Timestamp};
use platform::db::{DbError, Tx};
use platform::{args, row, row_values, sql};

row! {
    pub(super) struct Row {
        pub name_sealed: Vec<u8>,
        pub phone_sealed: Vec<u8>,
        pub relation: Relation,
        pub recorded_at: Timestamp,
    }
}

pub(super) fn find(tx: &mut Tx<'_>, member: MemberId) -> Result<Option<Row>, DbError> {
    let brand = tx.brand();
    tx.maybe(
        sql!(
            Row,
            "select name_sealed, phone_sealed, relation, recorded_at from guardian
             where brand_id = $1 and member_id = $2"
        ),
        args![brand, member],
    )
}

/// Writes the guardian of a member in the place of an earlier one.
pub(super) fn replace(tx: &mut Tx<'_>, by: By, member: MemberId, row: &Row) -> Result<(), DbError> {
    delete(tx, member)?;
    let values = row_values![
        tx.brand(),
        member,
        row.name_sealed,
        row.phone_sealed,
        row.relation,
        row.recorded_at,
        by
    ];
    tx.insert_many(
        sql!(
            "insert into guardian (brand_id, member_id, name_sealed, phone_sealed, relation,
             recorded_at, recorded_by) values $*"
        ),
        vec![values],
    )?;
    Ok(())
}

pub(super) fn delete(tx: &mut Tx<'_>, member: MemberId) -> Result<(), DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!("delete from guardian where brand_id = $1 and member_id = $2"),
        args![brand, member],
    )?;
    Ok(())
}

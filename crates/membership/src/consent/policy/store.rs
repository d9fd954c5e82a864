//! The table `policy_text`.

use super::{PolicyText, Purpose};
use platform::db::{DbError, Tx};
use platform::{args, row_values, sql};

/// Writes a new version; 0 when somebody was faster.
pub(super) fn insert(tx: &mut Tx<'_>, text: &PolicyText) -> Result<u64, DbError> {
    let row = row_values![
        tx.brand(),
        text.purpose,
        text.version,
        text.zh,
        text.en,
        text.hash,
        text.published_at,
        text.published_by
    ];
    tx.insert_many(
        sql!(
            "insert into policy_text (brand_id, purpose, version, zh, en, hash, published_at,
             published_by) values $* on conflict (brand_id, purpose, version) do nothing"
        ),
        vec![row],
    )
}

pub(super) fn list(tx: &mut Tx<'_>, purpose: Option<Purpose>) -> Result<Vec<PolicyText>, DbError> {
    let brand = tx.brand();
    let purpose = purpose.map_or("", Purpose::as_str);
    tx.many(
        sql!(
            PolicyText,
            "select purpose, version, zh, en, hash, published_at, published_by from policy_text
             where brand_id = $1 and ($2 = '' or purpose = $2)
             order by purpose, version desc"
        ),
        args![brand, purpose],
    )
}

pub(super) fn find(
    tx: &mut Tx<'_>,
    purpose: Purpose,
    version: i64,
) -> Result<Option<PolicyText>, DbError> {
    let brand = tx.brand();
    tx.maybe(
        sql!(
            PolicyText,
            "select purpose, version, zh, en, hash, published_at, published_by from policy_text
             where brand_id = $1 and purpose = $2 and version = $3"
        ),
        args![brand, purpose, version],
    )
}

pub(super) fn latest(tx: &mut Tx<'_>, purpose: Purpose) -> Result<Option<PolicyText>, DbError> {
    let brand = tx.brand();
    tx.maybe(
        sql!(
            PolicyText,
            "select purpose, version, zh, en, hash, published_at, published_by from policy_text
             where brand_id = $1 and purpose = $2 order by version desc limit 1"
        ),
        args![brand, purpose],
    )
}

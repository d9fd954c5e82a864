//! SQL of the table `checkout_terms`.

use kernel::Act;
use platform::db::{DbError, Fetch, Tx, fetch};
use platform::{args, sql};

/// The terms as they are written, and their version.
pub(crate) fn find(tx: &Tx<'_>) -> Fetch<(String, i64)> {
    let query = sql!(
        (String, i64),
        "select terms, version from checkout_terms where brand_id = $1"
    );
    fetch(query, args![tx.brand()])
}

/// Writes terms over the version that they were read in (0: nothing was there yet); answers
/// whether it was still that version.
pub(crate) fn save(tx: &mut Tx<'_>, act: Act, terms: &str, version: i64) -> Result<bool, DbError> {
    let first = sql!(
        "insert into checkout_terms (brand_id, terms, version, changed_by, changed_at)
         values ($1, $2, 1, $3, $4) on conflict (brand_id) do nothing"
    );
    let next = sql!(
        "update checkout_terms set terms = $2, version = version + 1, changed_by = $3,
             changed_at = $4
         where brand_id = $1 and version = $5"
    );
    let brand = tx.brand();
    let changed = if version == 0 {
        tx.execute(first, args![brand, terms, act.by, act.now])?
    } else {
        tx.execute(next, args![brand, terms, act.by, act.now, version])?
    };
    Ok(changed == 1)
}

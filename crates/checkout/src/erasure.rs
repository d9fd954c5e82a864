//! 删除个人信息: what people wrote about a member beside sales. The sales themselves stay, for the
//! books are kept by law; they carry ids only.

use crate::{goods_return, order, top_up};
use kernel::MemberId;
use platform::db::{DbError, Tx};

/// Takes out what was written beside the sales, returns and top-ups of some members where it names
/// somebody, who is erased; answers how many.
pub fn forget_words(
    tx: &mut Tx<'_>,
    members: &[MemberId],
    names: impl Fn(&str) -> bool,
) -> Result<u64, DbError> {
    let mut gone = 0;
    for (order_id, tender_id, reference) in order::store::references_of(tx, members)? {
        if names(&reference) {
            gone += order::store::blank_reference(tx, order_id, tender_id)?;
        }
    }
    for (order_id, return_id, reason) in goods_return::store::reasons_of(tx, members)? {
        if names(&reason) {
            gone += goods_return::store::blank_reason(tx, order_id, return_id)?;
        }
    }
    for (id, reference) in top_up::store::references_of(tx, members)? {
        if names(&reference) {
            gone += top_up::store::blank_reference(tx, id)?;
        }
    }
    Ok(gone)
}

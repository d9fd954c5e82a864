//! Which stores a question is about, as statements want to know it.

use access::StoreFilter;
use kernel::StoreId;

/// Whether it is about all stores, and else which; an empty list would ask nothing at all, so all
/// stores are asked for beside a list of one.
pub(crate) fn as_list(stores: &StoreFilter) -> (bool, &[StoreId]) {
    match stores {
        StoreFilter::All => (true, &[StoreId(0)]),
        StoreFilter::Only(stores) => (false, stores),
    }
}

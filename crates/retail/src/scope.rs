//! What concerns the whole chain is decided by people of the whole chain.

use crate::error::RetailError;
use access::{Actor, StoreFilter};

/// Refuses a person whose scope is some stores or regions.
pub(crate) fn require_whole_brand(actor: &Actor) -> Result<(), RetailError> {
    match actor.stores() {
        StoreFilter::All => Ok(()),
        StoreFilter::Only(_) => Err(RetailError::NeedsWholeBrand),
    }
}

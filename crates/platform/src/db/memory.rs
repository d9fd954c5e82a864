//! What is read often and changes seldom, kept in memory under the number of its last change.

use kernel::BrandId;
use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

type Kept = (i64, Arc<dyn Any + Send + Sync>);

/// One thing of each type and brand; shared by the connections of a database.
#[derive(Default)]
pub(crate) struct Memory(Mutex<HashMap<(TypeId, BrandId), Kept>>);

impl Memory {
    /// What is kept under a number.
    pub fn find<T: Send + Sync + 'static>(&self, brand: BrandId, revision: i64) -> Option<Arc<T>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (number, thing) = kept.get(&(TypeId::of::<T>(), brand))?;
        if *number != revision {
            return None;
        }
        thing.clone().downcast().ok()
    }

    /// Keeps something in the place of what was kept before.
    pub fn keep<T: Send + Sync + 'static>(&self, brand: BrandId, revision: i64, thing: Arc<T>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert((TypeId::of::<T>(), brand), (revision, thing));
    }
}

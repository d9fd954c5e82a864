//! The server: wires the contexts together and puts them behind HTTP and a command line.

mod about;
pub mod background;
pub mod backup;
pub mod cli;
pub mod demo;
pub mod exports;
pub mod imports;
mod jobs;
mod permissions;
pub mod privacy;
pub mod proof;
pub mod recount;
pub mod setup;
pub mod site;
pub mod timeline;
mod web;
mod words;

use kernel::BrandId;
use platform::db::{Db, DbError};

/// Runs what takes time on a thread of its own.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, DbError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| DbError::Bug(error.to_string()))
}

/// All brands of a database; what dispatchers and runners go over. Blocks.
pub fn brands(db: &Db) -> Result<Vec<BrandId>, DbError> {
    Ok(access::list_brands(db)?
        .into_iter()
        .map(|brand| brand.id)
        .collect())
}

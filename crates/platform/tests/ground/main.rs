//! What the ground promises, on both engines: one key one effect, news exactly once, jobs that
//! survive, and an edge that always answers with a problem.

mod edge;
mod idempotency;
mod jobs;
mod outbox;

use kernel::BrandId;
use platform::App;
use platform::config::Config;
use platform::db::{Db, DbError};
use platform::seal::Seal;
use testkit::TestDb;

/// An app on a test's database.
fn app(test: &TestDb) -> App {
    App::new(
        test.db.clone(),
        test.clock.clone(),
        Seal::ephemeral(),
        Config::of_defaults(),
    )
}

/// The brand that tests act for.
fn brands(_: &Db) -> Result<Vec<BrandId>, DbError> {
    Ok(vec![BrandId(1)])
}

/// A runtime for one test.
fn block_on<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime")
        .block_on(work)
}

#[test]
fn every_statement_of_the_ground_fits_the_schema() {
    testkit::both(|test| {
        let complaints = platform::db::check_statements(&test.url).expect("asked");
        assert_eq!(complaints, Vec::<String>::new());
    });
}

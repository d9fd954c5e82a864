//! 演示连锁: a living chain from Complete Journey (CC0), so that a newcomer sees one after one
//! command.
//!
//! The load is a job: each step goes in with the note of how far it is, so that a load that was cut
//! off goes on where it stopped.

mod blueprint;
mod complete_journey;
mod ids;
mod load;
mod people;
mod plan;
mod words;

pub use load::{JOB_KIND, work};

use access::{AccessError, NewBrand, NewStaff, Role, Scope};
use kernel::{Act, BrandId, By, JobId};
use platform::App;
use platform::db::{DbError, Tx};
use platform::jobs::{self, Job, NewJob, Whose};
use serde_json::json;
use std::path::Path;

/// The demo brand's code.
pub const BRAND_CODE: &str = "demo";
/// The password of all demo log-ins.
pub const PASSWORD: &str = "huitong-demo-1";

/// The demo log-ins: log-in, name, role.
pub const STAFF: [(&str, &str, Role); 6] = [
    ("owner", "沈明远", Role::Owner),
    ("hq", "林若溪", Role::HqOperations),
    ("finance", "赵文静", Role::HqFinance),
    ("manager", "周建国", Role::StoreManager),
    ("cashier", "王小芳", Role::Cashier),
    ("guide", "陈语桐", Role::Guide),
];

/// A brand that cannot be founded.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// Access.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Founds the demo brand with its owner and writes down the job that fills it. Blocks.
pub fn found(app: &App, from: Option<&Path>) -> Result<(BrandId, JobId), DemoError> {
    found_if(app, from, |_, _| Ok(()))
}

/// The same with the built-in sample, in a database that has no brand yet. Blocks.
pub fn found_first(app: &App) -> Result<(BrandId, JobId), DemoError> {
    found_if(app, None, access::require_first_brand)
}

/// The latest job that fills the demo brand of this transaction.
pub fn find_job(tx: &mut Tx<'_>) -> Result<Option<Job>, DbError> {
    Ok(jobs::list(tx, Whose::Everybodys, Some(JOB_KIND), None, 1)?
        .items
        .pop())
}

/// Writes down a job that goes on where one that failed stopped.
pub fn go_on(tx: &mut Tx<'_>, failed: &Job, act: Act) -> Result<JobId, DbError> {
    let mut body = failed.body.clone();
    // One that failed at its first step goes on from where it began itself.
    if let Some(mark) = jobs::checkpoint(tx, failed.id)? {
        body["mark"] = mark;
    }
    jobs::enqueue(
        tx,
        NewJob {
            kind: JOB_KIND,
            body,
            due_at: act.now,
            dedup: Some(format!("after {}", failed.id)),
            by: act.by,
        },
    )
}

fn found_if(
    app: &App,
    from: Option<&Path>,
    may_found: fn(&mut Tx<'_>, &Act) -> Result<(), AccessError>,
) -> Result<(BrandId, JobId), DemoError> {
    let brand = NewBrand {
        code: BRAND_CODE.into(),
        name: "会通优选".into(),
        currency: "CNY".into(),
        zone: complete_journey::ZONE.parse().expect("a zone that exists"),
    };
    let (login, name, role) = STAFF[0];
    let owner = new_staff(login, name, role, Scope::Brand);
    let hash = access::hash_password(PASSWORD)?;
    let act = Act::of_system(app.clock.now());
    let from = from.map(|path| path.display().to_string());
    let id = BrandId(app.db.new_id());
    app.db.write_blocking(id, move |tx: &mut Tx<'_>| {
        may_found(tx, &act)?;
        let (brand, _) = access::found_brand(tx, &act, &brand, &owner, &hash)?;
        insight::begin_again(tx)?;
        let job = jobs::enqueue(
            tx,
            NewJob {
                kind: JOB_KIND,
                body: json!({ "from": from }),
                due_at: act.now,
                dedup: Some("demo".into()),
                by: By::System,
            },
        )?;
        Ok((brand, job))
    })
}

fn new_staff(login: &str, name: &str, role: Role, scope: Scope) -> NewStaff {
    NewStaff {
        login: login.into(),
        name: name.into(),
        password: PASSWORD.into(),
        role,
        scope,
    }
}

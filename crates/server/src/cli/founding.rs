//! Brands, people and the demo chain from the command line.

use super::progress::run_job;
use super::{choose_brand, say};
use crate::demo::{self, BRAND_CODE, PASSWORD, STAFF};
use crate::setup::{self, Founding};
use access::{AccessError, NewBrand, NewStaff, Role, Scope};
use anyhow::Result;
use clap::Subcommand;
use kernel::{Act, BrandId, JobId};
use platform::App;
use platform::clock::Stopwatch;
use platform::jobs::{self, JobState};
use std::path::Path;

/// `huitong brand …`
#[derive(Subcommand)]
pub enum BrandCommand {
    /// Found a brand with its first owner.
    Create {
        /// What people type at the log-in.
        #[arg(long)]
        code: String,
        /// What people call it.
        #[arg(long)]
        name: String,
        /// The zone of what belongs to no store.
        #[arg(long, default_value = "Asia/Shanghai")]
        zone: String,
        /// ISO 4217 code of its one currency.
        #[arg(long, default_value = "CNY")]
        currency: String,
        /// The owner's log-in.
        #[arg(long)]
        owner: String,
        /// The owner's password.
        #[arg(long, env = "HUITONG_PASSWORD", hide_env_values = true)]
        password: String,
    },
    /// List the brands.
    List,
}

/// `huitong staff …`
#[derive(Subcommand)]
pub enum StaffCommand {
    /// Add a person who works for the whole brand.
    Create {
        /// The brand's code, if there are several.
        #[arg(long)]
        brand: Option<String>,
        /// What the person types at the log-in.
        #[arg(long)]
        login: String,
        /// What people call the person.
        #[arg(long)]
        name: String,
        /// owner, hq_operations or hq_finance.
        #[arg(long)]
        role: Role,
        /// The person's password.
        #[arg(long, env = "HUITONG_PASSWORD", hide_env_values = true)]
        password: String,
    },
}

/// Founds or lists brands.
pub fn brand(app: &App, command: &BrandCommand) -> Result<()> {
    match command {
        BrandCommand::List => {
            for brand in access::list_brands(&app.db)? {
                say(format_args!("{}  {}  {}", brand.code, brand.name, brand.id));
            }
        }
        BrandCommand::Create {
            code,
            name,
            zone,
            currency,
            owner,
            password,
        } => {
            let founding = Founding {
                brand: NewBrand {
                    code: code.clone(),
                    name: name.clone(),
                    currency: currency.clone(),
                    zone: zone.parse().map_err(anyhow::Error::msg)?,
                },
                owner: NewStaff {
                    login: owner.clone(),
                    name: owner.clone(),
                    password: password.clone(),
                    role: Role::Owner,
                    scope: Scope::Brand,
                },
                region: None,
                store: None,
            };
            access::check_password(password, &[code, name, owner]).map_err(too_weak)?;
            let hash = access::hash_password(password)?;
            let act = Act::of_system(app.clock.now());
            let id = BrandId(app.db.new_id());
            app.db
                .write_blocking(id, move |tx| setup::found(tx, act, &founding, &hash))?;
            say(format_args!("founded {code}"));
        }
    }
    app.db.drain();
    Ok(())
}

fn too_weak(_: kernel::Invalid) -> anyhow::Error {
    anyhow::anyhow!(
        "the password needs ten letters or more and must not be among those that are guessed first"
    )
}

/// Adds a person.
pub fn staff(app: &App, command: &StaffCommand) -> Result<()> {
    let StaffCommand::Create {
        brand,
        login,
        name,
        role,
        password,
    } = command;
    let brand = choose_brand(app, brand.as_deref())?;
    let new = NewStaff {
        login: login.clone(),
        name: name.clone(),
        password: password.clone(),
        role: *role,
        scope: Scope::Brand,
    };
    access::check_password(password, &[login, &new.name]).map_err(too_weak)?;
    let hash = access::hash_password(password)?;
    let act = Act::of_system(app.clock.now());
    let id = app
        .db
        .write_blocking(brand, move |tx| access::create_staff(tx, &act, &new, &hash));
    app.db.drain();
    say(format_args!("added {login}: {}", id?));
    Ok(())
}

/// `huitong demo`: into a database that may have other brands already.
pub fn demo(app: &App, from: Option<&Path>) -> Result<()> {
    let (brand, job) = match find_demo(app)? {
        Some(brand) => (brand, find_job(app, brand)?),
        None => demo::found(app, from)?,
    };
    fill(app, brand, job)?;
    print_log_ins();
    app.db.drain();
    Ok(())
}

/// `huitong serve --demo`: only into an empty database, or to finish what was begun.
pub fn demo_at_first_start(app: &App) -> Result<()> {
    if let Some(brand) = find_demo(app)? {
        return fill(app, brand, find_job(app, brand)?);
    }
    if !access::list_brands(&app.db)?.is_empty() {
        return Ok(());
    }
    let (brand, job) = demo::found(app, None)?;
    fill(app, brand, job)
}

/// Whether the demo chain is in this database.
pub fn has_demo(app: &App) -> Result<bool> {
    Ok(find_demo(app)?.is_some())
}

/// Tells a newcomer how to get in.
pub fn print_log_ins() {
    say(format_args!(
        "demo     brand {BRAND_CODE}, password {PASSWORD}"
    ));
    for (login, name, role) in STAFF {
        say(format_args!("           {login:<8} {role:<14} {name}"));
    }
}

fn find_demo(app: &App) -> Result<Option<BrandId>> {
    let brands = access::list_brands(&app.db)?;
    Ok(brands
        .into_iter()
        .find(|brand| brand.code == BRAND_CODE)
        .map(|brand| brand.id))
}

fn find_job(app: &App, brand: BrandId) -> Result<JobId, AccessError> {
    let job = app.db.read_blocking(brand, demo::find_job)?;
    Ok(job.map_or(JobId(0), |job| job.id))
}

/// Does the job unless it is done, then tells all who listen.
fn fill(app: &App, brand: BrandId, job: JobId) -> Result<()> {
    let found = app.db.read_blocking(brand, move |tx| jobs::find(tx, job))?;
    if found.is_none_or(|job| job.state == JobState::Succeeded) {
        return Ok(());
    }
    let started = Stopwatch::start();
    let result = run_job(app, brand, job, "demo chain")?;
    let told = crate::background::dispatcher(app).drain()?;
    let seconds = started.elapsed().as_secs_f64();
    say(format_args!(
        "loaded in {seconds:.1} s: {result}; {told} facts delivered"
    ));
    Ok(())
}

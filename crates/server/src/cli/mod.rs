//! The command line.

mod file;
mod founding;
mod progress;
mod serve;

use crate::backup;
use anyhow::{Context, Result, bail};
use clap::{Parser, Subcommand};
use kernel::BrandId;
use platform::App;
use platform::clock::Clock;
use platform::config::Config;
use platform::migrate::{Layout, migrate};
use std::io::Write;
use std::path::{Path, PathBuf};

/// 会通 Huitong, the membership centre of a chain of stores.
#[derive(Parser)]
#[command(name = "huitong", version)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the server.
    Serve {
        /// Load the demo chain into a database that has no brand yet.
        #[arg(long)]
        demo: bool,
    },
    /// Bring the database up to date.
    Migrate,
    /// Load the demo chain.
    Demo {
        /// The folder of the full Complete Journey set; the built-in sample without it.
        #[arg(long)]
        from: Option<PathBuf>,
    },
    /// Import a file: CSV or a workbook.
    Import(file::Import),
    /// Prove money, stock and audit log from the first entry to the last.
    Verify {
        /// Only the audit log: name the first entry that is not as it was written.
        #[arg(long)]
        audit: bool,
    },
    /// Copy the whole database into one file, while the server runs or not. The key file is not in
    /// it.
    Backup {
        /// Where to; without it into the folder of backups, where the oldest then go.
        file: Option<PathBuf>,
    },
    /// Count the overview anew from orders, returns and top-ups.
    Recount,
    /// Found a brand.
    Brand {
        #[command(subcommand)]
        command: founding::BrandCommand,
    },
    /// Add people who work here.
    Staff {
        #[command(subcommand)]
        command: founding::StaffCommand,
    },
    /// Write the OpenAPI document into a folder.
    Api {
        /// The folder, such as docs/api.
        folder: PathBuf,
    },
}

/// Does what the command line says.
pub fn run() -> Result<()> {
    let line = Line::parse();
    if let Command::Api { folder } = &line.command {
        return write_api(folder);
    }
    let config = Config::load()?;
    platform::telemetry::init(&config.log)?;
    match line.command {
        Command::Serve { demo } => serve::run(config, demo),
        Command::Migrate => bring_up_to_date(&config),
        Command::Demo { from } => founding::demo(&open(config)?, from.as_deref()),
        Command::Import(import) => file::run(&open(config)?, &import),
        Command::Verify { audit: false } => verify(&open(config)?),
        Command::Verify { audit: true } => verify_audit(&open(config)?),
        Command::Backup { file } => back_up(config, file.as_deref()),
        Command::Recount => recount_all(&open(config)?),
        Command::Brand { command } => founding::brand(&open(config)?, &command),
        Command::Staff { command } => founding::staff(&open(config)?, &command),
        Command::Api { .. } => Ok(()),
    }
}

/// Prints a line for the person at the terminal.
fn say(text: impl std::fmt::Display) {
    // A terminal that is gone is no reason to stop.
    let _ = writeln!(std::io::stdout(), "{text}");
}

fn bring_up_to_date(config: &Config) -> Result<()> {
    let now = Clock::system().now();
    let applied = migrate(config.database.url.reveal(), Layout::Plain, now)?;
    for step in &applied {
        say(format_args!("applied {}", step.name));
    }
    if applied.is_empty() {
        say("the database is up to date");
    }
    Ok(())
}

fn recount_all(app: &App) -> Result<()> {
    for brand in crate::brands(&app.db)? {
        crate::recount::brand_anew(app, brand)?;
        say(format_args!("{brand} counted anew"));
    }
    Ok(())
}

/// Opens the product's ground, with the schema up to date.
fn open(config: Config) -> Result<App> {
    std::fs::create_dir_all(&config.data.dir)
        .with_context(|| format!("cannot make {}", config.data.dir.display()))?;
    let clock = Clock::system();
    migrate(config.database.url.reveal(), Layout::Plain, clock.now())?;
    Ok(App::open(config, clock)?)
}

/// The database stays as it is, whatever its schema: a copy is what one wants before that changes.
fn back_up(config: Config, file: Option<&Path>) -> Result<()> {
    let key_file = config.data.key_path();
    let app = App::open(config, Clock::system())?;
    app.db.facts().context("there is no database of ours")?;
    let go_on = || anyhow::Ok(());
    let made = match file {
        Some(file) if file.exists() => bail!("{} is there already", file.display()),
        Some(file) => {
            backup::write(&app, file, go_on)?;
            file.to_owned()
        }
        None => backup::folder_of(&app).join(backup::make(&app, None, go_on)?.name),
    };
    app.db.drain();
    say(format_args!("the database is in {}", made.display()));
    say(format_args!(
        "its key is not: keep {} apart",
        key_file.display()
    ));
    Ok(())
}

/// The brand with a code, or the only one.
fn choose_brand(app: &App, code: Option<&str>) -> Result<BrandId> {
    let brands = access::list_brands(&app.db)?;
    match (code, brands.as_slice()) {
        (None, [only]) => Ok(only.id),
        (None, []) => bail!("there is no brand yet: huitong brand create"),
        (None, _) => bail!("there are several brands: say which with --brand CODE"),
        (Some(code), brands) => brands
            .iter()
            .find(|brand| brand.code == code)
            .map(|brand| brand.id)
            .with_context(|| format!("there is no brand {code}")),
    }
}

fn verify(app: &App) -> Result<()> {
    let mut is_wrong = false;
    for brand in access::list_brands(&app.db)? {
        let proof = crate::proof::prove(&app.db, brand.id)?;
        let ledger = &proof.ledger;
        say(format_args!(
            "{}: {} accounts, {} postings, {} entries, {} lots, {} sealed days, {} audit entries",
            brand.code,
            ledger.accounts,
            ledger.postings,
            ledger.entries,
            ledger.lots,
            ledger.days,
            proof.audit_entries.unwrap_or(0),
        ));
        for sentence in &proof.wrong {
            say(format_args!("  WRONG: {sentence}"));
        }
        is_wrong |= !proof.wrong.is_empty() || ledger.wrong_count > 0;
    }
    app.db.drain();
    if is_wrong {
        bail!("something does not add up");
    }
    say("everything adds up");
    Ok(())
}

fn verify_audit(app: &App) -> Result<()> {
    let mut is_wrong = false;
    for brand in access::list_brands(&app.db)? {
        match app.db.read_blocking(brand.id, access::audit::verify)? {
            Ok(entries) => say(format_args!("{}: {entries} audit entries", brand.code)),
            Err(broken) => {
                is_wrong = true;
                let (number, what) = (broken.number, broken.what);
                say(format_args!(
                    "{}: WRONG: entry {number}: {what}",
                    brand.code
                ));
            }
        }
    }
    app.db.drain();
    if is_wrong {
        bail!("an audit log is not as it was written");
    }
    say("every audit log is as it was written");
    Ok(())
}

fn write_api(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let text = crate::site::document_text()?;
    std::fs::write(folder.join("openapi.json"), text)?;
    Ok(())
}

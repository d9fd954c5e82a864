//! A chain to measure on: loaded once through the product's own doors, served as often as needed.

use super::client::{Connection, post};
use anyhow::{Context, Result, ensure};
use serde_json::{Value as Json, json};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;
use testkit::postgres::Cluster;
use tokio::runtime::Runtime;

/// Which engine a site runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Engine {
    /// Embedded.
    Sqlite,
    /// A server of its own.
    Postgres,
}

impl Engine {
    /// As it is written in names.
    pub fn word(self) -> &'static str {
        match self {
            Engine::Sqlite => "sqlite",
            Engine::Postgres => "postgres",
        }
    }
}

/// A loaded chain.
pub struct Site {
    /// On which engine.
    pub engine: Engine,
    /// Its database.
    pub url: String,
    /// The process all of whose descendants do the database's work; none for the embedded one.
    pub postmaster: Option<u32>,
    /// What to sell, where, to whom.
    pub catalogue: Catalogue,
    program: PathBuf,
    folder: TempDir,
}

/// What the load draws from.
pub struct Catalogue {
    /// Stores' ids.
    pub stores: Vec<String>,
    /// SKUs' ids and prices.
    pub skus: Vec<(String, i64)>,
    /// Members' ids.
    pub members: Vec<String>,
    /// A session's token.
    pub token: String,
}

/// A server that runs.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: String,
}

const PORT: u16 = 18_090;
const PASSWORD: &str = "bench-password-1";
/// Brand, log-in and password of who asks.
const OWNER: [&str; 3] = ["bench", "owner", PASSWORD];
const DEMO_PASSWORD: &str = "huitong-demo-1";

impl Site {
    /// Founds and fills a chain of so many members, SKUs and stores.
    pub fn prepare(
        program: &Path,
        engine: Engine,
        cluster: &Cluster,
        (members, skus, stores): (usize, usize, usize),
        runtime: &Runtime,
    ) -> Result<Site> {
        let mut site = Site::empty(program, engine, cluster)?;
        eprintln!("{}: founding and importing", engine.word());
        site.found()?;
        site.import_text("goods", &goods_csv(skus))?;
        site.import_text("members", &members_csv(members))?;
        let server = site.serve(super::BATCH)?;
        runtime.block_on(site.fill(&server, stores, members, skus))?;
        server.stop()?;
        site.look(cluster)?;
        Ok(site)
    }

    /// Founds a chain and imports a file of members, and nothing else.
    pub fn with_members(
        program: &Path,
        engine: Engine,
        cluster: &Cluster,
        members: &Path,
        runtime: &Runtime,
    ) -> Result<Site> {
        let mut site = Site::empty(program, engine, cluster)?;
        eprintln!("{}: founding and importing", engine.word());
        site.found()?;
        site.import("members", members)?;
        site.take_token(runtime, OWNER)?;
        site.look(cluster)?;
        Ok(site)
    }

    /// The demo chain; with the whole Complete Journey, if its folder is named.
    pub fn with_demo(
        program: &Path,
        engine: Engine,
        cluster: &Cluster,
        journey: Option<&Path>,
        runtime: &Runtime,
    ) -> Result<Site> {
        let mut site = Site::empty(program, engine, cluster)?;
        eprintln!("{}: loading the demo chain", engine.word());
        let mut command = site.command();
        command.arg("demo");
        if let Some(folder) = journey {
            command.arg("--from").arg(folder);
        }
        let loaded = command.stdout(Stdio::null()).status()?;
        ensure!(loaded.success(), "the demo chain was not loaded");
        site.take_token(runtime, ["demo", "owner", DEMO_PASSWORD])?;
        site.look(cluster)?;
        Ok(site)
    }

    /// Gives up the place, so that the next one can have it.
    pub fn remove(self, cluster: &Cluster) -> Result<()> {
        if self.engine == Engine::Postgres {
            tell_postgres(cluster, "dropdb", &["--force", "bench"])?;
        }
        Ok(())
    }

    /// Where its files lie.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Logs somebody in to ask in that name.
    fn take_token(&mut self, runtime: &Runtime, who: [&str; 3]) -> Result<()> {
        let server = self.serve(super::BATCH)?;
        self.catalogue.token = runtime.block_on(async {
            let mut connection = Connection::open(&server.address).await?;
            log_in(&mut connection, who).await
        })?;
        server.stop()
    }

    /// A place for a chain that is not founded yet.
    fn empty(program: &Path, engine: Engine, cluster: &Cluster) -> Result<Site> {
        let folder = tempfile::tempdir()?;
        let (url, postmaster) = match engine {
            Engine::Sqlite => (
                format!("sqlite:{}/huitong.db", folder.path().display()),
                None,
            ),
            Engine::Postgres => {
                tell_postgres(cluster, "createdb", &["bench"])?;
                (cluster.url_of("bench"), Some(cluster.pid()?))
            }
        };
        let catalogue = Catalogue {
            stores: vec![],
            skus: vec![],
            members: vec![],
            token: String::new(),
        };
        Ok(Site {
            engine,
            url,
            postmaster,
            catalogue,
            program: program.to_owned(),
            folder,
        })
    }

    /// A load of this size leaves PostgreSQL's planner without figures until it looks by itself.
    pub fn look(&self, cluster: &Cluster) -> Result<()> {
        if self.engine == Engine::Postgres {
            tell_postgres(cluster, "vacuumdb", &["--analyze", "--quiet", "bench"])?;
        }
        Ok(())
    }

    /// Starts a server on the chain.
    pub fn serve(&self, batch: usize) -> Result<Server> {
        let address = format!("127.0.0.1:{PORT}");
        let is_taken = std::net::TcpStream::connect(&address).is_ok();
        ensure!(!is_taken, "another server, on {address}, would be measured");
        let mut command = self.command();
        command.env("HUITONG_LISTEN", &address);
        command.env("HUITONG_MAX_BATCH", batch.to_string());
        command.arg("serve").stdout(Stdio::null());
        let child = command.spawn()?;
        let server = Server { child, address };
        for _ in 0..200 {
            if std::net::TcpStream::connect(&server.address).is_ok() {
                return Ok(server);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        anyhow::bail!("the server did not come up");
    }

    /// Proves the money after all that was measured.
    pub fn verify(&self) -> Result<()> {
        let proved = self.command().arg("verify").status()?;
        ensure!(proved.success(), "{}: verify failed", self.engine.word());
        Ok(())
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.env("HUITONG_DATABASE_URL", &self.url);
        command.env("HUITONG_DATA", self.folder.path());
        command.env("HUITONG_LOG__LEVEL", "warn");
        command
    }

    fn found(&self) -> Result<()> {
        let founded = self
            .command()
            .args([
                "brand", "create", "--code", "bench", "--name", "Bench", "--owner", "owner",
            ])
            .args(["--password", PASSWORD])
            .stdout(Stdio::null())
            .status()?;
        ensure!(founded.success(), "the brand was not founded");
        Ok(())
    }

    fn import_text(&self, kind: &str, csv: &str) -> Result<()> {
        let file = self.folder.path().join(format!("{kind}.csv"));
        std::fs::write(&file, csv)?;
        self.import(kind, &file)
    }

    /// Imports a file.
    pub fn import(&self, kind: &str, file: &Path) -> Result<()> {
        let imported = self
            .command()
            .args(["import", kind])
            .arg(file)
            .stdout(Stdio::null())
            .status()?;
        ensure!(imported.success(), "{kind} were not imported");
        Ok(())
    }

    /// Founds stores, looks ids up, gives every member stored value.
    async fn fill(
        &mut self,
        server: &Server,
        stores: usize,
        members: usize,
        skus: usize,
    ) -> Result<()> {
        let mut connection = Connection::open(&server.address).await?;
        self.catalogue.token = log_in(&mut connection, OWNER).await?;
        let token = self.catalogue.token.clone();
        for number in 1..=stores {
            let store = json!({
                "code": format!("S{number:03}"), "name": format!("Store {number}"),
                "ownership": "owned", "zone": "Asia/Shanghai", "allows_negative_stock": true,
            });
            let made = post(&mut connection, &token, "/api/v1/stores", &store).await?;
            self.catalogue.stores.push(text(&made, "id")?);
        }
        let mut list = connection
            .list(&token, "/api/v1/skus?limit=200", skus)
            .await?;
        for sku in list.drain(..) {
            let price = sku["list_price"].as_i64().context("a price")?;
            self.catalogue.skus.push((text(&sku, "id")?, price));
        }
        let list = connection
            .list(&token, "/api/v1/members?limit=200", members)
            .await?;
        self.catalogue.members = list.iter().map(|m| text(m, "id")).collect::<Result<_>>()?;
        eprintln!(
            "{}: topping up {} members",
            self.engine.word(),
            self.catalogue.members.len()
        );
        super::client::top_up_all(server, &self.catalogue).await
    }
}

impl Server {
    /// The server's process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Asks it to stop and waits.
    pub fn stop(mut self) -> Result<()> {
        Command::new("kill")
            .arg(self.child.id().to_string())
            .status()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // After `stop` there is nothing left to kill; on the way out of an error there is.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs one of PostgreSQL's own programs against the cluster.
fn tell_postgres(cluster: &Cluster, program: &str, args: &[&str]) -> Result<()> {
    let done = Command::new(cluster.program(program))
        .args(["-h", &cluster.socket_folder().display().to_string()])
        .args(["-U", "huitong"])
        .args(args)
        .status()?;
    ensure!(done.success(), "{program} failed");
    Ok(())
}

async fn log_in(
    connection: &mut Connection,
    [brand, login, password]: [&str; 3],
) -> Result<String> {
    let body = json!({ "brand": brand, "login": login, "password": password });
    let answer = connection
        .send("POST", "/api/v1/session", "", Some(&body))
        .await?;
    ensure!(answer.status == 200, "log-in: {}", answer.body);
    let cookie = answer.cookie.context("a cookie")?;
    let token = cookie
        .split_once('=')
        .and_then(|(_, rest)| rest.split(';').next());
    Ok(token.context("a token")?.to_owned())
}

pub(super) fn text(object: &Json, name: &str) -> Result<String> {
    Ok(object[name]
        .as_str()
        .with_context(|| format!("no {name} in {object}"))?
        .to_owned())
}

fn goods_csv(count: usize) -> String {
    let mut csv = String::from("code,name,list_price,barcode,category\n");
    for number in 1..=count {
        let price = 100 + number * 37 % 9_900;
        let _ = writeln!(
            csv,
            "G{number:05},Goods {number},{}.{:02},69{number:011},Category {}",
            price / 100,
            price % 100,
            number % 40
        );
    }
    csv
}

fn members_csv(count: usize) -> String {
    let mut csv = String::from("name,phone\n");
    for number in 1..=count {
        let _ = writeln!(csv, "Member {number},154{number:08}");
    }
    csv
}

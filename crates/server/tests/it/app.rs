//! The product as a story meets it: router, database, clock, one founded chain.
//!
//! A story that leaves facts undelivered fails when its app is dropped.

use crate::call::{Ask, Caller, Reply};
use crate::chain::{Chain, PASSWORD};
use access::{Role, Scope};
use axum::Router;
use platform::App;
use platform::config::Config;
use platform::db::{Db, DbError, Dialect, Options, Tx};
use platform::outbox;
use platform::seal::Seal;
use serde_json::json;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;
use testkit::TestDb;
use tokio::runtime::Runtime;
use tokio::sync::Barrier;
use tower::ServiceExt;

/// Runs a story on each engine, with a product of its own.
pub fn both(story: impl Fn(&TestApp)) {
    for dialect in testkit::engines() {
        on(dialect, &story);
    }
}

/// Runs a story on one engine.
pub fn on(dialect: Dialect, story: impl Fn(&TestApp)) {
    story(&TestApp::on(TestDb::new(dialect)));
}

/// The product on a throw-away database.
pub struct TestApp {
    /// What handlers are given.
    pub ground: App,
    /// The chain that the story is about.
    pub chain: Chain,
    router: Router,
    tokens: RefCell<HashMap<Role, String>>,
    runtime: Runtime,
    /// Where files are kept.
    _folder: tempfile::TempDir,
    /// Goes last: it takes the database away.
    pub test: TestDb,
}

impl TestApp {
    pub fn on(test: TestDb) -> TestApp {
        TestApp::with_config(test, Config::of_defaults())
    }

    pub fn with_config(test: TestDb, mut config: Config) -> TestApp {
        let folder = tempfile::tempdir().expect("a folder");
        config.data.dir = folder.path().to_owned();
        // What is streamed ends after its first word, so that a body can be read to its end.
        config.server.stream_seconds = 0;
        let ground = App::new(
            test.db.clone(),
            test.clock.clone(),
            Seal::ephemeral(),
            config,
        );
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(4)
            .enable_all()
            .build()
            .expect("a runtime");
        // The router starts tasks of its own kind, so it is made where there is a runtime.
        let router = runtime.block_on(async { server::site::router(&ground) });
        let chain = Chain::found(&ground, "huitong");
        TestApp {
            ground,
            chain,
            router,
            tokens: RefCell::default(),
            runtime,
            _folder: folder,
            test,
        }
    }

    pub fn dialect(&self) -> Dialect {
        self.test.db.dialect()
    }

    /// A second server on the same database, with connections and a router of its own. PostgreSQL
    /// only: SQLite belongs to one process.
    pub fn second_server(&self) -> (App, Router) {
        // Two that start in the same millisecond of a clock that stands still make the same ids.
        self.test.clock.advance_millis(1);
        let options = Options {
            node: 1,
            ..Options::new(&self.test.url)
        };
        let db = Db::open(&options, &self.test.clock).expect("a second server");
        let ground = App {
            db,
            ..self.ground.clone()
        };
        let router = self
            .runtime
            .block_on(async { server::site::router(&ground) });
        (ground, router)
    }

    /// Somebody who is not logged in.
    pub fn anybody(&self) -> Caller<'_> {
        Caller {
            app: self,
            token: None,
        }
    }

    /// A person of the chain with a role: head office for the whole brand, the others in xuhui.
    pub fn log_in_as(&self, role: Role) -> Caller<'_> {
        if let Some(token) = self.tokens.borrow().get(&role) {
            return Caller {
                app: self,
                token: Some(token.clone()),
            };
        }
        let scope = match role {
            Role::Owner | Role::HqOperations | Role::HqFinance => Scope::Brand,
            Role::StoreManager | Role::Cashier | Role::Guide => {
                Scope::Stores(vec![self.chain.store("xuhui")])
            }
        };
        if role != Role::Owner {
            self.chain.staff(role.as_str(), role, scope);
        }
        let caller = self.log_in(&self.chain, role.as_str());
        self.tokens
            .borrow_mut()
            .insert(role, caller.token.clone().expect("a token"));
        caller
    }

    /// Logs in by the front door.
    #[track_caller]
    pub fn log_in(&self, chain: &Chain, login: &str) -> Caller<'_> {
        let body = json!({ "brand": chain.code, "login": login, "password": PASSWORD });
        let reply = self.anybody().post("/api/v1/session", &body);
        assert_eq!(reply.status, 200, "{login}: {}", reply.text);
        Caller {
            app: self,
            token: Some(token_of(&reply)),
        }
    }

    /// A new person with a role in some stores, logged in.
    pub fn hire(&self, login: &str, role: Role, stores: &[&str]) -> Caller<'_> {
        let stores = stores.iter().map(|name| self.chain.store(name)).collect();
        self.chain.staff(login, role, Scope::Stores(stores));
        self.log_in(&self.chain, login)
    }

    /// Sends one request.
    pub fn send(&self, ask: &Ask) -> Reply {
        self.runtime
            .block_on(exchange(self.router.clone(), ask.clone()))
    }

    /// Sends all requests at the same moment; the answers in their order.
    pub fn at_once(&self, asks: Vec<Ask>) -> Vec<Reply> {
        self.at_once_to(std::slice::from_ref(&self.router), asks)
    }

    /// The same, in turn to several servers.
    pub fn at_once_to(&self, servers: &[Router], asks: Vec<Ask>) -> Vec<Reply> {
        let start = Arc::new(Barrier::new(asks.len()));
        let tasks: Vec<_> = (asks.into_iter().enumerate())
            .map(|(place, ask)| {
                let (server, start) = (servers[place % servers.len()].clone(), start.clone());
                self.runtime.spawn(async move {
                    start.wait().await;
                    tokio::time::sleep(ask.after).await;
                    exchange(server, ask).await
                })
            })
            .collect();
        let wait = async {
            let mut replies = Vec::with_capacity(tasks.len());
            for task in tasks {
                replies.push(task.await.expect("no task panics"));
            }
            replies
        };
        self.runtime.block_on(wait)
    }

    /// Both this server and a second one, where the engine allows several.
    pub fn servers(&self) -> Vec<Router> {
        match self.dialect() {
            Dialect::Sqlite => vec![self.router.clone()],
            Dialect::Postgres => vec![self.router.clone(), self.second_server().1],
        }
    }

    /// Where requests are sent and plugs are put; for stories about time itself.
    pub fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// Hands over all facts that are due.
    pub fn settle_outbox(&self) {
        let dispatcher = server::background::dispatcher(&self.ground);
        dispatcher.drain().expect("facts are delivered");
    }

    /// Sends all messages that are due.
    pub fn send_messages(&self) {
        let sender = server::background::sender(&self.ground);
        let now = self.test.clock.now();
        while sender.send_due(now).expect("messages are looked at") > 0 {}
    }

    /// Does all background work that is due.
    pub fn run_jobs(&self) {
        let now = self.test.clock.now();
        let runner = server::background::runner(&self.ground);
        runner.run_due(now).expect("jobs run");
    }

    /// Hands over all facts and proves every brand's money, stock and audit log.
    #[track_caller]
    pub fn prove(&self) {
        self.settle_outbox();
        for brand in server::brands(&self.ground.db).expect("brands") {
            let proof = server::proof::prove(&self.ground.db, brand).expect("a proof");
            assert_eq!(proof.wrong, Vec::<String>::new(), "{:?}", self.dialect());
            crate::insight::oracle::assert_overview(&self.ground.db, brand);
        }
    }

    /// Facts that were not handed over, of all brands.
    fn undelivered(&self) -> Result<i64, DbError> {
        let mut sum = 0;
        for brand in server::brands(&self.ground.db)? {
            let count =
                |tx: &mut Tx<'_>| Ok::<_, DbError>((outbox::pending(tx)?, outbox::dead(tx)?));
            let (pending, dead) = self.ground.db.read_blocking(brand, count)?;
            sum += pending + dead.len() as i64;
        }
        Ok(sum)
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert_eq!(
                self.undelivered(),
                Ok(0),
                "the story left facts undelivered"
            );
        }
    }
}

/// The token that a log-in brought.
pub fn token_of(reply: &Reply) -> String {
    let cookie = reply.header("set-cookie");
    let token = cookie.strip_prefix("huitong_session=").expect("our cookie");
    token.split(';').next().expect("a part").to_owned()
}

async fn exchange(server: Router, ask: Ask) -> Reply {
    Reply::read(server.oneshot(ask.request()).await.expect("an answer")).await
}

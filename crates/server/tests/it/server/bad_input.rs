//! Whatever comes in, it is refused as a problem that names the field, and nothing is written.
//!
//! Requests are made from the OpenAPI document: each is a good one with something broken.

mod around;
mod body;
mod counts;
mod generate;
mod schema;

use crate::access::request::{Things, ask, showcase};
use crate::app::{TestApp, on};
use crate::call::{Ask, Caller, Reply};
use crate::chain::Chain;
use access::Declared;
use axum::http::Method;
use generate::{Bad, NEW_TURN, Subject};
use platform::db::Dialect;
use rand::SeedableRng;
use rand::rngs::StdRng;
use schema::Schemas;
use serde_json::Value;

#[test]
fn bad_input_is_refused_and_leaves_nothing_behind_on_sqlite() {
    on(Dialect::Sqlite, walk);
}

/// By itself, so that the two engines are walked at the same time.
#[test]
fn bad_input_is_refused_and_leaves_nothing_behind_on_postgres() {
    if testkit::engines().contains(&Dialect::Postgres) {
        on(Dialect::Postgres, walk);
    }
}

fn walk(app: &TestApp) {
    let (document, routes) = server::site::describe();
    let document = serde_json::to_value(document).expect("JSON");
    // Most of it never comes as far as the engine: few on the slower one, and others.
    let (few, first_seed) = match app.dialect() {
        Dialect::Sqlite => (40, 0),
        Dialect::Postgres => (16, 1_000),
    };
    let wanted = testkit::cases(few, 300) as usize;
    let theirs = Chain::found(&app.ground, "foreign");
    let foreign = Things::of(&app.log_in(&theirs, "owner"), "theirs");
    counts::assert_complete(app, &counts::count(app, theirs.brand));
    let readers = Ground::found(app, "readers");
    let (mut wrong, mut named) = (Vec::new(), 0);
    for (seed, route) in (first_seed..).zip(&routes) {
        // What only reads finds what the one before it found.
        let own = (route.method != "GET").then(|| Ground::found(app, &route.operation_id));
        let ground = own.as_ref().unwrap_or(&readers);
        let visit = Visit::new(app, &document, route, (ground, &foreign));
        let random = &mut StdRng::seed_from_u64(seed);
        named += visit.all(&visit.subject().bad(wanted, random), &mut wrong);
    }
    let told: Vec<_> = wrong.iter().take(200).cloned().collect();
    assert!(
        wrong.is_empty(),
        "{} of {:?}:\n{}",
        wrong.len(),
        app.dialect(),
        told.join("\n")
    );
    // Else the requests are not bad in the way that is meant here.
    let least = wanted * routes.len() / 5;
    assert!(
        named > least,
        "only {named} answers name a field, not {least}"
    );
    app.prove();
}

/// A brand with one of everything.
struct Ground<'a> {
    chain: Chain,
    owner: Caller<'a>,
    own: Things,
}

impl<'a> Ground<'a> {
    fn found(app: &'a TestApp, name: &str) -> Ground<'a> {
        let chain = Chain::found(&app.ground, &name.replace('_', "-"));
        let owner = app.log_in(&chain, "owner");
        let own = Things::of(&owner, "own");
        Ground { chain, owner, own }
    }
}

/// One operation. One that writes is visited in a brand of its own, so that no other visit changes
/// what it finds.
struct Visit<'a> {
    app: &'a TestApp,
    document: &'a Value,
    route: &'a Declared,
    ground: &'a Ground<'a>,
    /// Who sends the bad requests: the owner, by a session that may be ended.
    sender: Caller<'a>,
    foreign: &'a Things,
}

impl<'a> Visit<'a> {
    fn new(
        app: &'a TestApp,
        document: &'a Value,
        route: &'a Declared,
        (ground, foreign): (&'a Ground<'a>, &'a Things),
    ) -> Visit<'a> {
        let sender = match route.operation_id.as_str() {
            "log_out" => app.log_in(&ground.chain, "owner"),
            _ => ground.owner.clone(),
        };
        Visit {
            app,
            document,
            route,
            ground,
            sender,
            foreign,
        }
    }

    fn subject(&self) -> Subject<'_> {
        let Declared {
            method,
            path,
            operation_id,
            ..
        } = self.route;
        let own = &self.ground.own;
        let mut body = crate::access::request::body(own, operation_id, NEW_TURN);
        if operation_id == "log_in" {
            body.as_mut().expect("a body")["brand"] = self.ground.chain.code.clone().into();
        }
        let mut good = ask(&self.sender, self.route, own, own, NEW_TURN);
        if let Some(tag) = self.tag(&good.path) {
            good = good.header("if-match", tag);
        }
        Subject {
            schemas: Schemas(self.document),
            told: &self.document["paths"][path][method.to_lowercase()],
            template: path,
            operation: operation_id,
            own,
            foreign: self.foreign,
            good,
            body,
        }
    }

    /// What is edited as it is now.
    fn tag(&self, path: &str) -> Option<String> {
        let tag = self.ground.owner.get(path).etag();
        (!tag.is_empty()).then_some(tag)
    }

    /// Sends all, those first that must be refused: nothing is written until then.
    /// How many answers name a field.
    fn all(&self, bad: &[Bad], wrong: &mut Vec<String>) -> usize {
        let mut named = 0;
        let mut look = |bad: &Bad, reply: &Reply| {
            named += usize::from(reply.code() == "request.invalid");
            if let Err(complaint) = check(bad, reply) {
                wrong.push(format!(
                    "{}: {}: {complaint}",
                    self.route.operation_id, bad.told
                ));
            }
        };
        let (certain, others): (Vec<&Bad>, Vec<&Bad>) = bad.iter().partition(|bad| bad.is_certain);
        let operation = &self.route.operation_id;
        let state = || {
            (
                counts::count(self.app, self.ground.chain.brand),
                showcase(self.app, &self.ground.owner),
            )
        };
        let before = state();
        for bad in certain {
            look(bad, &self.app.send(&bad.ask));
        }
        let after = state();
        for bad in others {
            look(bad, &self.app.send(&self.renewed(&bad.ask)));
        }
        if before != after {
            wrong.push(format!(
                "{operation}: was written: {}",
                difference(&before, &after)
            ));
        }
        assert_eq!(
            self.ground.owner.get("/api/v1/session").status,
            200,
            "{operation}"
        );
        named
    }

    /// The request as if it were made now, after others came through.
    fn renewed(&self, ask: &Ask) -> Ask {
        let is_edit = ask
            .headers
            .iter()
            .any(|(name, value)| *name == "if-match" && value.len() < 4);
        match self.tag(&ask.path) {
            Some(tag) if is_edit && ask.method != Method::GET => {
                ask.clone().header("if-match", tag)
            }
            _ => ask.clone(),
        }
    }
}

/// What a brand has: rows, and what it shows of itself.
type State = (counts::Counts, Vec<String>);

fn difference((rows, shown): &State, (more, shown_later): &State) -> String {
    let tables: Vec<_> = more
        .iter()
        .filter(|(table, count)| rows[*table] != **count)
        .collect();
    let lists: Vec<_> = (shown.iter().zip(shown_later))
        .filter(|(before, after)| before != after)
        .map(|(_, after)| clipped(after))
        .collect();
    format!("{tables:?} {lists:?}")
}

/// What is wrong about an answer.
fn check(bad: &Bad, reply: &Reply) -> Result<(), String> {
    let told = || format!("{} {}", reply.status, clipped(&reply.text));
    match reply.status {
        200..=299 if bad.is_certain => return Err(format!("accepted: {}", told())),
        200..=299 => return Ok(()),
        400..=499 => {}
        _ => return Err(told()),
    }
    let is_problem = reply.header("content-type") == "application/problem+json"
        && reply.body["code"]
            .as_str()
            .is_some_and(|code| !code.is_empty())
        && reply.body["status"] == reply.status;
    if !is_problem {
        return Err(format!("no problem: {}", told()));
    }
    if reply.code() != "request.invalid" {
        return Ok(());
    }
    let Some(pointer) = reply.body["errors"][0]["pointer"].as_str() else {
        return Err(format!("no pointer: {}", told()));
    };
    let is_right = bad
        .pointer
        .as_ref()
        .is_none_or(|wanted| is_at_or_below(pointer, wanted));
    // What is good by itself may not go with the rest of the request.
    let word = reply.body["errors"][0]["code"].as_str().unwrap_or_default();
    if is_right || (!bad.is_certain && OF_SEVERAL_FIELDS.contains(&word)) {
        return Ok(());
    }
    Err(format!(
        "points to `{pointer}`, not `{:?}`: {}",
        bad.pointer,
        told()
    ))
}

/// Refusals of fields that do not go together, or of what an earlier request took away.
const OF_SEVERAL_FIELDS: [&str; 4] = [
    "reference.unknown",
    "scope.needs_stores",
    "scope.two_kinds",
    "value.missing",
];

fn is_at_or_below(pointer: &str, wanted: &str) -> bool {
    let rest = pointer.strip_prefix(wanted);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn clipped(text: &str) -> String {
    text.chars().take(300).collect()
}

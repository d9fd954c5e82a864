//! Makes bad requests from what the OpenAPI document says of an operation. The same seed makes the
//! same requests.

use super::body::Break;
use super::schema::Schemas;
use crate::access::request::Things;
use crate::call::{Ask, fresh_key};
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use serde_json::Value;
use std::collections::VecDeque;

/// What stands in a good body for what must be new, and the turn that makes it so.
pub const NEW: &str = "N-900000001";
pub const NEW_TURN: usize = 900_000_001;

/// A request with something wrong about it.
pub struct Bad {
    /// What is wrong.
    pub told: String,
    pub ask: Ask,
    /// Whether it must be refused; else it may turn out to be good.
    pub is_certain: bool,
    /// Where the answer must point if it says that the request is invalid.
    pub pointer: Option<String>,
}

/// An operation with a good request for it.
pub struct Subject<'a> {
    pub schemas: Schemas<'a>,
    /// What the document says of it.
    pub told: &'a Value,
    /// Its path with placeholders.
    pub template: &'a str,
    pub operation: &'a str,
    pub own: &'a Things,
    /// Another brand's.
    pub foreign: &'a Things,
    pub good: Ask,
    /// The good body. What must be new in it is called [`NEW`].
    pub body: Option<Value>,
}

impl<'a> Subject<'a> {
    /// So many bad requests, a fair share of each sort.
    pub fn bad(&self, wanted: usize, random: &mut StdRng) -> Vec<Bad> {
        let mut breaks = Vec::new();
        if let (Some(schema), Some(body)) = (self.body_schema(), &self.body) {
            self.break_value(schema, body, "", &mut breaks);
        }
        let bodies = breaks
            .iter()
            .map(|one| self.with_broken_body(&[one]))
            .collect();
        let groups = [
            bodies,
            self.envelopes(),
            self.heads(),
            self.paths(),
            self.queries(),
        ];
        let mut groups = groups.map(|mut group: Vec<Bad>| {
            group.shuffle(random);
            VecDeque::from(group)
        });
        let mut all = Vec::with_capacity(wanted);
        // Bodies hold most of what can be wrong.
        let turns = [0, 1, 0, 2, 0, 3, 0, 4];
        while all.len() < wanted && groups.iter().any(|group| !group.is_empty()) {
            all.extend(turns.iter().filter_map(|group| groups[*group].pop_front()));
        }
        while all.len() < wanted {
            all.push(self.random(&breaks, random));
        }
        all.truncate(wanted);
        all
    }

    pub fn body_schema(&self) -> Option<&'a Value> {
        self.told["requestBody"]["content"]
            .get("application/json")
            .map(|content| &content["schema"])
    }

    pub fn parameters(&self, place: &str) -> Vec<(&'a str, &'a Value)> {
        let all = self.told["parameters"].as_array().into_iter().flatten();
        all.filter(|parameter| parameter["in"] == place)
            .map(|parameter| {
                (
                    parameter["name"].as_str().expect("a name"),
                    &parameter["schema"],
                )
            })
            .collect()
    }

    pub fn has_header(&self, name: &str) -> bool {
        self.parameters("header")
            .iter()
            .any(|(known, _)| *known == name)
    }

    pub fn bad_one(&self, told: impl Into<String>, ask: Ask, is_certain: bool) -> Bad {
        Bad {
            told: told.into(),
            ask,
            is_certain,
            pointer: None,
        }
    }

    /// The good request under a key of its own, with what must be new being so.
    pub fn fresh(&self, body: &Value) -> Ask {
        let (key, mut ask) = (fresh_key(), self.good.clone());
        ask.body = body.to_string().replace(NEW, &key).into_bytes();
        ask.header("content-type", "application/json").key(key)
    }

    /// The good request with one part of its query exchanged.
    pub fn with_query(&self, name: &str, value: &str, is_certain: bool) -> Bad {
        let mut ask = self.good.clone().key(fresh_key());
        let (path, query) = ask.path.split_once('?').unwrap_or((&ask.path, ""));
        let others = query.split('&').filter(|pair| !pair.is_empty());
        let mut pairs: Vec<_> = (others.filter(|pair| !pair.starts_with(&format!("{name}="))))
            .map(str::to_owned)
            .collect();
        pairs.push(format!("{name}={value}"));
        ask.path = format!("{path}?{}", pairs.join("&"));
        let told = format!("?{name}={}", kernel::ids::clip(value));
        Bad {
            pointer: Some(format!("?{name}")),
            ..self.bad_one(told, ask, is_certain)
        }
    }

    /// Two things broken at once; for a request without a body, a query of noise.
    fn random(&self, breaks: &[Break], random: &mut StdRng) -> Bad {
        if let (Some(one), Some(other)) = (pick(breaks, random), pick(breaks, random))
            && !one.pointer.starts_with(&other.pointer)
            && !other.pointer.starts_with(&one.pointer)
        {
            return self.with_broken_body(&[one, other]);
        }
        let noise: Vec<u8> = (0..random.random_range(1..40))
            .map(|_| random.random())
            .collect();
        let names = self.parameters("query");
        let name = pick(&names, random).map_or("nonsense", |(name, _)| name);
        Bad {
            pointer: None,
            ..self.with_query(name, &encode(&noise), false)
        }
    }
}

fn pick<'o, T>(some: &'o [T], random: &mut StdRng) -> Option<&'o T> {
    (!some.is_empty()).then(|| &some[random.random_range(0..some.len())])
}

/// Percent-encoded, every byte; cut to what an address has room for.
pub fn encode(bytes: &[u8]) -> String {
    let room = bytes.iter().take(18_000);
    room.map(|byte| format!("%{byte:02x}")).collect()
}

//! Breaks what is around a body: the body as a whole, headers, the path, the query.

use super::body::{LENGTH, TEXTS, malformed_ids};
use super::generate::{Bad, Subject, encode};
use crate::call::fresh_key;
use serde_json::Value;

impl Subject<'_> {
    /// Bodies that are wrong as a whole.
    pub fn envelopes(&self) -> Vec<Bad> {
        let mut all: Vec<(&str, Vec<u8>)> = vec![
            ("an empty body", Vec::new()),
            (
                "a 10 MB body",
                format!("{{\"a\":\"{}\"}}", "x".repeat(10_000_000)).into_bytes(),
            ),
            ("10 MB of blanks", vec![b' '; 10_000_000]),
            ("5000 brackets", vec![b'['; 5_000]),
            ("5000 objects", b"{\"a\":".repeat(5_000)),
            (
                "5000 closed brackets",
                [b"[".repeat(5_000), b"]".repeat(5_000)].concat(),
            ),
            ("no UTF-8", b"{\"\xff\xfe\": 1}".to_vec()),
            ("UTF-16", b"\xff\xfe{\0}\0".to_vec()),
            ("zero bytes", vec![0; 100]),
            ("not JSON", b"<xml/>".to_vec()),
            ("a form", b"a=1&b=2".to_vec()),
            ("a double key", b"{\"zz\":1,\"zz\":2}".to_vec()),
        ];
        let is_read = self.told.get("requestBody").is_some();
        if let Some(body) = &self.body {
            let good = self.fresh(body).body;
            all.push(("half a body", good[..good.len() / 2].to_vec()));
            all.push(("a body and more", [&good[..], b"}"].concat()));
            all.push(("a body twice", [&good[..], &good[..]].concat()));
        }
        let mut bad: Vec<Bad> = Vec::new();
        for (told, body) in all {
            let (media, edge) = ("multipart/form-data; boundary=x", &b"--x\r\n"[..]);
            let mut ask = self.good.clone().key(fresh_key());
            if matches!(self.operation, "add_goods_picture" | "start_import") {
                ask = ask.header("content-type", media);
                ask.body = [edge, &body, b"\r\n--x"].concat();
                bad.push(self.bad_one(format!("{told} in a form"), ask.clone(), true));
            } else {
                ask = ask.header("content-type", "application/json");
            }
            ask.body = body;
            bad.push(self.bad_one(told, ask, is_read));
        }
        for media in [
            "text/plain",
            "",
            "application/json; charset=gbk",
            "multipart/form-data",
            "é",
        ] {
            let ask = self
                .good
                .clone()
                .key(fresh_key())
                .header("content-type", media);
            bad.push(self.bad_one(format!("content type `{media}`"), ask, is_read));
        }
        bad
    }

    pub fn heads(&self) -> Vec<Bad> {
        let mut all = Vec::new();
        let mut add = |name: &'static str, value: String, is_certain: bool| {
            let told = format!("{name}: {}", kernel::ids::clip(&value));
            let ask = self.good.clone().key(fresh_key()).header(name, value);
            all.push(self.bad_one(told, ask, is_certain));
        };
        let has_tag = self.has_header("If-Match");
        for tag in [
            "",
            "*",
            "garbage",
            "\"\"",
            "\"x\"",
            "\"1",
            "1",
            "\"99999999999999999999\"",
            "\"é\"",
        ] {
            add("if-match", tag.into(), has_tag);
        }
        for tag in [
            "\"-1\"",
            "\"9223372036854775807\"",
            "\"-9223372036854775808\"",
        ] {
            add("if-match", tag.into(), has_tag);
        }
        let has_key = self.has_header("Idempotency-Key");
        for key in ["", "é", "a b", "x\ty"] {
            add("idempotency-key", key.into(), has_key);
        }
        add("idempotency-key", "k".repeat(300), has_key);
        add("idempotency-key", "k".repeat(LENGTH), has_key);
        // Who ends a session needs none.
        let is_guarded = self.told["x-permission"] != "public";
        for word in [
            "Bearer",
            "Bearer ",
            "Bearer x.y",
            "Basic b3duZXI6",
            "é",
            "Bearer ..",
            ".",
        ] {
            add("authorization", word.into(), is_guarded);
        }
        add(
            "authorization",
            format!("Bearer {}", "z".repeat(LENGTH)),
            is_guarded,
        );
        add("accept", "text/html;q=é".into(), false);
        for (name, is_certain) in [("if-match", has_tag), ("idempotency-key", has_key)] {
            let mut ask = self.good.clone();
            ask.headers.retain(|(known, _)| *known != name);
            all.push(self.bad_one(format!("no {name}"), ask, is_certain));
        }
        all
    }

    pub fn paths(&self) -> Vec<Bad> {
        let mut all = Vec::new();
        for (name, schema) in self.parameters("path") {
            // Codes and secrets have no shape of which a field could tell.
            let prefix = self.schemas.shape(schema).id_prefix();
            let ids = prefix.map(|prefix| {
                let malformed = malformed_ids(prefix).into_iter();
                malformed.chain(self.unknown_ids(prefix))
            });
            let words = (TEXTS.into_iter().map(str::to_owned))
                .chain(ids.into_iter().flatten())
                .chain(["x".repeat(LENGTH), "1".into(), "..".into()]);
            let encoded = words.map(|word| encode(word.as_bytes()));
            for word in encoded.chain(["%ff%fe".into(), "%".into(), "%zz".into(), "a/b".into()]) {
                let path = self.template.replace(&format!("{{{name}}}"), &word);
                let mut ask = self.good.clone().key(fresh_key());
                let query = ask
                    .path
                    .split_once('?')
                    .map(|(_, query)| format!("?{query}"));
                ask.path = self.own.fill(&path, self.operation) + &query.unwrap_or_default();
                let told = format!("{name} is {}", kernel::ids::clip(&word));
                let pointer = prefix.map(|_| format!("{{{name}}}"));
                all.push(Bad {
                    pointer,
                    ..self.bad_one(told, ask, true)
                });
            }
        }
        all
    }

    pub fn queries(&self) -> Vec<Bad> {
        let mut all = Vec::new();
        for (name, schema) in self.parameters("query") {
            for (value, _) in self.bad_values(schema, &Value::Null) {
                let text = match value {
                    Value::String(text) => text,
                    other => other.to_string(),
                };
                // The answer to nonsense as a cursor is a page, or that it is no cursor.
                let is_certain = self.schemas.forbids_in_query(schema, &text);
                all.push(self.with_query(name, &encode(text.as_bytes()), is_certain));
            }
            all.push(self.with_query(name, "%ff%fe", true));
            all.push(self.with_query(name, &format!("1&{name}=2"), true));
        }
        if !self.parameters("query").is_empty() {
            all.push(self.with_query("nonsense", "1", false));
        }
        all
    }
}

//! What the environment says: which variable is which setting, and which file is read beside it.

use super::{ConfigError, DEFAULTS};
use figment::providers::{Format, Toml};
use figment::value::{Dict, Map, Value};
use figment::{Metadata, Profile, Provider};

/// Where a variable belongs.
pub(super) enum Place {
    NotOurs,
    File,
    Key(String, String),
}

pub(super) fn place_of(name: &str) -> Place {
    let Some(rest) = name.strip_prefix("HUITONG_") else {
        return Place::NotOurs;
    };
    let key = |section: &str, key: &str| Place::Key(section.to_owned(), key.to_owned());
    match rest {
        "CONFIG" => Place::File,
        // Read by tests and benches, no settings of the server.
        "CASES" => Place::NotOurs,
        _ if rest.starts_with("TEST_") || rest.starts_with("BENCH_") => Place::NotOurs,
        "DATABASE_URL" => key("database", "url"),
        "DATA" => key("data", "dir"),
        "LISTEN" => key("server", "listen"),
        "MAX_BATCH" => key("database", "max_batch"),
        _ => match rest.to_lowercase().split_once("__") {
            Some((section, name)) => key(section, name),
            None => key("", rest),
        },
    }
}

pub(super) fn read_file(path: &str) -> Result<figment::providers::Data<Toml>, ConfigError> {
    let text = std::fs::read_to_string(path).map_err(|cause| ConfigError::File {
        path: path.to_owned(),
        cause,
    })?;
    Ok(Toml::string(&text))
}

/// What the environment says, typed like the defaults: a directory called `2024` stays a text.
#[derive(Default)]
pub(super) struct Variables(Dict);

impl Variables {
    pub fn set(
        &mut self,
        name: &str,
        section: &str,
        key: &str,
        text: &str,
    ) -> Result<(), ConfigError> {
        let defaults = Toml::string(DEFAULTS)
            .data()
            .map_err(|error| ConfigError::Wrong(Box::new(error)))?;
        let default = defaults
            .get(&Profile::Default)
            .and_then(|all| all.get(section)?.as_dict()?.get(key));
        let typed = match default {
            None => return Err(ConfigError::UnknownVariable(name.to_owned())),
            Some(Value::Num(..)) => text.parse::<i64>().ok().map(Value::from),
            Some(Value::Bool(..)) => text.parse::<bool>().ok().map(Value::from),
            Some(_) => None,
        };
        let value = typed.unwrap_or_else(|| Value::from(text));
        let section = self
            .0
            .entry(section.to_owned())
            .or_insert_with(|| Value::from(Dict::new()));
        if let Value::Dict(_, keys) = section {
            keys.insert(key.to_owned(), value);
        }
        Ok(())
    }
}

impl Provider for Variables {
    fn metadata(&self) -> Metadata {
        Metadata::named("the environment (HUITONG_…)")
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        Ok(Profile::Default.collect(self.0.clone()))
    }
}

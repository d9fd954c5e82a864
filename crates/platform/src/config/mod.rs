//! Settings: the defaults of `config.default.toml`, then a file, then the environment.
//!
//! Every key has a default, an unknown key is an error wherever it stands, and a secret never
//! shows in `Debug`.

mod database_url;
mod environment;
mod proxies;

pub use database_url::DatabaseUrl;
pub use proxies::Proxies;

use crate::db;
use environment::{Place, Variables, place_of, read_file};
use figment::Figment;
use figment::providers::{Format, Toml};
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The defaults, every key with a comment.
pub const DEFAULTS: &str = include_str!("../../../../config.default.toml");

/// All settings.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// How the server listens and when it gives up.
    pub server: ServerConfig,
    /// Which database, and how many connections.
    pub database: DatabaseConfig,
    /// Where files are.
    pub data: DataConfig,
    /// What is logged, and how.
    pub log: LogConfig,
    /// How long a log-in lasts.
    pub session: SessionConfig,
    /// Where the world outside is.
    pub channels: ChannelsConfig,
    /// How the database is copied.
    pub backups: BackupsConfig,
}

/// How the server listens and when it gives up.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServerConfig {
    /// Address and port.
    pub listen: SocketAddr,
    /// PEM file of the certificate chain; empty without TLS.
    pub tls_cert: PathBuf,
    /// PEM file of the private key; empty without TLS.
    pub tls_key: PathBuf,
    /// The largest JSON body.
    pub body_limit_bytes: usize,
    /// After how long a request is answered with 503.
    pub request_timeout_seconds: u64,
    /// The most requests that are worked on at once; 0 is taken for 1.
    pub requests_max: usize,
    /// How long a stream of news lasts before whoever listens has to ask anew.
    pub stream_seconds: u64,
    /// How long a shutdown waits for requests under way.
    pub shutdown_seconds: u64,
    /// Who is believed that names another address than its own in `X-Forwarded-For`.
    pub trusted_proxies: Proxies,
}

impl ServerConfig {
    /// Certificate and key, when TLS is configured.
    pub fn tls(&self) -> Option<(&Path, &Path)> {
        let is_set = !self.tls_cert.as_os_str().is_empty();
        is_set.then_some((&*self.tls_cert, &*self.tls_key))
    }

    /// After how long a request is answered with 503.
    pub fn request_timeout(&self) -> Duration {
        Duration::from_secs(self.request_timeout_seconds)
    }

    /// How long a stream of news lasts.
    pub fn stream_life(&self) -> Duration {
        Duration::from_secs(self.stream_seconds)
    }
}

/// Which database, and how many connections.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatabaseConfig {
    /// `sqlite:…` or `postgres://…`.
    pub url: DatabaseUrl,
    /// The most acts that share a commit or a batch.
    pub max_batch: usize,
    /// Connections for ordinary writes (PostgreSQL).
    pub pg_threads: usize,
    /// Connections for reads.
    pub read_threads: usize,
    /// Connections for hot acts (PostgreSQL).
    pub lanes: usize,
    /// This server's number among those that share the database.
    pub node: u16,
}

impl DatabaseConfig {
    /// How to open the database.
    pub fn options(&self) -> db::Options {
        db::Options {
            url: self.url.reveal().to_owned(),
            batch_max: self.max_batch,
            write_threads: self.pg_threads,
            read_threads: self.read_threads,
            lanes: self.lanes,
            node: self.node,
        }
    }
}

/// Where files are.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataConfig {
    /// The directory.
    pub dir: PathBuf,
    /// The keys for sealed fields; empty for `huitong.key` in the directory.
    pub key_file: PathBuf,
}

impl DataConfig {
    /// Where the keys for sealed fields are.
    pub fn key_path(&self) -> PathBuf {
        if self.key_file.as_os_str().is_empty() {
            self.dir.join("huitong.key")
        } else {
            self.key_file.clone()
        }
    }
}

/// How the database is copied.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackupsConfig {
    /// How many are kept; older ones go when a new one is there.
    pub keep: usize,
    /// The program for PostgreSQL, by its path or by its name.
    pub pg_dump: PathBuf,
}

/// What is logged, and how.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogConfig {
    /// For people or for programs.
    pub format: LogFormat,
    /// A level, or a list of `module=level`.
    pub level: String,
}

/// How a log line is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// How long a log-in lasts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionConfig {
    /// Minutes without a request until it ends.
    pub idle_minutes: u32,
    /// Hours until it ends in any case.
    pub max_hours: u32,
    /// Minutes without a request until a log-in at a till ends.
    pub till_idle_minutes: u32,
    /// Hours until a log-in at a till ends in any case.
    pub till_max_hours: u32,
    /// Whether the cookie goes over HTTPS only; see [`Config::session_cookie_is_secure`].
    pub secure_cookie: bool,
}

/// Where the world outside is. In the hands of whoever runs the server and not of a brand, for the
/// server sends there what it knows.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelsConfig {
    /// Where people reach this server, without a path; empty to take it from each request.
    pub public_url: String,
    /// 阿里云短信服务
    pub aliyun_sms_url: String,
    /// 腾讯云短信
    pub tencent_sms_url: String,
}

/// Settings that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A variable that no setting has.
    #[error("{0} is not a setting; see config.default.toml")]
    UnknownVariable(String),
    /// The file named in `HUITONG_CONFIG`.
    #[error("cannot read {path}: {cause}")]
    File {
        /// Which file.
        path: String,
        /// Why.
        cause: std::io::Error,
    },
    /// A value of the wrong kind, or an unknown key in the file.
    #[error("{0}")]
    Wrong(Box<figment::Error>),
    /// A value that makes no sense.
    #[error("{key} {why}")]
    Senseless {
        /// Which key.
        key: &'static str,
        /// What is wrong with it.
        why: &'static str,
    },
}

impl Config {
    /// Reads the settings of this process.
    pub fn load() -> Result<Config, ConfigError> {
        // A variable that is not UTF-8 cannot be one of ours that makes sense.
        Config::read(std::env::vars_os().filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        }))
    }

    /// Reads the settings from a given environment.
    pub fn read(
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Config, ConfigError> {
        let mut figment = Figment::from(Toml::string(DEFAULTS));
        let mut variables = Variables::default();
        for (name, value) in environment {
            match place_of(&name) {
                Place::NotOurs => {}
                Place::File => figment = figment.merge(read_file(&value)?),
                Place::Key(section, key) => variables.set(&name, &section, &key, &value)?,
            }
        }
        let config: Config = figment
            .merge(variables)
            .extract()
            .map_err(|error| ConfigError::Wrong(Box::new(error)))?;
        config.check()?;
        Ok(config)
    }

    /// The defaults alone; for tests, which then change what they need.
    pub fn of_defaults() -> Config {
        Config::read([]).expect("the defaults are tested")
    }

    /// Whether the session cookie goes over HTTPS only.
    pub fn session_cookie_is_secure(&self) -> bool {
        self.session.secure_cookie || self.server.tls().is_some()
    }

    fn check(&self) -> Result<(), ConfigError> {
        let wrong = |key, why| Err(ConfigError::Senseless { key, why });
        let server = &self.server;
        if server.tls_cert.as_os_str().is_empty() != server.tls_key.as_os_str().is_empty() {
            return wrong("server.tls_cert, server.tls_key", "go together");
        }
        if server.body_limit_bytes < 1024 {
            return wrong("server.body_limit_bytes", "must be at least 1024");
        }
        if server.request_timeout_seconds == 0 {
            return wrong("server.request_timeout_seconds", "must be at least 1");
        }
        let database = &self.database;
        if !db::is_known_url(database.url.reveal()) {
            return wrong("database.url", "must start with sqlite: or postgres://");
        }
        let counts = [
            ("database.max_batch", database.max_batch),
            ("database.pg_threads", database.pg_threads),
            ("database.read_threads", database.read_threads),
            ("database.lanes", database.lanes),
        ];
        for (key, count) in counts {
            if !(1..=1024).contains(&count) {
                return wrong(key, "must be between 1 and 1024");
            }
        }
        if database.node > 1023 {
            return wrong("database.node", "must be between 0 and 1023");
        }
        let channels = &self.channels;
        let urls = [
            ("channels.public_url", &channels.public_url),
            ("channels.aliyun_sms_url", &channels.aliyun_sms_url),
            ("channels.tencent_sms_url", &channels.tencent_sms_url),
        ];
        for (key, url) in urls {
            let is_unset = url.is_empty() && key == "channels.public_url";
            if !is_unset && !url.starts_with("http://") && !url.starts_with("https://") {
                return wrong(key, "must start with http:// or https://");
            }
        }
        let session = &self.session;
        for (key, number) in [
            ("session.idle_minutes", session.idle_minutes),
            ("session.max_hours", session.max_hours),
            ("session.till_idle_minutes", session.till_idle_minutes),
            ("session.till_max_hours", session.till_max_hours),
        ] {
            if number == 0 {
                return wrong(key, "must be at least 1");
            }
        }
        if self.backups.keep == 0 {
            return wrong("backups.keep", "must be at least 1");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;

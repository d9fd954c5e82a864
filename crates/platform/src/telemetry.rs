//! Logs and metrics of the process: set up once, written to by everything.

use crate::config::{LogConfig, LogFormat};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::sync::OnceLock;
use tracing_subscriber::EnvFilter;

/// Logging that cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    /// The level is not understood.
    #[error("log.level: {0}")]
    Level(#[from] tracing_subscriber::filter::ParseError),
    /// It was set up before.
    #[error("logging was set up before")]
    Twice,
}

/// Starts logging to standard error.
pub fn init(config: &LogConfig) -> Result<(), TelemetryError> {
    // The driver tells the parameters of statements, which are personal data, when it is loud.
    let filter = EnvFilter::try_new(&config.level)?.add_directive("tokio_postgres=info".parse()?);
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    let started = match config.format {
        LogFormat::Text => lines.try_init(),
        LogFormat::Json => lines.json().flatten_event(true).try_init(),
    };
    started.map_err(|_| TelemetryError::Twice)
}

/// What `/metrics` shows. The first call installs the recorder for the whole process, for the
/// `metrics` macros know only one.
pub fn metrics() -> &'static PrometheusHandle {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    HANDLE.get_or_init(|| {
        let buckets = [
            0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0,
        ];
        let recorder = PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Suffix("_seconds".into()), &buckets)
            .expect("there are buckets")
            .build_recorder();
        let handle = recorder.handle();
        // Another recorder may be there in a test; ours then shows nothing.
        let _ = metrics::set_global_recorder(recorder);
        handle
    })
}

//! Listens, speaks HTTP or HTTPS, and stops without breaking off what is under way.

use crate::app::App;
use crate::telemetry;
use axum::Router;
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};

/// A server that cannot start or broke down.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is taken, or not ours.
    #[error("cannot listen on {address}: {cause}")]
    Listen {
        /// Which address.
        address: SocketAddr,
        /// Why.
        cause: std::io::Error,
    },
    /// The certificate or the key.
    #[error("cannot use the certificate and key of server.tls_cert and server.tls_key: {0}")]
    Tls(std::io::Error),
    /// While serving.
    #[error("the server stopped: {0}")]
    Broken(#[from] std::io::Error),
}

/// Takes the address of the settings; port 0 takes a free one.
pub fn bind(app: &App) -> Result<TcpListener, ServeError> {
    let address = app.config.server.listen;
    let taken = TcpListener::bind(address).and_then(|listener| {
        listener.set_nonblocking(true)?;
        Ok(listener)
    });
    taken.map_err(|cause| ServeError::Listen { address, cause })
}

/// Serves until `stop` comes, then takes no new connection, finishes the requests under way within
/// the time of the settings, and returns. Draining the database is the caller's next step.
pub async fn serve(
    app: &App,
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    let handle = Handle::new();
    let upkeep = tokio::spawn(keep_metrics_small());
    let stopper = tokio::spawn({
        let (app, handle) = (app.clone(), handle.clone());
        async move {
            stop.await;
            tracing::info!("stopping: no new requests, finishing those under way");
            app.readiness.start_draining();
            let patience = Duration::from_secs(app.config.server.shutdown_seconds);
            handle.graceful_shutdown(Some(patience));
        }
    });
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let served = match app.config.server.tls() {
        None => {
            axum_server::from_tcp(listener)?
                .handle(handle)
                .serve(service)
                .await
        }
        Some((cert, key)) => {
            // Fails only when a provider is there already, and then there is one.
            let _ = rustls::crypto::ring::default_provider().install_default();
            let tls = RustlsConfig::from_pem_file(cert, key)
                .await
                .map_err(ServeError::Tls)?;
            let server = axum_server::from_tcp_rustls(listener, tls)?;
            server.handle(handle).serve(service).await
        }
    };
    stopper.abort();
    upkeep.abort();
    Ok(served?)
}

/// Returns at the first SIGTERM or SIGINT.
pub async fn stop_signal() {
    match (
        signal(SignalKind::terminate()),
        signal(SignalKind::interrupt()),
    ) {
        (Ok(mut terminate), Ok(mut interrupt)) => {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        }
        _ => {
            tracing::error!("cannot listen for signals; only a kill will stop this server");
            std::future::pending().await
        }
    }
}

/// Histograms gather until somebody looks; without a Prometheus nobody would.
async fn keep_metrics_small() {
    let mut every = tokio::time::interval(Duration::from_secs(10));
    loop {
        every.tick().await;
        telemetry::metrics().run_upkeep();
    }
}

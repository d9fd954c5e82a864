//! `huitong serve`: the demo chain first if asked for, then HTTP, dispatcher and background work
//! until a signal; then everything that has begun is finished.

use super::{founding, say};
use crate::{recount, setup};
use anyhow::Result;
use platform::config::Config;
use platform::http;
use tokio::sync::watch;

/// Runs the server until SIGTERM or Ctrl-C.
pub fn run(config: Config, demo: bool) -> Result<()> {
    let app = super::open(config)?;
    // The port first: a load that takes a while should not end in "address in use".
    let listener = http::bind(&app)?;
    if demo {
        founding::demo_at_first_start(&app)?;
    }
    for brand in recount::bring_up_to_date(&app)? {
        tracing::info!(%brand, "the overview was counted anew");
    }
    let scheme = if app.config.server.tls().is_some() {
        "https"
    } else {
        "http"
    };
    let address = listener.local_addr()?;
    say(format_args!("console  {scheme}://{address}/console/"));
    say(format_args!("API      {scheme}://{address}/docs"));
    if access::list_brands(&app.db)?.is_empty() {
        let token = setup::keep_token(&app)?;
        say(format_args!(
            "set up   {scheme}://{address}/console/setup#{token}"
        ));
    } else {
        setup::forget_token(&app)?;
    }
    if founding::has_demo(&app)? {
        founding::print_log_ins();
    }
    let router = crate::site::router(&app);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let (stop, stopped) = watch::channel(false);
    let background = [
        runtime.spawn(crate::background::dispatcher(&app).run(stopped.clone())),
        runtime.spawn(crate::background::runner(&app).run(stopped.clone())),
        runtime.spawn(crate::background::sender(&app).run(stopped.clone())),
        runtime.spawn(platform::db::keep_counted(app.db.clone(), stopped)),
    ];
    let served = runtime.block_on(http::serve(&app, listener, router, http::stop_signal()));
    stop.send_replace(true);
    for work in background {
        runtime.block_on(work)?;
    }
    app.db.drain();
    say("stopped");
    Ok(served?)
}

//! `onrecord serve`: the record in a browser.

use std::net::SocketAddr;

use anyhow::{Context, Result};
use web::{RequestLimits, Server, Settings};

use crate::arguments::Serve;
use crate::outcome::Outcome;

/// Serves until Ctrl-C.
pub fn run(arguments: &Serve) -> Result<Outcome> {
    let settings = Settings {
        record: arguments.record.record.clone(),
        address: SocketAddr::new(arguments.address, arguments.port),
        public: arguments.public,
        hosts: arguments.host.clone(),
        who: arguments.who.clone().or_else(|| std::env::var("USER").ok()),
        limits: RequestLimits::default(),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(serve(settings))?;
    runtime.shutdown_background(); // a check that is under way need not be waited for
    Ok(Outcome::default())
}

async fn serve(settings: Settings) -> Result<()> {
    let address = settings.address;
    let server = Server::bind(settings).await.with_context(|| format!("cannot serve on {address}"))?;
    anstream::println!("onrecord serves {}", server.link());
    anstream::eprintln!("Ctrl-C ends it");
    server.run(stopped()).await;
    Ok(())
}

/// When the user, or whoever started this, wants an end.
async fn stopped() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! { _ = interrupted => {}, _ = terminated.recv() => {} }
            return;
        }
    }
    let _ = interrupted.await;
}

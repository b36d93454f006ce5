//! Connections: taken, limited, and let finish when the server is told to stop.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

use crate::app::App;
use crate::{Settings, guard};

/// How long requests that are under way may still take once the server is told to stop.
const FAREWELL: Duration = Duration::from_secs(3);
/// After an error to accept (mostly: too many files open), how long to wait before the next try.
const BREATH: Duration = Duration::from_millis(50);

/// A server that listens.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    app: Arc<App>,
}

impl Server {
    /// Opens the record and listens.
    ///
    /// # Errors
    /// A record that cannot be opened; an address that is taken.
    pub async fn bind(settings: Settings) -> io::Result<Self> {
        let listener = TcpListener::bind(settings.address).await?;
        let address = listener.local_addr()?;
        let app = App::open(settings, address).map_err(io::Error::other)?;
        Ok(Server { listener, address, app: Arc::new(app) })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What to open in a browser: with the token, where one is needed.
    pub fn link(&self) -> String {
        let token = self.app.token().map(|token| format!("?token={token}")).unwrap_or_default();
        format!("http://{}/{token}", self.address)
    }

    /// Serves until `stop` comes about; then requests under way have three seconds.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let places = Arc::new(Semaphore::new(self.app.limits().connections));
        let router = TowerToHyperService::new(guard::guarded(self.app.clone()));
        let graceful = GracefulShutdown::new();
        let mut builder = http1::Builder::new();
        builder.timer(TokioTimer::new()).header_read_timeout(self.app.limits().header);
        tokio::pin!(stop);
        loop {
            let Ok(place) = places.clone().acquire_owned().await else { break };
            let stream = tokio::select! {
                () = &mut stop => break,
                accepted = self.listener.accept() => accepted,
            };
            let Ok((stream, _)) = stream else {
                tokio::time::sleep(BREATH).await;
                continue;
            };
            let stream = prompt(stream);
            let served = graceful.watch(builder.serve_connection(TokioIo::new(stream), router.clone()));
            tokio::spawn(async move {
                let _ = served.await; // a broken connection is the other side's matter
                drop(place);
            });
        }
        let _ = tokio::time::timeout(FAREWELL, graceful.shutdown()).await;
    }
}

/// Answers leave at once: they are written whole.
fn prompt(stream: TcpStream) -> TcpStream {
    let _ = stream.set_nodelay(true);
    stream
}

//! Flags of `serve`.

use std::net::{IpAddr, Ipv4Addr};

use clap::Args;

use super::RecordFile;

/// Show a record in a browser: check articles, read documents, search, walk from person to occasion to statement.
///
/// The server listens on this machine only. On any other address it asks for a token, which is in the link it prints,
/// unless --public shows the record, read-only, to everybody.
///
/// Example: onrecord serve --record onrecord.db
#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    pub record: RecordFile,
    /// Where to listen; 0 takes a free port.
    #[arg(long, value_name = "PORT", default_value_t = 8311)]
    pub port: u16,
    /// The address to listen on.
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub address: IpAddr,
    /// Show the record to everybody: read-only, no token, no check, no upload.
    #[arg(long)]
    pub public: bool,
    /// A name by which browsers may ask for this server, as behind a proxy; can be given several times.
    #[arg(long, value_name = "NAME")]
    pub host: Vec<String>,
    /// Who reviews are by [default: the user's name]
    #[arg(long, value_name = "NAME")]
    pub who: Option<String>,
}

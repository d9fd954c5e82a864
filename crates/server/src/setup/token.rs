//! The token of the first setup: whoever can read the data folder, or sees what the server prints,
//! may found the first brand. Also at the server's own machine: what comes by way of a proxy or a
//! tunnel looks as if it came from there.

use super::SetupFault;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use platform::App;
use platform::http::Problem;
use sha2::{Digest, Sha256};
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

/// The header that shows it.
const HEADER: &str = "setup-token";

/// Bytes of chance in it.
const TOKEN_BYTES: usize = 16;

fn path_of(app: &App) -> PathBuf {
    app.config.data.dir.join("setup-token")
}

/// The token of this data folder; made if there is none, readable by its owner alone.
pub fn keep_token(app: &App) -> std::io::Result<String> {
    let path = path_of(app);
    let new: [u8; TOKEN_BYTES] = rand::random();
    let new: String = new.iter().map(|byte| format!("{byte:02x}")).collect();
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    if kept.trim().len() == new.len() {
        return Ok(kept.trim().to_owned());
    }
    // Named last, so that a crash leaves none or a whole one.
    let draft = path.with_extension("part");
    let mut file = OpenOptions::new();
    let file = file.write(true).create(true).truncate(true).mode(0o600);
    file.open(&draft)?.write_all(new.as_bytes())?;
    std::fs::rename(&draft, &path)?;
    Ok(new)
}

/// Takes the token away: there is a brand.
pub fn forget_token(app: &App) -> std::io::Result<()> {
    match std::fs::remove_file(path_of(app)) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Whether whoever asks may found the first brand.
#[derive(Debug, Clone, Copy)]
pub(super) struct MayFound(pub bool);

impl MayFound {
    pub fn require(self) -> Result<(), SetupFault> {
        self.0.then_some(()).ok_or(SetupFault::WrongToken)
    }
}

impl FromRequestParts<App> for MayFound {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let Some(shown) = parts.headers.get(HEADER) else {
            return Ok(MayFound(false));
        };
        let kept = tokio::fs::read_to_string(path_of(app)).await;
        let kept = kept.unwrap_or_default();
        let kept = kept.trim();
        // Hashes are compared, so that the time tells nothing of how much was right.
        let is_same = Sha256::digest(kept) == Sha256::digest(shown.as_bytes());
        Ok(MayFound(kept.len() == 2 * TOKEN_BYTES && is_same))
    }
}

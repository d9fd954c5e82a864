//! Seals personal fields and makes blind indexes of them.
//!
//! A sealed field is `key id, nonce, ciphertext, tag` (ChaCha20-Poly1305); its context, such as
//! `member.phone`, is authenticated with it, so that a field cannot be moved to another column.
//! The key file holds one index key that never changes and any number of sealing keys: the newest
//! seals, all open. A lost file means lost fields.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use data_encoding::HEXLOWER_PERMISSIVE as HEX;
use hmac::{Hmac, Mac};
use kernel::{Fault, Kind};
use rand::TryRngCore;
use rand::rngs::OsRng;
use sha2::Sha256;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::sync::Arc;

const NONCE: usize = 12;

/// Seals and opens personal fields. Cheap to clone.
#[derive(Clone)]
pub struct Seal(Arc<Keys>);

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal(…)")
    }
}

#[derive(Clone)]
struct Keys {
    index: [u8; 32],
    /// In the order of the file; the last one seals.
    sealing: Vec<(u8, [u8; 32])>,
}

/// A field that cannot be opened, or a key file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The key file.
    #[error("key file {path}: {why}")]
    KeyFile {
        /// Which file.
        path: String,
        /// What is wrong with it.
        why: String,
    },
    /// The key that sealed the field is not in the file.
    #[error("the field was sealed with key {0}, which is not in the key file")]
    UnknownKey(u8),
    /// The bytes were changed, moved from elsewhere, or sealed with another file's key.
    #[error("the sealed field is broken")]
    Broken,
}

impl Fault for SealError {
    fn kind(&self) -> Kind {
        Kind::Bug
    }
    fn code(&self) -> &'static str {
        "bug"
    }
}

impl Seal {
    /// Reads the key file, or makes it if there is none.
    pub fn open_or_create(path: &Path) -> Result<Seal, SealError> {
        let wrong = |error: std::io::Error| key_file(path, error.to_string());
        if !path.exists() {
            create(path, &Keys::random()).map_err(wrong)?;
        }
        let keys = read(path)?;
        Ok(Seal(Arc::new(keys)))
    }

    /// Keys that live as long as the process; for tests.
    pub fn ephemeral() -> Seal {
        Seal(Arc::new(Keys::random()))
    }

    /// Adds a sealing key to the file; what was sealed before still opens. Answers with its id.
    pub fn rotate(path: &Path) -> Result<u8, SealError> {
        let mut keys = read(path)?;
        let last = keys.sealing.last().map_or(0, |(id, _)| *id);
        let id = last
            .checked_add(1)
            .ok_or_else(|| key_file(path, "no key id is left".into()))?;
        keys.sealing.push((id, random_key()));
        replace(path, &keys).map_err(|error| key_file(path, error.to_string()))?;
        Ok(id)
    }

    /// Seals a text for a context such as `member.phone`.
    pub fn close(&self, plain: &str, context: &str) -> Vec<u8> {
        let (id, key) = self
            .0
            .sealing
            .last()
            .expect("read() refuses a file without");
        let nonce: [u8; NONCE] = random();
        let payload = Payload {
            msg: plain.as_bytes(),
            aad: &bound(*id, context),
        };
        let sealed = ChaCha20Poly1305::new(Key::from_slice(key))
            .encrypt(Nonce::from_slice(&nonce), payload)
            .expect("a personal field is shorter than 256 GB");
        let mut bytes = Vec::with_capacity(1 + NONCE + sealed.len());
        bytes.push(*id);
        bytes.extend_from_slice(&nonce);
        bytes.extend_from_slice(&sealed);
        bytes
    }

    /// Opens what [`Seal::close`] sealed for the same context.
    pub fn open(&self, sealed: &[u8], context: &str) -> Result<String, SealError> {
        let (id, rest) = sealed.split_first().ok_or(SealError::Broken)?;
        let (nonce, text) = rest.split_at_checked(NONCE).ok_or(SealError::Broken)?;
        let (_, key) = self
            .0
            .sealing
            .iter()
            .find(|(known, _)| known == id)
            .ok_or(SealError::UnknownKey(*id))?;
        let payload = Payload {
            msg: text,
            aad: &bound(*id, context),
        };
        let plain = ChaCha20Poly1305::new(Key::from_slice(key))
            .decrypt(Nonce::from_slice(nonce), payload)
            .map_err(|_| SealError::Broken)?;
        String::from_utf8(plain).map_err(|_| SealError::Broken)
    }

    /// What equal texts of one purpose have in common, and nothing else: searchable without being
    /// readable. The key of the index never changes, so an index stays valid over rotations.
    pub fn blind_index(&self, purpose: &str, text: &str) -> [u8; 32] {
        let key = keyed(&self.0.index, format!("blind index: {purpose}").as_bytes());
        keyed(&key, text.as_bytes())
    }
}

/// What is authenticated beside the text.
fn bound(id: u8, context: &str) -> Vec<u8> {
    let mut bytes = vec![id];
    bytes.extend_from_slice(context.as_bytes());
    bytes
}

fn keyed(key: &[u8; 32], text: &[u8]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(key).expect("HMAC takes any key length");
    mac.update(text);
    mac.finalize().into_bytes().into()
}

impl Keys {
    fn random() -> Keys {
        Keys {
            index: random_key(),
            sealing: vec![(1, random_key())],
        }
    }

    fn to_text(&self) -> String {
        let mut text = String::from(
            "# Keys for personal fields. Keep a copy of this file apart from the database:\n\
             # without it the sealed fields cannot be read by anybody. Show it to nobody.\n",
        );
        text.push_str(&format!("index {}\n", HEX.encode(&self.index)));
        for (id, key) in &self.sealing {
            text.push_str(&format!("seal {id} {}\n", HEX.encode(key)));
        }
        text
    }

    fn parse(text: &str) -> Result<Keys, String> {
        let mut index = None;
        let mut sealing: Vec<(u8, [u8; 32])> = Vec::new();
        for (number, line) in text.lines().enumerate() {
            // A line is never repeated in the message: it may hold a key.
            let wrong = || format!("line {} cannot be read", number + 1);
            let words: Vec<&str> = line.split_whitespace().collect();
            match words.as_slice() {
                [] => {}
                [first, ..] if first.starts_with('#') => {}
                ["index", key] => index = Some(parse_key(key).ok_or_else(wrong)?),
                ["seal", id, key] => {
                    let id: u8 = id.parse().map_err(|_| wrong())?;
                    if sealing.last().is_some_and(|(last, _)| *last >= id) {
                        return Err("the key ids must rise".into());
                    }
                    sealing.push((id, parse_key(key).ok_or_else(wrong)?));
                }
                _ => return Err(wrong()),
            }
        }
        let index = index.ok_or("there is no index key")?;
        if sealing.is_empty() {
            return Err("there is no sealing key".into());
        }
        Ok(Keys { index, sealing })
    }
}

fn parse_key(hex: &str) -> Option<[u8; 32]> {
    HEX.decode(hex.as_bytes()).ok()?.try_into().ok()
}

fn random_key() -> [u8; 32] {
    random()
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    OsRng
        .try_fill_bytes(&mut bytes)
        .expect("the operating system has randomness");
    bytes
}

fn key_file(path: &Path, why: String) -> SealError {
    SealError::KeyFile {
        path: path.display().to_string(),
        why,
    }
}

fn read(path: &Path) -> Result<Keys, SealError> {
    let wrong = |error: std::io::Error| key_file(path, error.to_string());
    let mode = path.metadata().map_err(wrong)?.permissions().mode();
    if mode & 0o077 != 0 {
        let why = format!(
            "others may read it (mode {:o}); run chmod 600",
            mode & 0o777
        );
        return Err(key_file(path, why));
    }
    let text = std::fs::read_to_string(path).map_err(wrong)?;
    Keys::parse(&text).map_err(|why| key_file(path, why))
}

/// Makes the file under another name and gives it its own in one step, so that nobody ever reads
/// half a file; if another process was faster, its file stands.
fn create(path: &Path, keys: &Keys) -> std::io::Result<()> {
    let folder = folder_of(path);
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)?;
    let draft = write_draft(path, keys)?;
    let linked = std::fs::hard_link(&draft, path);
    std::fs::remove_file(&draft)?;
    match linked {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
        Ok(()) => File::open(folder)?.sync_all(),
    }
}

fn replace(path: &Path, keys: &Keys) -> std::io::Result<()> {
    let draft = write_draft(path, keys)?;
    std::fs::rename(&draft, path)?;
    File::open(folder_of(path))?.sync_all()
}

fn write_draft(path: &Path, keys: &Keys) -> std::io::Result<std::path::PathBuf> {
    let suffix = HEX.encode(&random::<8>());
    let draft = path.with_extension(format!("{suffix}.draft"));
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&draft)?;
    file.write_all(keys.to_text().as_bytes())?;
    file.sync_all()?;
    Ok(draft)
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_opens_in_its_context_only() {
        let seal = Seal::ephemeral();
        let sealed = seal.close("13800001111", "member.phone");
        assert_ne!(sealed, seal.close("13800001111", "member.phone"));
        assert_eq!(
            seal.open(&sealed, "member.phone").as_deref(),
            Ok("13800001111")
        );
        assert_eq!(seal.open(&sealed, "member.email"), Err(SealError::Broken));
        assert_eq!(seal.open(&[], "member.phone"), Err(SealError::Broken));
        assert_eq!(
            seal.open(&[9; 40], "member.phone"),
            Err(SealError::UnknownKey(9))
        );
        for at in 1..sealed.len() {
            let mut bent = sealed.clone();
            bent[at] ^= 1;
            assert_eq!(seal.open(&bent, "member.phone"), Err(SealError::Broken));
        }
    }

    #[test]
    fn a_blind_index_depends_on_text_purpose_and_key() {
        let (one, other) = (Seal::ephemeral(), Seal::ephemeral());
        let index = one.blind_index("phone", "13800001111");
        assert_eq!(index, one.blind_index("phone", "13800001111"));
        assert_ne!(index, one.blind_index("phone", "13800001112"));
        assert_ne!(index, one.blind_index("id_number", "13800001111"));
        assert_ne!(index, other.blind_index("phone", "13800001111"));
    }

    #[test]
    fn the_key_file_is_private_and_outlives_the_process() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("new/huitong.key");
        let first = Seal::open_or_create(&path).expect("made");
        let sealed = first.close("secret", "x");
        let again = Seal::open_or_create(&path).expect("read");
        assert_eq!(again.open(&sealed, "x").as_deref(), Ok("secret"));

        let mode = path.metadata().expect("exists").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let folder = path.parent().expect("has one");
        assert_eq!(std::fs::read_dir(folder).expect("readable").count(), 1);

        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).expect("set");
        let error = Seal::open_or_create(&path).expect_err("too open");
        assert!(error.to_string().contains("chmod 600"), "{error}");
    }

    #[test]
    fn only_one_of_many_first_starts_makes_the_keys() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("huitong.key");
        let indexes: Vec<[u8; 32]> = std::thread::scope(|scope| {
            let starts: Vec<_> = (0..8)
                .map(|_| scope.spawn(|| Seal::open_or_create(&path).expect("opened")))
                .collect();
            starts
                .into_iter()
                .map(|start| start.join().expect("ran").blind_index("p", "t"))
                .collect()
        });
        assert!(indexes.windows(2).all(|pair| pair[0] == pair[1]));
    }

    #[test]
    fn rotation_seals_with_the_new_key_and_opens_with_both() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("huitong.key");
        let before = Seal::open_or_create(&path).expect("made");
        let old = before.close("old", "x");
        assert_eq!(Seal::rotate(&path), Ok(2));
        let after = Seal::open_or_create(&path).expect("read");
        let new = after.close("new", "x");
        assert_eq!((old[0], new[0]), (1, 2));
        assert_eq!(after.open(&old, "x").as_deref(), Ok("old"));
        assert_eq!(after.open(&new, "x").as_deref(), Ok("new"));
        assert_eq!(before.open(&new, "x"), Err(SealError::UnknownKey(2)));
        assert_eq!(before.blind_index("p", "t"), after.blind_index("p", "t"));
    }

    #[test]
    fn a_spoilt_key_file_is_refused_without_showing_it() {
        let key = "ab".repeat(32);
        let cases = [
            (String::new(), "no index key"),
            (format!("index {key}\n"), "no sealing key"),
            (
                format!("index {key}\nseal 2 {key}\nseal 1 {key}\n"),
                "must rise",
            ),
            (format!("index {key}x\n"), "line 1"),
            (format!("index {key}\nkey 1 {key}\n"), "line 2"),
        ];
        for (text, named) in cases {
            let why = Keys::parse(&text).err().expect("refused");
            assert!(why.contains(named), "{why}");
            assert!(!why.contains("abab"));
        }
    }
}

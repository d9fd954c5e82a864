//! Who is erased, in every spelling; and where one looks for the person: all columns of all tables,
//! files, the log.

use crate::app::TestApp;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, Once, PoisonError};

pub const NAME: &str = "欧阳小贝";
pub const FORMER_NAME: &str = "欧阳贝贝";
pub const PINYIN: &str = "ouyangxiaobei";
pub const PHONE: &str = "13871234567";
pub const FORMER_PHONE: &str = "13871230001";
pub const IMPORTED_PHONE: &str = "13871230002";
pub const OPENID: &str = "oX7aQ-erasure_9ZkLm";
pub const CARD: &str = "VIP88880001";

/// What the process has logged, of all stories that run at the same time.
static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Logged;

impl Write for Logged {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let mut log = LOG.lock().unwrap_or_else(PoisonError::into_inner);
        log.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

pub fn keep_log() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // As loud as the product's own code can be made.
        let loud = "info,access=trace,channels=trace,checkout=trace,ledger=trace,membership=trace,\
                    platform=trace,retail=trace,server=trace";
        tracing_subscriber::fmt()
            .with_env_filter(loud)
            .with_ansi(false)
            .with_writer(|| Logged)
            .init();
    });
}

/// What was logged so far.
pub fn log() -> Vec<u8> {
    LOG.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Every spelling that must not be found.
pub fn spellings() -> Vec<String> {
    let mut all: Vec<String> = [NAME, FORMER_NAME, PINYIN, OPENID, CARD]
        .map(str::to_owned)
        .to_vec();
    for phone in [PHONE, FORMER_PHONE, IMPORTED_PHONE] {
        let (head, middle, tail) = (&phone[..3], &phone[3..7], &phone[7..]);
        all.push(phone.to_owned());
        all.push(format!("{head} {middle} {tail}"));
        all.push(format!("{head}-{middle}-{tail}"));
        all.push(format!("{head}****{tail}"));
        let wide = |one: char| char::from_u32(u32::from(one) + 0xfee0).expect("a wide digit");
        all.push(phone.chars().map(wide).collect());
    }
    all.iter().map(|text| letters(text.as_bytes())).collect()
}

/// Bytes as letters, one each, so that what is no text can be searched like one.
pub fn letters(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

/// The first of these that stands in some bytes.
pub fn found_in<'n>(bytes: &[u8], needles: &'n [String]) -> Option<&'n String> {
    let text = letters(bytes);
    needles.iter().find(|needle| text.contains(needle.as_str()))
}

/// The columns in which one of these can be read.
pub fn places(app: &TestApp, needles: &[String]) -> BTreeSet<String> {
    let values = app.test.dump();
    let named = values
        .into_iter()
        .filter(|value| found_in(&value.bytes, needles).is_some());
    named.map(|value| value.place).collect()
}

/// Sealed values, hashes that a number is found by, keys: what stands for the person without being
/// readable.
pub fn ciphers(app: &TestApp) -> Vec<String> {
    let is_cipher = |place: &str| {
        place == "identity.value" || place.ends_with("_sealed") || place.ends_with("phone_index")
    };
    let values = app.test.dump().into_iter();
    let ciphers = values.filter(|value| is_cipher(&value.place) && !value.bytes.is_empty());
    ciphers.map(|value| letters(&value.bytes)).collect()
}

/// Every file in a folder, whatever its depth.
pub fn files_in(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.path() {
            path if path.is_dir() => files_in(&path, found),
            path => found.push(path),
        }
    }
}

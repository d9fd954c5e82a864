//! What a till accepts and what it refuses, against the vectors in `fixtures/membercode`, which
//! every other implementation must agree with.

use data_encoding::{BASE32_NOPAD, HEXLOWER};
use membercode::{
    CERTIFICATE_MINUTES, Claim, PREFIX, Refusal, Seen, Shown, TOLERANCE_MINUTES, TrustedKey,
    Uncertifiable, certify, check, make, minute_of, public_key,
};
use serde_json::{Value, json};

const VECTORS: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../fixtures/membercode/vectors.json"
);

/// 2026-11-25T04:00:00Z, in minutes since 1970.
const NOON: u32 = 29_926_320;
const MEMBER: u64 = 1_234_567_897;

/// The secret keys of RFC 8032, tests 1 and 2.
const SERVER: &str = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
const PHONE: &str = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";

fn secret(hex: &str) -> [u8; 32] {
    let bytes = HEXLOWER.decode(hex.as_bytes()).expect("hex");
    bytes.try_into().expect("32 bytes")
}

fn keys() -> Vec<TrustedKey> {
    vec![TrustedKey {
        no: 7,
        public: public_key(&secret(SERVER)),
    }]
}

fn claim(ends: u32) -> Claim {
    Claim {
        member_no: MEMBER,
        phone_key: public_key(&secret(PHONE)),
        ends,
    }
}

fn code(minute: u32, ends: u32) -> String {
    let certificate = certify(&secret(SERVER), 7, &claim(ends)).expect("certified");
    make(&secret(PHONE), &certificate, minute)
}

fn good_code() -> String {
    code(NOON, NOON + CERTIFICATE_MINUTES)
}

/// A moment so many seconds into or before noon.
fn at(seconds: i64) -> i64 {
    i64::from(NOON) * 60_000 + seconds * 1_000
}

fn word(outcome: &Result<Shown, Refusal>) -> &'static str {
    match outcome {
        Ok(_) => "accepted",
        Err(Refusal::NotOurs) => "not_ours",
        Err(Refusal::Malformed) => "malformed",
        Err(Refusal::UnknownKey(_)) => "unknown_key",
        Err(Refusal::Forged) => "forged",
        Err(Refusal::CertificateOver) => "certificate_over",
        Err(Refusal::Old { .. }) => "old",
        Err(Refusal::Early { .. }) => "early",
        Err(Refusal::Replayed) => "replayed",
    }
}

/// A code with one bit of its bytes turned over.
fn with_bit(code: &str, byte: usize, bit: u32) -> String {
    let mut bytes = BASE32_NOPAD
        .decode(&code.as_bytes()[PREFIX.len()..])
        .expect("base 32");
    bytes[byte] ^= 1 << bit;
    format!("{PREFIX}{}", BASE32_NOPAD.encode(&bytes))
}

/// What a till says of a code that it took at some moments before.
fn shown_at(code: &str, taken_before: &[i64], now: i64) -> Result<Shown, Refusal> {
    let mut seen = Seen::new();
    for moment in taken_before {
        seen.take(&check(code, &keys(), *moment)?, *moment)?;
    }
    let shown = check(code, &keys(), now)?;
    seen.take(&shown, now).map(|()| shown)
}

/// What is shown, and when it is looked at.
type Case = (&'static str, String, i64);

/// Codes in and out of time, and by wrong keys.
fn shown(good: &str) -> Vec<Case> {
    let swapped = make(
        &secret(SERVER),
        &certify(&secret(SERVER), 7, &claim(NOON + 9)).expect("ok"),
        NOON,
    );
    let self_made = certify(&secret(PHONE), 7, &claim(NOON + 9)).expect("certified");
    let other_key = certify(&secret(SERVER), 8, &claim(NOON + 9)).expect("certified");
    vec![
        ("in its own minute", good.to_owned(), at(0)),
        ("by a clock two minutes slow", good.to_owned(), at(-120)),
        ("by a clock two minutes fast", good.to_owned(), at(179)),
        (
            "by a clock more than two minutes slow",
            good.to_owned(),
            at(-121),
        ),
        ("after two minutes more", good.to_owned(), at(180)),
        (
            "in the certificate's last minute",
            code(NOON, NOON + 1),
            at(59),
        ),
        ("when the certificate is over", code(NOON, NOON + 1), at(60)),
        (
            "made after the certificate was over",
            code(NOON, NOON),
            at(-60),
        ),
        (
            "signed by another key than the certified one",
            swapped,
            at(0),
        ),
        (
            "certified by the phone itself",
            make(&secret(PHONE), &self_made, NOON),
            at(0),
        ),
        (
            "certified with a key that the till does not hold",
            make(&secret(PHONE), &other_key, NOON),
            at(0),
        ),
        ("in small letters", good.to_lowercase(), at(0)),
        ("cut off", good[..good.len() - 8].to_owned(), at(0)),
        ("of a payment", "134567890123456789".into(), at(0)),
    ]
}

/// One bit turned over in each part of the code.
fn altered(good: &str) -> Vec<Case> {
    let parts = [
        ("one bit of the version", 0, 1),
        ("one bit of the key's number", 2, 3),
        ("one bit of the member number", 7, 0),
        ("one bit of the certificate's end", 11, 7),
        ("one bit of the phone's key", 12, 5),
        ("one bit of the server's signature", 107, 0),
        ("one bit of the minute", 111, 0),
        ("one bit of the phone's signature", 175, 2),
    ];
    let case = |(name, byte, bit)| (name, with_bit(good, byte, bit), at(0));
    parts.into_iter().map(case).collect()
}

/// The vectors as this implementation has them.
fn made() -> Value {
    let good = good_code();
    let once = shown(&good)
        .into_iter()
        .chain(altered(&good))
        .map(|(name, text, now)| (name, text, vec![], now));
    let again = [
        ("again at the same till", good.clone(), vec![at(0)], at(1)),
        (
            "again in the last second",
            good.clone(),
            vec![at(-120)],
            at(179),
        ),
    ];
    let cases: Vec<Value> = once
        .chain(again)
        .map(|(name, text, taken_before, now)| {
            let outcome = shown_at(&text, &taken_before, now);
            json!({ "name": name, "code": text, "taken_before_millis": taken_before,
                "now_millis": now, "outcome": word(&outcome) })
        })
        .collect();
    let hex = |secret_hex: &str| HEXLOWER.encode(&public_key(&secret(secret_hex)));
    json!({
        "server_key": { "no": 7, "secret": SERVER, "public": hex(SERVER) },
        "phone_key": { "secret": PHONE, "public": hex(PHONE) },
        "member_no": MEMBER,
        "minute": NOON,
        "certificate_ends": NOON + CERTIFICATE_MINUTES,
        "cases": cases,
    })
}

#[test]
fn the_vectors_are_as_written() {
    let made = serde_json::to_string_pretty(&made()).expect("JSON") + "\n";
    if std::env::var_os("HUITONG_BLESS").is_some() {
        std::fs::write(VECTORS, &made).expect("written");
    }
    let written = std::fs::read_to_string(VECTORS).expect("the vectors");
    assert_eq!(
        made, written,
        "run this test with HUITONG_BLESS=1 and look at the difference"
    );
    let wanted = [
        "accepted",
        "accepted",
        "accepted",
        "early",
        "old",
        "accepted",
        "certificate_over",
        "certificate_over",
        "forged",
        "forged",
        "unknown_key",
        "not_ours",
        "malformed",
        "not_ours",
        "malformed",
        "unknown_key",
        "forged",
        "forged",
        "forged",
        "forged",
        "forged",
        "forged",
        "replayed",
        "replayed",
    ];
    let vectors: Value = serde_json::from_str(&written).expect("JSON");
    let outcomes: Vec<&str> = vectors["cases"]
        .as_array()
        .expect("cases")
        .iter()
        .map(|case| case["outcome"].as_str().expect("a word"))
        .collect();
    assert_eq!(outcomes, wanted);
}

#[test]
fn a_code_says_who_and_when() {
    let shown = check(&good_code(), &keys(), at(0)).expect("accepted");
    assert_eq!((shown.member_no, shown.minute), (MEMBER, NOON));
}

#[test]
fn every_second_within_two_minutes_is_fine_and_no_other() {
    let code = good_code();
    for seconds in -300..=360 {
        let is_near = (-120..180).contains(&seconds);
        let outcome = check(&code, &keys(), at(seconds));
        assert_eq!(outcome.is_ok(), is_near, "{seconds}: {outcome:?}");
    }
    assert_eq!(TOLERANCE_MINUTES, 2);
}

#[test]
fn one_bit_anywhere_spoils_it() {
    let code = good_code();
    let bytes = BASE32_NOPAD
        .decode(&code.as_bytes()[PREFIX.len()..])
        .expect("base 32");
    assert_eq!(bytes.len(), 176);
    for bit in 0..bytes.len() * 8 {
        let mut altered = bytes.clone();
        altered[bit / 8] ^= 1 << (bit % 8);
        let text = format!("{PREFIX}{}", BASE32_NOPAD.encode(&altered));
        let outcome = check(&text, &keys(), at(0));
        assert!(outcome.is_err(), "bit {bit} of the bytes: {outcome:?}");
    }
    for bit in 0..code.len() * 8 {
        let mut altered = code.clone().into_bytes();
        altered[bit / 8] ^= 1 << (bit % 8);
        // What is no text any more does not come out of a scanner.
        if let Ok(text) = String::from_utf8(altered) {
            let outcome = check(&text, &keys(), at(0));
            assert!(outcome.is_err(), "bit {bit} of the text: {outcome:?}");
        }
    }
}

#[test]
fn a_till_takes_a_code_once() {
    let mut seen = Seen::new();
    let shown = check(&good_code(), &keys(), at(0)).expect("accepted");
    assert_eq!(seen.take(&shown, at(0)), Ok(()));
    for seconds in [1, 60, 120, 179] {
        assert!(check(&good_code(), &keys(), at(seconds)).is_ok());
        assert_eq!(
            seen.take(&shown, at(seconds)),
            Err(Refusal::Replayed),
            "{seconds}"
        );
    }
    // The next minute's code is another one.
    let next = code(NOON + 1, NOON + CERTIFICATE_MINUTES);
    let next = check(&next, &keys(), at(60)).expect("accepted");
    assert_eq!(seen.take(&next, at(60)), Ok(()));
}

#[test]
fn it_fits_into_a_small_symbol_and_is_taken_for_no_payment() {
    let code = good_code();
    let is_alphanumeric = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == ':';
    assert!(code.chars().all(is_alphanumeric), "{code}");
    // QR's alphanumeric mode: two letters in eleven bits.
    let bits = code.len() / 2 * 11 + code.len() % 2 * 6;
    assert!(bits.div_ceil(8) <= 200, "{} bytes", bits.div_ceil(8));
    assert!(code.starts_with(|c: char| c.is_ascii_alphabetic()));
}

#[test]
fn what_cannot_be_trusted_is_not_certified() {
    let with = |phone_key, member_no| {
        let claim = Claim {
            phone_key,
            member_no,
            ends: NOON,
        };
        certify(&secret(SERVER), 7, &claim).map(|_| ())
    };
    let good = public_key(&secret(PHONE));
    assert_eq!(with(good, MEMBER), Ok(()));
    assert_eq!(with(good, 10_000_000_000), Err(Uncertifiable::MemberNo));
    // The neutral element, which "signs" whatever one likes, and 32 bytes that are no point.
    let mut neutral = [0; 32];
    neutral[0] = 1;
    assert_eq!(with(neutral, MEMBER), Err(Uncertifiable::Key));
    let mut no_point = [0; 32];
    no_point[0] = 2;
    assert_eq!(with(no_point, MEMBER), Err(Uncertifiable::Key));
}

#[test]
fn minutes_before_and_beyond_are_nobodys() {
    assert_eq!(minute_of(at(59)), NOON);
    assert_eq!([minute_of(-1), minute_of(i64::MAX)], [0, 0]);
}

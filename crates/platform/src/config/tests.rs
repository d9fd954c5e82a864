//! What settings are read from, and what is refused.

use super::*;

fn read(pairs: &[(&str, &str)]) -> Result<Config, String> {
    let owned = pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Config::read(owned).map_err(|error| error.to_string())
}

#[test]
fn later_layers_win() {
    let dir = tempfile::tempdir().expect("a directory");
    let file = dir.path().join("my.toml");
    std::fs::write(&file, "[database]\nmax_batch = 7\nlanes = 2\n").expect("written");
    let file = file.to_str().expect("UTF-8");
    // The order of variables must not matter.
    let config = read(&[("HUITONG_MAX_BATCH", "9"), ("HUITONG_CONFIG", file)]).expect("good");
    assert_eq!(config.database.max_batch, 9);
    assert_eq!(config.database.lanes, 2);
    assert_eq!(config.database.read_threads, 4);
}

#[test]
fn short_and_long_names_work() {
    let config = read(&[
        ("HUITONG_DATABASE_URL", "postgres://shop:hush@db/huitong"),
        ("HUITONG_DATA", "2024"),
        ("HUITONG_LISTEN", "0.0.0.0:9000"),
        ("HUITONG_LOG__FORMAT", "json"),
        ("HUITONG_SERVER__TRUSTED_PROXIES", "10.0.0.0/8,::1"),
        ("HUITONG_SESSION__SECURE_COOKIE", "true"),
        ("HUITONG_CASES", "100000"),
        ("HUITONG_TEST_POSTGRES", "x"),
        ("HUITONG_BENCH_ROUNDS", "5"),
        ("PATH", "/bin"),
    ])
    .expect("good");
    assert_eq!(config.data.key_path(), Path::new("2024/huitong.key"));
    assert_eq!(config.server.listen.port(), 9000);
    let proxies = &config.server.trusted_proxies;
    assert!(proxies.trusts("10.1.2.3".parse().expect("an address")));
    assert!(!proxies.trusts("127.0.0.1".parse().expect("an address")));
    assert_eq!(config.log.format, LogFormat::Json);
    assert!(config.session_cookie_is_secure());
}

#[test]
fn what_is_wrong_is_named() {
    let dir = tempfile::tempdir().expect("a directory");
    let file = dir.path().join("my.toml");
    std::fs::write(&file, "[server]\nlisten_on = \"x\"\n").expect("written");
    let cases = [
        (vec![("HUITONG_SPEED", "1")], "HUITONG_SPEED"),
        (
            vec![("HUITONG_SERVER__SPEED", "1")],
            "HUITONG_SERVER__SPEED",
        ),
        (vec![("HUITONG_MAX_BATCH", "many")], "max_batch"),
        (vec![("HUITONG_MAX_BATCH", "0")], "database.max_batch"),
        (vec![("HUITONG_LISTEN", "somewhere")], "listen"),
        (
            vec![("HUITONG_SERVER__TRUSTED_PROXIES", "localhost")],
            "trusted_proxies",
        ),
        (vec![("HUITONG_DATABASE_URL", "mysql://x")], "database.url"),
        (
            vec![("HUITONG_SERVER__TLS_CERT", "a.pem")],
            "server.tls_key",
        ),
        (
            vec![("HUITONG_CONFIG", file.to_str().expect("UTF-8"))],
            "listen_on",
        ),
        (
            vec![("HUITONG_CONFIG", "/nowhere/at.all")],
            "/nowhere/at.all",
        ),
    ];
    for (pairs, named) in cases {
        let error = read(&pairs).expect_err(named);
        assert!(error.contains(named), "{error}");
    }
}

#[test]
fn every_default_is_commented() {
    let mut before = "";
    let mut undocumented = Vec::new();
    for line in DEFAULTS.lines() {
        let is_key = line.contains(" = ") && !line.starts_with('#');
        if is_key && !before.starts_with('#') && !line.starts_with("tls_key") {
            undocumented.push(line);
        }
        before = line;
    }
    assert_eq!(undocumented, Vec::<&str>::new());
}

#[test]
fn passwords_do_not_show() {
    let cases = [
        (
            "postgres://shop:hush@db:5432/huitong",
            "postgres://shop:***@db:5432/huitong",
        ),
        (
            "postgres://db/huitong?password=hush",
            "postgres://db/huitong",
        ),
        (
            "postgres://shop:hu@sh@db/huitong",
            "postgres://shop:***@db/huitong",
        ),
        ("sqlite:./data/huitong.db", "sqlite:./data/huitong.db"),
    ];
    for (url, shown) in cases {
        let config = read(&[("HUITONG_DATABASE_URL", url)]).expect("good");
        assert_eq!(config.database.url.to_string(), shown);
        assert!(!format!("{config:?}").contains("hush"));
    }
}

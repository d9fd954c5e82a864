//! Where a request comes from, as far as it can be believed. Guessing is counted by it.

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, HeaderName};
use platform::App;
use platform::config::Proxies;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The address of who asks, in text: with IPv6 the prefix of 64 bits, for a household has all
/// that follow. Empty where there is no connection, as in tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Network(pub String);

impl FromRequestParts<App> for Network {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Network::of(app, &parts.extensions, &parts.headers))
    }
}

impl Network {
    /// That of a request.
    pub(crate) fn of(app: &App, extensions: &Extensions, headers: &HeaderMap) -> Network {
        let peer = extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map(|ConnectInfo(peer)| peer.ip());
        let proxies = &app.config.server.trusted_proxies;
        let address = peer.map(|peer| client(peer, headers, proxies));
        Network(address.map_or_else(String::new, |address| network_of(address).to_string()))
    }
}

/// Who asks: the peer, or the one for whom a trusted proxy says that it asks. Each proxy adds at
/// the end whom it was asked by, so the names are read from the end for as long as they are those
/// of trusted proxies; what stands before the first other one, anybody may have written.
fn client(peer: IpAddr, headers: &HeaderMap, proxies: &Proxies) -> IpAddr {
    let mut address = peer.to_canonical();
    let lines = headers.get_all(FORWARDED_FOR);
    let lines: Vec<&str> = lines.iter().filter_map(|line| line.to_str().ok()).collect();
    let names = lines.iter().flat_map(|line| line.split(','));
    for name in names.collect::<Vec<_>>().into_iter().rev() {
        if !proxies.trusts(address) {
            break;
        }
        match read_address(name.trim()) {
            Some(named) => address = named,
            None => break,
        }
    }
    address
}

/// An address as proxies write it: bare, with a port, or in brackets.
fn read_address(text: &str) -> Option<IpAddr> {
    let bare = || text.parse::<IpAddr>().ok();
    let with_port = || Some(text.parse::<SocketAddr>().ok()?.ip());
    let bracketed = || text.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    let address: IpAddr = bare().or_else(with_port).or_else(bracketed)?;
    Some(address.to_canonical())
}

/// What counts as one address: with IPv6 a household has 2^64 of them, which share a prefix.
fn network_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => {
            let prefix = u128::from(address) >> 64 << 64;
            Ipv6Addr::from(prefix).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_trusted_proxies_are_believed() {
        let check = |proxies: &str, peer: &str, forwarded: &[&str], expected: &str| {
            let mut headers = HeaderMap::new();
            for line in forwarded {
                headers.append(FORWARDED_FOR, line.parse().expect("a header"));
            }
            let proxies: Proxies = proxies.parse().expect("proxies");
            let peer = peer.parse().expect("an address");
            let told = client(peer, &headers, &proxies).to_string();
            assert_eq!(told, expected, "{peer} {forwarded:?} by {proxies:?}");
        };
        let local = "127.0.0.1, ::1";
        check(local, "203.0.113.9", &[], "203.0.113.9");
        check(local, "203.0.113.9", &["198.51.100.1"], "203.0.113.9");
        check(local, "127.0.0.1", &[], "127.0.0.1");
        check(local, "127.0.0.1", &["198.51.100.1"], "198.51.100.1");
        check(
            local,
            "::ffff:127.0.0.1",
            &["198.51.100.1:443"],
            "198.51.100.1",
        );
        check(local, "::1", &["10.9.9.9, 198.51.100.1"], "198.51.100.1");
        check(local, "127.0.0.1", &["unknown"], "127.0.0.1");
        check("", "127.0.0.1", &["198.51.100.1"], "127.0.0.1");
        // A chain of two: the outer one is trusted as well, what it was told by strangers is not.
        let two = "127.0.0.1, 10.0.0.0/8";
        check(
            two,
            "127.0.0.1",
            &["6.6.6.6, 198.51.100.1, 10.1.2.3"],
            "198.51.100.1",
        );
        check(
            two,
            "127.0.0.1",
            &["198.51.100.1", "10.1.2.3"],
            "198.51.100.1",
        );
        check(
            two,
            "127.0.0.1",
            &["[2001:db8::7], 10.1.2.3"],
            "2001:db8::7",
        );
        check(
            "2001:db8::/32",
            "2001:db8::1",
            &["203.0.113.5"],
            "203.0.113.5",
        );
    }

    #[test]
    fn one_household_is_one_address() {
        for (address, network) in [
            ("203.0.113.9", "203.0.113.9"),
            ("::ffff:203.0.113.9", "203.0.113.9"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ] {
            let address: IpAddr = address.parse().expect("an address");
            assert_eq!(network_of(address).to_string(), network);
        }
    }
}

//! Which proxies are believed when they say for whom they ask.

use ipnet::IpNet;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use std::net::IpAddr;
use std::str::FromStr;

/// Addresses and ranges of addresses, written `127.0.0.1, 10.0.0.0/8`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proxies(Vec<IpNet>);

impl Proxies {
    /// Whether one of them has this address.
    pub fn trusts(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|net| net.contains(&address))
    }
}

impl FromStr for Proxies {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read = |part: &str| {
            let bare = part.parse::<IpAddr>().map(IpNet::from);
            bare.or_else(|_| part.parse::<IpNet>()).map_err(|_| {
                format!("`{part}` is neither an address nor a range such as 10.0.0.0/8")
            })
        };
        let parts = text
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty());
        parts.map(read).collect::<Result<_, _>>().map(Proxies)
    }
}

impl<'de> Deserialize<'de> for Proxies {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_ranges_are_read() {
        let proxies: Proxies = "127.0.0.1, 10.0.0.0/8,::1 , fd00::/8"
            .parse()
            .expect("good");
        for (address, trusted) in [
            ("127.0.0.1", true),
            ("127.0.0.2", false),
            ("10.200.0.1", true),
            ("::ffff:10.0.0.1", true),
            ("11.0.0.1", false),
            ("::1", true),
            ("fd12::9", true),
            ("2001:db8::1", false),
        ] {
            let address = address.parse().expect("an address");
            assert_eq!(proxies.trusts(address), trusted, "{address}");
        }
        assert_eq!("".parse(), Ok(Proxies::default()));
        for wrong in ["localhost", "10.0.0.0/40", "10.0.0"] {
            assert!(wrong.parse::<Proxies>().is_err(), "{wrong}");
        }
    }
}

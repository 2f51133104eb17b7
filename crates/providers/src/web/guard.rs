//! Keeps requests to customers' addresses out of private networks.
//!
//! The check stands where names become addresses, so that a name cannot answer one thing to the check and another to
//! the connection. It decides nothing about addresses from the configuration.

use super::{Target, WebError};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// A resolver that drops private addresses.
pub(super) struct Guarded;

/// Nothing but private addresses stands behind a name.
#[derive(Debug, thiserror::Error)]
#[error("the address leads into a private network")]
struct Refused;

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            let public: Vec<SocketAddr> = found.into_iter().filter(|at| is_public(at.ip())).collect();
            if public.is_empty() {
                return Err(Refused.into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

/// Whether an error of the library comes from this guard.
pub(super) fn refused(error: &reqwest::Error) -> bool {
    let mut source: Option<&(dyn std::error::Error + 'static)> = std::error::Error::source(error);
    while let Some(inner) = source {
        if inner.is::<Refused>() {
            return true;
        }
        source = inner.source();
    }
    false
}

/// Reads an address and refuses what can be refused without asking the network.
pub(super) fn check(url: &str, target: Target, private_targets: bool) -> Result<reqwest::Url, WebError> {
    let url = reqwest::Url::parse(url).map_err(|_| WebError::Address)?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(WebError::Address);
    }
    let host = url.host_str().ok_or(WebError::Address)?;
    if target == Target::Foreign && !private_targets {
        if !url.username().is_empty() || url.password().is_some() {
            return Err(WebError::Address);
        }
        // The library does not ask the resolver for addresses that are written out.
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let written = bare.parse::<IpAddr>().ok();
        let name = bare.trim_end_matches('.').to_ascii_lowercase();
        if written.is_some_and(|ip| !is_public(ip)) || name == "localhost" || name.ends_with(".localhost") {
            return Err(WebError::Private);
        }
    }
    Ok(url)
}

/// Whether an address belongs to the public internet.
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let shared = a == 100 && (64..128).contains(&b); // RFC 6598
    let protocol = a == 192 && b == 0 && c == 0; // RFC 6890
    let benchmark = a == 198 && (b == 18 || b == 19); // RFC 2544
    !(ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_unspecified()
        || ip.is_broadcast()
        || ip.is_documentation()
        || ip.is_multicast()
        || a == 0
        || a >= 240
        || shared
        || protocol
        || benchmark)
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let parts = ip.segments();
    if let Some(v4) = ip.to_ipv4() {
        return is_public_v4(v4);
    }
    if parts[0] == 0x0064 && parts[1] == 0xff9b {
        // NAT64 carries an IPv4 address in its last 32 bits (RFC 6052).
        let [.., high, low] = parts;
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        return is_public_v4(Ipv4Addr::new(a, b, c, d));
    }
    if parts[0] == 0x2002 {
        // 6to4 carries one in the 32 bits after its prefix (RFC 3056).
        let [a, b] = parts[1].to_be_bytes();
        let [c, d] = parts[2].to_be_bytes();
        return is_public_v4(Ipv4Addr::new(a, b, c, d));
    }
    // Only 2000::/3 is given out; documentation lies within it.
    parts[0] & 0xe000 == 0x2000 && !(parts[0] == 0x2001 && (parts[1] == 0x0db8 || parts[1] == 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_are_written_to_for_customers() {
        let check = |url: &str, expected: Result<(), WebError>| {
            assert_eq!(super::check(url, Target::Foreign, false).map(|_| ()), expected, "{url}");
        };
        check("https://crm.example.com/hook", Ok(()));
        check("https://8.8.8.8/hook", Ok(()));
        check("http://[2606:4700::1111]/hook", Ok(()));
        for private in [
            "http://127.0.0.1/",
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f.0.0.1/",
            "http://0/",
            "http://10.1.2.3/",
            "http://172.16.0.1/",
            "http://192.168.1.1/",
            "http://169.254.169.254/latest/meta-data",
            "http://100.64.0.1/",
            "http://[::1]/",
            "http://[::ffff:10.0.0.1]/",
            "http://[64:ff9b::7f00:1]/",
            "http://[2002:7f00:1::]/",
            "http://[fe80::1]/",
            "http://[fd00::1]/",
            "http://localhost:8080/",
            "http://LOCALHOST./",
            "http://api.localhost/",
        ] {
            check(private, Err(WebError::Private));
        }
        check("ftp://example.com/", Err(WebError::Address));
        check("https://user:pass@example.com/", Err(WebError::Address));
        check("example.com/hook", Err(WebError::Address));
    }

    #[test]
    fn the_installations_own_addresses_are_free() {
        assert!(check("http://127.0.0.1:11434/v1", Target::Configured, false).is_ok());
        assert!(check("http://127.0.0.1:11434/v1", Target::Foreign, true).is_ok());
    }
}

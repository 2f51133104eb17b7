//! How a receiver knows that an event is ours: HMAC-SHA256 (RFC 2104) over the time and the body. Pure.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::time::Duration;

/// The header that carries the signature.
pub(super) const HEADER: &str = "sottovoce-signature";

fn code(secret: &str, seconds: i64, body: &str) -> Option<Hmac<Sha256>> {
    // A key of any length is a key of HMAC.
    let mut code = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    code.update(seconds.to_string().as_bytes());
    code.update(b".");
    code.update(body.as_bytes());
    Some(code)
}

/// The signature of a body sent at this second since 1970: `t=<second>,v1=<hex>`.
pub fn sign(secret: &str, seconds: i64, body: &str) -> String {
    let hex: String = code(secret, seconds, body)
        .map(|code| code.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect())
        .unwrap_or_default();
    format!("t={seconds},v1={hex}")
}

/// Whether a signature is right and not older than `tolerance`, as a receiver checks it.
pub fn verify(secret: &str, signature: &str, body: &str, now: i64, tolerance: Duration) -> bool {
    let field =
        |name: &str| signature.split(',').find_map(|part| part.trim().strip_prefix(name)?.strip_prefix('='));
    let (Some(seconds), Some(hex)) = (field("t").and_then(|text| text.parse::<i64>().ok()), field("v1"))
    else {
        return false;
    };
    let fresh = now.abs_diff(seconds) <= tolerance.as_secs();
    let bytes: Option<Vec<u8>> = (hex.is_ascii() && hex.len() % 2 == 0)
        .then(|| (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).ok()).collect())
        .flatten();
    fresh
        && bytes.is_some_and(|bytes| {
            code(secret, seconds, body).is_some_and(|code| code.verify_slice(&bytes).is_ok())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_what_any_other_hmac_would_give() {
        // printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac whsec_test
        let signature = sign("whsec_test", 1_700_000_000, r#"{"a":1}"#);
        assert_eq!(
            signature,
            "t=1700000000,v1=38877139021993b830af32feea6e18a8da83eb2f6e49ee50bd9e4cf4ca4d3789"
        );
    }

    #[test]
    fn a_wrong_or_old_signature_does_not_pass() {
        let minute = Duration::from_secs(60);
        let signature = sign("secret", 1_000, "body");
        assert!(verify("secret", &signature, "body", 1_030, minute));
        assert!(!verify("secret", &signature, "body", 1_100, minute));
        assert!(!verify("secret", &signature, "bodY", 1_030, minute));
        assert!(!verify("other", &signature, "body", 1_030, minute));
        assert!(!verify("secret", &signature.replace("t=1000", "t=1020"), "body", 1_030, minute));
        assert!(!verify("secret", "t=1000,v1=zz", "body", 1_030, minute));
        assert!(!verify("secret", "nonsense", "body", 1_030, minute));
    }
}

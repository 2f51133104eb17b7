//! LiveKit access tokens: a JWT signed by HS256 with the claims the client SDKs know.
//!
//! Only HS256 is read or written; a token naming another algorithm is refused whatever it says.

use crate::engine::{MediaError, RoomGrant};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use sottovoce_domain::time::Timestamp;
use std::collections::HashMap;

/// Clocks of different machines may differ by this much.
const LEEWAY_SECONDS: i64 = 60;
/// Longer texts are no token of ours; refused before any work is done on them.
const LONGEST_TOKEN: usize = 16 * 1024;

/// What a token says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Claims {
    /// The API key.
    pub iss: String,
    /// The identity.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sub: String,
    /// The identity in older tokens.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub jti: String,
    /// Not before, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nbf: Option<i64>,
    /// Expiry, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exp: Option<i64>,
    /// The name others see.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Free text beside the name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub metadata: String,
    /// Key-value pairs beside the name.
    #[serde(skip_serializing_if = "HashMap::is_empty")]
    pub attributes: HashMap<String, String>,
    /// What the bearer may do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub video: Option<VideoGrant>,
}

/// What the bearer of a token may do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct VideoGrant {
    /// The room it is about.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub room: String,
    /// May join that room.
    #[serde(skip_serializing_if = "is_false")]
    pub room_join: bool,
    /// May create and delete rooms.
    #[serde(skip_serializing_if = "is_false")]
    pub room_create: bool,
    /// May list rooms.
    #[serde(skip_serializing_if = "is_false")]
    pub room_list: bool,
    /// May govern that room.
    #[serde(skip_serializing_if = "is_false")]
    pub room_admin: bool,
    /// May send sound and picture; yes when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_publish: Option<bool>,
    /// May receive; yes when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_subscribe: Option<bool>,
    /// May send data; as `can_publish` when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_publish_data: Option<bool>,
    /// What may be published; everything when empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub can_publish_sources: Vec<String>,
    /// May change its own name, metadata and attributes; no when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_update_own_metadata: Option<bool>,
    /// Is told to nobody.
    #[serde(skip_serializing_if = "is_false")]
    pub hidden: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
fn is_false(value: &bool) -> bool {
    !value
}

/// Why a token is not accepted. The text is what the client sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenRefusal {
    /// There is none.
    #[error("no permissions to access the room")]
    Missing,
    /// Not a token.
    #[error("invalid authorization token")]
    Malformed,
    /// Signed by somebody else, or changed.
    #[error("invalid API key or signature")]
    Forged,
    /// Its time has passed.
    #[error("token is expired")]
    Expired,
    /// Its time has not come.
    #[error("token is not valid yet")]
    Early,
}

/// Makes and checks tokens of one API key.
#[derive(Clone)]
pub struct Keys {
    key: String,
    secret: Vec<u8>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys").field("key", &self.key).finish_non_exhaustive()
    }
}

impl Keys {
    /// For one API key and its secret.
    pub fn new(key: &str, secret: &str) -> Self {
        Self { key: key.to_owned(), secret: secret.as_bytes().to_vec() }
    }

    /// A token for a participant.
    pub fn grant(&self, grant: &RoomGrant, now: Timestamp) -> Result<String, MediaError> {
        let expiry = now.plus(grant.ttl);
        self.sign(&Claims {
            iss: self.key.clone(),
            sub: grant.identity.clone(),
            nbf: Some(now.millis() / 1000),
            exp: Some(expiry.millis() / 1000),
            name: grant.name.clone(),
            metadata: grant.metadata.clone(),
            video: Some(VideoGrant {
                room: grant.room.clone(),
                room_join: true,
                can_publish: Some(grant.can_publish && !grant.hidden),
                can_subscribe: Some(grant.can_subscribe),
                can_publish_data: Some(grant.can_publish_data && !grant.hidden),
                hidden: grant.hidden,
                ..VideoGrant::default()
            }),
            ..Claims::default()
        })
    }

    /// Signs any claims; `iss` is set to this key.
    pub fn sign(&self, claims: &Claims) -> Result<String, MediaError> {
        let claims = Claims { iss: self.key.clone(), ..claims.clone() };
        let body = serde_json::to_vec(&claims).map_err(|e| MediaError::Token(e.to_string()))?;
        let head = URL_SAFE_NO_PAD.encode(br#"{"alg":"HS256","typ":"JWT"}"#);
        let signed = format!("{head}.{}", URL_SAFE_NO_PAD.encode(body));
        let signature = self.mac(signed.as_bytes()).ok_or_else(|| MediaError::Token("no secret".into()))?;
        Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.finalize().into_bytes())))
    }

    /// Reads a token if it is genuine and its time is now.
    pub fn verify(&self, token: &str, now: Timestamp) -> Result<Claims, TokenRefusal> {
        if token.is_empty() {
            return Err(TokenRefusal::Missing);
        }
        if token.len() > LONGEST_TOKEN {
            return Err(TokenRefusal::Malformed);
        }
        let (signed, signature) = token.rsplit_once('.').ok_or(TokenRefusal::Malformed)?;
        let (head, body) = signed.split_once('.').ok_or(TokenRefusal::Malformed)?;
        let head: Head = read(head)?;
        if head.alg != "HS256" {
            return Err(TokenRefusal::Malformed);
        }
        let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| TokenRefusal::Malformed)?;
        let mac = self.mac(signed.as_bytes()).ok_or(TokenRefusal::Forged)?;
        mac.verify_slice(&signature).map_err(|_| TokenRefusal::Forged)?;
        let claims: Claims = read(body)?;
        if claims.iss != self.key {
            return Err(TokenRefusal::Forged);
        }
        let seconds = now.millis() / 1000;
        if claims.exp.ok_or(TokenRefusal::Malformed)?.saturating_add(LEEWAY_SECONDS) < seconds {
            return Err(TokenRefusal::Expired);
        }
        if claims.nbf.is_some_and(|nbf| nbf.saturating_sub(LEEWAY_SECONDS) > seconds) {
            return Err(TokenRefusal::Early);
        }
        Ok(claims)
    }

    fn mac(&self, text: &[u8]) -> Option<Hmac<Sha256>> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.secret).ok()?;
        mac.update(text);
        Some(mac)
    }
}

#[derive(Deserialize)]
struct Head {
    alg: String,
}

fn read<T: serde::de::DeserializeOwned>(part: &str) -> Result<T, TokenRefusal> {
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| TokenRefusal::Malformed)?;
    serde_json::from_slice(&bytes).map_err(|_| TokenRefusal::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    const NOW: Timestamp = Timestamp::from_millis(1_800_000_000_000);

    fn keys() -> Keys {
        Keys::new("key", "a secret of some length")
    }

    fn token() -> String {
        keys().grant(&RoomGrant::member("room", "ann", "Ann", Duration::from_secs(60)), NOW).unwrap()
    }

    #[test]
    fn a_fresh_token_reads_back() {
        let claims = keys().verify(&token(), NOW).unwrap();
        assert_eq!((claims.sub.as_str(), claims.name.as_str()), ("ann", "Ann"));
        let video = claims.video.unwrap();
        assert!(video.room_join && !video.hidden && video.can_publish == Some(true));
    }

    #[test]
    fn time_is_respected_with_a_minute_of_leeway() {
        let check = |offset: i64, expected: Result<(), TokenRefusal>| {
            let at = Timestamp::from_millis(NOW.millis() + offset * 1000);
            assert_eq!(keys().verify(&token(), at).map(|_| ()), expected, "{offset} s");
        };
        check(0, Ok(()));
        check(119, Ok(()));
        check(121, Err(TokenRefusal::Expired));
        check(-59, Ok(()));
        check(-61, Err(TokenRefusal::Early));
    }

    #[test]
    fn forgeries_are_refused() {
        let other = Keys::new("key", "another secret");
        assert_eq!(other.verify(&token(), NOW), Err(TokenRefusal::Forged));
        let renamed = Keys::new("other", "a secret of some length");
        assert_eq!(renamed.verify(&token(), NOW), Err(TokenRefusal::Forged));
        let body = token().split('.').nth(1).unwrap().to_owned();
        let none = format!("{}.{body}.", URL_SAFE_NO_PAD.encode(br#"{"alg":"none"}"#));
        assert_eq!(keys().verify(&none, NOW), Err(TokenRefusal::Malformed));
        assert_eq!(keys().verify("", NOW), Err(TokenRefusal::Missing));
        assert_eq!(keys().verify("x.y.z", NOW), Err(TokenRefusal::Malformed));
    }

    #[test]
    fn a_hidden_grant_never_publishes() {
        let mut grant = RoomGrant::member("room", "boss", "", Duration::from_secs(60));
        grant.hidden = true;
        let claims = keys().verify(&keys().grant(&grant, NOW).unwrap(), NOW).unwrap();
        let video = claims.video.unwrap();
        assert_eq!(
            (video.can_publish, video.can_publish_data, video.hidden),
            (Some(false), Some(false), true)
        );
    }
}

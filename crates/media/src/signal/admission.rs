//! Who may join: the token and the parameters of a join request, checked before the WebSocket upgrade.
//!
//! Both forms are read: `/rtc` with its many query parameters, `/rtc/v1` with one encoded message.

use crate::token::{Claims, Keys, TokenRefusal};
use base64::Engine as _;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use flate2::read::GzDecoder;
use livekit_protocol as proto;
use prost::Message as _;
use sottovoce_domain::time::Timestamp;
use std::collections::HashMap;
use std::io::Read as _;

/// Names of rooms and identities are no longer.
const LONGEST_NAME: usize = 256;
/// A join request is no larger when unpacked.
const LARGEST_JOIN: u64 = 1 << 20;
/// Browsers pad, others do not.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A refusal as HTTP knows it: the text is what the client shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The plain-text body.
    pub text: String,
}

impl Refusal {
    fn new(status: u16, text: impl Into<String>) -> Self {
        Self { status, text: text.into() }
    }

    /// The token is from before its bearer was put out, or before the room was ended.
    pub(crate) fn revoked() -> Self {
        Self::new(401, "the token is no longer valid for this room")
    }

    /// Everybody who fits is in.
    pub(crate) fn room_full() -> Self {
        Self::new(503, "the room is full")
    }
}

impl From<TokenRefusal> for Refusal {
    fn from(refusal: TokenRefusal) -> Self {
        Self::new(401, refusal.to_string())
    }
}

/// A join request that was found good.
#[derive(Debug, Clone)]
pub struct Admission {
    pub(crate) room: String,
    pub(crate) identity: String,
    pub(crate) claims: Claims,
    pub(crate) join: proto::JoinRequest,
    /// The client has one connection to send and one to receive.
    pub(crate) dual: bool,
}

impl Admission {
    /// The room's name.
    pub fn room(&self) -> &str {
        &self.room
    }

    /// Who asks.
    pub fn identity(&self) -> &str {
        &self.identity
    }
}

/// Decides on a join request.
pub(crate) fn admit(
    keys: &Keys,
    query: &str,
    bearer: Option<&str>,
    v1: bool,
    now: Timestamp,
) -> Result<Admission, Refusal> {
    let query = parse_query(query);
    let token = query.get("access_token").map(String::as_str).or(bearer).unwrap_or_default();
    let claims = keys.verify(token, now)?;
    let grant = claims.video.clone().unwrap_or_default();
    if !grant.room_join {
        return Err(Refusal::new(401, "no permissions to access the room"));
    }
    let identity = if claims.sub.is_empty() { claims.jti.clone() } else { claims.sub.clone() };
    check_name("identity", &identity)?;
    check_name("room name", &grant.room)?;
    let join = if v1 { read_join(&query)? } else { join_of_query(&query) };
    Ok(Admission { room: grant.room, identity, claims, join, dual: !v1 })
}

fn check_name(what: &str, name: &str) -> Result<(), Refusal> {
    if name.is_empty() {
        return Err(Refusal::new(400, format!("{what} cannot be empty")));
    }
    if name.len() > LONGEST_NAME {
        return Err(Refusal::new(400, format!("{what} cannot be longer than {LONGEST_NAME} characters")));
    }
    Ok(())
}

/// The parameters of a query text; the first of a name counts.
fn parse_query(query: &str) -> HashMap<String, String> {
    let mut found = HashMap::new();
    for pair in query.trim_start_matches('?').split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        found.entry(decode_percent(name)).or_insert_with(|| decode_percent(value));
    }
    found
}

fn decode_percent(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let plain = match byte {
            b'+' => b' ',
            b'%' => {
                let mut rest = bytes.clone();
                let hex = |b: Option<u8>| b.and_then(|b| char::from(b).to_digit(16));
                match (hex(rest.next()), hex(rest.next())) {
                    (Some(high), Some(low)) => {
                        bytes = rest;
                        u8::try_from(high * 16 + low).unwrap_or(b'%')
                    }
                    _ => b'%',
                }
            }
            other => other,
        };
        out.push(plain);
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn read_join(query: &HashMap<String, String>) -> Result<proto::JoinRequest, Refusal> {
    let bad = |what: &str| Refusal::new(400, format!("could not read join_request: {what}"));
    let text = query.get("join_request").filter(|t| !t.is_empty()).ok_or_else(|| bad("it is missing"))?;
    // A form-decoded "+" can only have been a base64 "+", which the URL alphabet writes "-".
    let text = text.replace(['+', ' '], "-").replace('/', "_");
    let wrapped = BASE64.decode(text).map_err(|_| bad("not base64"))?;
    let wrapped =
        proto::WrappedJoinRequest::decode(wrapped.as_slice()).map_err(|_| bad("not a join request"))?;
    let plain = match wrapped.compression() {
        proto::wrapped_join_request::Compression::None => wrapped.join_request,
        proto::wrapped_join_request::Compression::Gzip => {
            let mut plain = Vec::new();
            let mut reader = GzDecoder::new(wrapped.join_request.as_slice()).take(LARGEST_JOIN + 1);
            reader.read_to_end(&mut plain).map_err(|_| bad("not gzip"))?;
            plain
        }
    };
    if plain.len() as u64 > LARGEST_JOIN {
        return Err(bad("too large"));
    }
    proto::JoinRequest::decode(plain.as_slice()).map_err(|_| bad("not a join request"))
}

fn join_of_query(query: &HashMap<String, String>) -> proto::JoinRequest {
    let text = |name: &str| query.get(name).cloned().unwrap_or_default();
    let flag = |name: &str| query.get(name).is_some_and(|v| v == "1" || v == "true");
    let number = |name: &str| query.get(name).and_then(|v| v.parse().ok()).unwrap_or(0);
    let sdk = proto::client_info::Sdk::from_str_name(&text("sdk").to_ascii_uppercase());
    let known = proto::client_info::Capability::from_str_name;
    let capabilities = text("capabilities").split(',').filter_map(known).map(i32::from).collect();
    let attributes = BASE64.decode(text("attributes")).ok();
    let attributes = attributes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
    proto::JoinRequest {
        client_info: Some(proto::ClientInfo {
            sdk: sdk.unwrap_or(proto::client_info::Sdk::Unknown).into(),
            version: text("version"),
            protocol: number("protocol"),
            client_protocol: number("client_protocol"),
            os: text("os"),
            browser: text("browser"),
            capabilities,
            ..proto::ClientInfo::default()
        }),
        connection_settings: Some(proto::ConnectionSettings {
            auto_subscribe: !query.contains_key("auto_subscribe") || flag("auto_subscribe"),
            adaptive_stream: flag("adaptive_stream"),
            ..proto::ConnectionSettings::default()
        }),
        participant_attributes: attributes,
        reconnect: flag("reconnect"),
        reconnect_reason: number("reconnect_reason"),
        participant_sid: text("sid"),
        ..proto::JoinRequest::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::RoomGrant;
    use crate::token::VideoGrant;
    use base64::engine::general_purpose::URL_SAFE as PADDED;
    use std::io::Write as _;
    use std::time::Duration;

    const NOW: Timestamp = Timestamp::from_millis(1_800_000_000_000);

    fn keys() -> Keys {
        Keys::new("key", "a secret of some length")
    }

    fn token() -> String {
        keys().grant(&RoomGrant::member("room", "ann", "Ann", Duration::from_secs(60)), NOW).unwrap()
    }

    fn v1(join: &proto::JoinRequest, gzip: bool) -> String {
        let plain = join.encode_to_vec();
        let (compression, join_request) = if gzip {
            let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            gz.write_all(&plain).unwrap();
            (1, gz.finish().unwrap())
        } else {
            (0, plain)
        };
        let wrapped = proto::WrappedJoinRequest { compression, join_request };
        format!(
            "access_token={}&join_request={}",
            token(),
            PADDED.encode(wrapped.encode_to_vec()).replace('=', "%3D")
        )
    }

    #[test]
    fn both_forms_of_a_join_request_are_read() {
        let join =
            proto::JoinRequest { participant_sid: "PA_x".into(), reconnect: true, ..Default::default() };
        for gzip in [false, true] {
            let admission = admit(&keys(), &v1(&join, gzip), None, true, NOW).unwrap();
            assert_eq!(admission.join, join);
            assert!(!admission.dual);
        }
        let query =
            format!("?access_token={}&auto_subscribe=0&sdk=js&reconnect=1&sid=PA_y&protocol=16", token());
        let admission = admit(&keys(), &query, None, false, NOW).unwrap();
        assert_eq!((admission.room(), admission.identity(), admission.dual), ("room", "ann", true));
        assert_eq!(admission.join.participant_sid, "PA_y");
        assert!(admission.join.reconnect && !admission.join.connection_settings.unwrap().auto_subscribe);
        assert_eq!(admission.join.client_info.unwrap().sdk(), proto::client_info::Sdk::Js);
    }

    #[test]
    fn refusals_have_their_status_and_text() {
        let check = |query: &str, bearer: Option<&str>, v1: bool, status: u16, text: &str| {
            let refusal = admit(&keys(), query, bearer, v1, NOW).unwrap_err();
            assert_eq!(refusal, Refusal::new(status, text), "{query}");
        };
        check("", None, false, 401, "no permissions to access the room");
        check("access_token=nonsense", None, false, 401, "invalid authorization token");
        let forged = Keys::new("key", "some other secret here")
            .grant(&RoomGrant::member("room", "ann", "", Duration::from_secs(60)), NOW)
            .unwrap();
        check("", Some(&forged), true, 401, "invalid API key or signature");
        let late = Timestamp::from_millis(NOW.millis() + 10 * 60_000);
        let expired = admit(&keys(), "", Some(&token()), false, late).unwrap_err();
        assert_eq!((expired.status, expired.text.as_str()), (401, "token is expired"));
        check(
            &format!("access_token={}", token()),
            None,
            true,
            400,
            "could not read join_request: it is missing",
        );
        let nameless =
            keys().grant(&RoomGrant::member("room", "", "", Duration::from_secs(60)), NOW).unwrap();
        check("", Some(&nameless), false, 400, "identity cannot be empty");
        let listing = Claims {
            sub: "ann".into(),
            exp: Some(NOW.millis() / 1000 + 60),
            video: Some(VideoGrant { room: "room".into(), room_list: true, ..VideoGrant::default() }),
            ..Claims::default()
        };
        let listing = keys().sign(&listing).unwrap();
        check("", Some(&listing), false, 401, "no permissions to access the room");
    }

    #[test]
    fn percent_signs_are_read_and_broken_ones_kept() {
        let check = |text: &str, expected: &str| assert_eq!(decode_percent(text), expected);
        check("a%20b+c", "a b c");
        check("%3D%3d", "==");
        check("100%", "100%");
        check("%zz", "%zz");
    }
}

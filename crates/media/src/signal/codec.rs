//! Signalling messages as bytes: protobuf in binary frames, its JSON form in text frames.

use super::SignalOut;
use livekit_protocol as proto;
use prost::Message as _;

/// A frame that is no signalling message.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unreadable {
    /// Larger than any message.
    #[error("the message is too large")]
    TooLarge,
    /// Not protobuf.
    #[error("the message is not protobuf: {0}")]
    Protobuf(#[from] prost::DecodeError),
    /// Not JSON.
    #[error("the message is not JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// Reads a binary frame.
pub(crate) fn from_binary(bytes: &[u8]) -> Result<proto::SignalRequest, Unreadable> {
    if bytes.len() > super::LARGEST_MESSAGE {
        return Err(Unreadable::TooLarge);
    }
    Ok(proto::SignalRequest::decode(bytes)?)
}

/// Reads a text frame.
pub(crate) fn from_text(text: &str) -> Result<proto::SignalRequest, Unreadable> {
    if text.len() > super::LARGEST_MESSAGE {
        return Err(Unreadable::TooLarge);
    }
    Ok(serde_json::from_str(text)?)
}

/// Writes a message the way the client talks.
pub(crate) fn write(message: proto::signal_response::Message, json: bool) -> Option<SignalOut> {
    let response = proto::SignalResponse { message: Some(message) };
    if json {
        serde_json::to_string(&response).ok().map(SignalOut::Text)
    } else {
        Some(SignalOut::Binary(response.encode_to_vec().into()))
    }
}

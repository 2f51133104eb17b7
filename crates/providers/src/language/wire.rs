//! What the dialects share on the wire: a JSON body posted in time, and the names of their failures.

use super::{Form, ModelError};
use crate::web::{Body, Method, Reply, Request, Retries, Web, WebError};
use bytes::Bytes;
use serde_json::Value;
use std::future::Future;
use std::time::Duration;

/// A question on its way.
pub(super) struct Sending {
    pub(super) url: String,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Value,
    pub(super) timeout: Duration,
}

/// Posts a question; a server that is busy for a moment is asked again.
pub(super) async fn send(web: &Web, sending: Sending) -> Result<Reply, ModelError> {
    let mut request = Request::new(Method::Post, sending.url);
    request.headers = sending.headers;
    request.body = Body::Bytes("application/json", Bytes::from(sending.body.to_string()));
    request.timeout = Some(sending.timeout);
    // A question asked twice costs twice but harms nobody. A wait that eats the time of the answer helps nobody.
    request.retries = Retries { times: 2, longest_wait: sending.timeout / 4, ..Retries::IDEMPOTENT };
    web.send(request).await.map_err(|error| match error {
        WebError::TimedOut => ModelError::Late,
        WebError::TooLong => ModelError::Unreadable,
        _ => ModelError::Unreachable,
    })
}

/// Lets an answer take so long, repetitions included.
pub(super) async fn within<T>(
    time: Duration,
    asking: impl Future<Output = Result<T, ModelError>> + Send,
) -> Result<T, ModelError> {
    tokio::time::timeout(time, asking).await.unwrap_or(Err(ModelError::Late))
}

/// What an error status means; all three dialects use them alike.
pub(super) fn refusal(reply: &Reply) -> ModelError {
    match reply.status {
        401 | 403 => ModelError::Unauthorised,
        402 => ModelError::Exhausted,
        429 if says(reply, "insufficient_quota") => ModelError::Exhausted,
        429 | 503 | 529 => ModelError::Busy,
        408 | 504 => ModelError::Late,
        400..=499 => ModelError::Rejected,
        _ => ModelError::Unreachable,
    }
}

/// Whether a reply's body holds these letters.
pub(super) fn says(reply: &Reply, letters: &str) -> bool {
    String::from_utf8_lossy(&reply.body).contains(letters)
}

/// A form put into words, for servers that cannot be held to a schema.
pub(super) fn in_words(form: &Form) -> String {
    format!("\n\nAnswer with one JSON object and nothing else. Its JSON schema:\n{}", form.schema)
}

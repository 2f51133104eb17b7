//! JSON text frames over a WebSocket, in both directions, and when a silent one is given up.

use crate::error::ApiError;
use crate::state::App;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade, close_code};
use axum::http::HeaderMap;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// A frame is no longer: the longest utterance in four-byte letters, and what stands around it.
const LONGEST_FRAME: usize = 64 * 1024;
/// Our pages ping every half minute or so; whoever is silent for longer is gone.
const SILENT: Duration = Duration::from_secs(90);
/// A reader that does not take a frame for so long is gone.
const STUCK: Duration = Duration::from_secs(20);

/// Something a client says.
pub(super) enum Said<T> {
    /// A message of the protocol.
    Message(T),
    /// Not one of the protocol.
    Nonsense,
    /// The socket is over.
    Gone,
}

/// An open socket.
pub(super) struct Frames {
    socket: WebSocket,
    heard_at: Instant,
}

/// Checks that the request comes from our own pages: browsers send cookies with sockets of any site.
///
/// # Errors
/// `forged_request`.
pub(super) fn own_page(app: &App, headers: &HeaderMap) -> Result<(), ApiError> {
    if crate::auth::forgery::same_origin(headers, &app.settings.public_url) {
        Ok(())
    } else {
        Err(crate::auth::forgery::refused())
    }
}

/// With the limits of our protocol.
pub(super) fn limited(upgrade: WebSocketUpgrade) -> WebSocketUpgrade {
    upgrade.max_message_size(LONGEST_FRAME).max_frame_size(LONGEST_FRAME)
}

impl Frames {
    /// Of a socket that was just opened.
    pub(super) fn new(socket: WebSocket) -> Self {
        Self { socket, heard_at: Instant::now() }
    }

    /// The next thing the client says. Safe to cancel and call again.
    pub(super) async fn next<T: DeserializeOwned>(&mut self) -> Said<T> {
        loop {
            let Ok(received) = tokio::time::timeout_at(self.heard_at + SILENT, self.socket.recv()).await
            else {
                return Said::Gone;
            };
            let Some(Ok(message)) = received else { return Said::Gone };
            self.heard_at = Instant::now();
            match message {
                Message::Text(text) => {
                    return serde_json::from_str(text.as_str()).map_or(Said::Nonsense, Said::Message);
                }
                Message::Binary(_) => return Said::Nonsense,
                Message::Close(_) => return Said::Gone,
                Message::Ping(_) | Message::Pong(_) => {}
            }
        }
    }

    /// Says something; false when the client is gone or does not read.
    pub(super) async fn say(&mut self, message: &impl Serialize) -> bool {
        let text = match serde_json::to_string(message) {
            Ok(text) => text,
            Err(error) => {
                tracing::error!(%error, "a frame could not be written");
                return false;
            }
        };
        matches!(timeout(STUCK, self.socket.send(Message::Text(text.into()))).await, Ok(Ok(())))
    }

    /// Ends the socket: for good, or because the server goes and comes back.
    pub(super) async fn close(mut self, comes_back: bool) {
        let code = if comes_back { close_code::RESTART } else { close_code::NORMAL };
        let frame = Message::Close(Some(CloseFrame { code, reason: "".into() }));
        // Whoever is gone already needs no farewell.
        let _ = timeout(STUCK, self.socket.send(frame)).await;
    }
}

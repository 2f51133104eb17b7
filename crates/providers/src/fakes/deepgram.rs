//! Deepgram's `/v1/listen` over a real WebSocket. Each connection plays the next [`Turn`] list; finished, it serves
//! sound in silence until the client closes.

use futures::{SinkExt, StreamExt};
use serde_json::json;
use std::collections::VecDeque;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::server::{ErrorResponse, Request, Response};
use tokio_tungstenite::tungstenite::protocol::CloseFrame;

/// What the server does in the course of one connection.
#[derive(Debug, Clone)]
pub enum Turn {
    /// Refuses the connection with this status.
    Refuse(u16),
    /// Waits until so many seconds of sound came in over this connection.
    Hear(f64),
    /// Tells words: text, start, duration, final, speech final.
    Tell(&'static str, f64, f64, bool, bool),
    /// Says that the utterance ended.
    UtteranceEnd,
    /// Sends something that is no message.
    Garbage,
    /// Cuts the connection without a word.
    Cut,
    /// Closes with this code.
    Close(u16),
}

/// The server. It stops when it is dropped.
pub struct FakeDeepgram {
    address: SocketAddr,
    state: Arc<State>,
    task: tokio::task::JoinHandle<()>,
}

#[derive(Default)]
struct State {
    connections: Mutex<VecDeque<Vec<Turn>>>,
    /// Path and query of each connection that was asked for.
    asked: Mutex<Vec<String>>,
    /// The `authorization` header of each.
    keys: Mutex<Vec<String>>,
    /// The text messages that came in.
    said: Mutex<Vec<String>>,
    /// Samples that came in per connection.
    samples: Mutex<Vec<usize>>,
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl FakeDeepgram {
    /// Starts a server whose connections go like this, one after another.
    ///
    /// # Errors
    /// When this machine gives no port.
    pub async fn start(connections: impl IntoIterator<Item = Vec<Turn>>) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let state = Arc::new(State {
            connections: Mutex::new(connections.into_iter().collect()),
            ..State::default()
        });
        let shared = Arc::clone(&state);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let turns = lock(&shared.connections).pop_front().unwrap_or_default();
                tokio::spawn(serve(stream, turns, Arc::clone(&shared)));
            }
        });
        Ok(Self { address, state, task })
    }

    /// The address without a path.
    pub fn url(&self) -> String {
        format!("ws://{}", self.address)
    }

    /// Path and query of each connection that was asked for.
    pub fn asked(&self) -> Vec<String> {
        lock(&self.state.asked).clone()
    }

    /// The keys that were shown.
    pub fn keys(&self) -> Vec<String> {
        lock(&self.state.keys).clone()
    }

    /// The text messages that came in.
    pub fn said(&self) -> Vec<String> {
        lock(&self.state.said).clone()
    }

    /// Samples that came in, per connection.
    pub fn samples(&self) -> Vec<usize> {
        lock(&self.state.samples).clone()
    }
}

impl Drop for FakeDeepgram {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(stream: TcpStream, turns: Vec<Turn>, state: Arc<State>) {
    let turns = VecDeque::from(turns);
    let refuse = match turns.front() {
        Some(Turn::Refuse(status)) => Some(*status),
        _ => None,
    };
    let noted = Arc::clone(&state);
    #[expect(clippy::result_large_err, reason = "the library's callback has this form")]
    let check = move |request: &Request, response: Response| -> Result<Response, ErrorResponse> {
        lock(&noted.asked).push(request.uri().to_string());
        let key = request.headers().get("authorization").and_then(|value| value.to_str().ok());
        lock(&noted.keys).push(key.unwrap_or_default().to_owned());
        match refuse {
            Some(status) => {
                let mut refusal = ErrorResponse::new(None);
                *refusal.status_mut() = status.try_into().unwrap_or_default();
                Err(refusal)
            }
            None => Ok(response),
        }
    };
    let Ok(socket) = tokio_tungstenite::accept_hdr_async(stream, check).await else { return };
    let place = {
        let mut samples = lock(&state.samples);
        samples.push(0);
        samples.len() - 1
    };
    // A client that goes away ends the connection, as with the real server.
    let _ = play(socket, turns, &state, place).await;
}

type Socket = tokio_tungstenite::WebSocketStream<TcpStream>;

async fn play(
    mut socket: Socket,
    turns: VecDeque<Turn>,
    state: &State,
    place: usize,
) -> Result<(), tokio_tungstenite::tungstenite::Error> {
    for turn in turns {
        match turn {
            Turn::Hear(seconds) => {
                while heard(state, place) < seconds {
                    if !listen(&mut socket, state, place).await? {
                        return Ok(());
                    }
                }
            }
            Turn::Tell(text, start, duration, is_final, speech_final) => {
                let message = json!({
                    "type": "Results", "channel_index": [0, 1], "start": start, "duration": duration,
                    "is_final": is_final, "speech_final": speech_final,
                    "channel": {"alternatives": [{"transcript": text, "confidence": 0.98, "words": []}]},
                });
                socket.send(Message::text(message.to_string())).await?;
            }
            Turn::UtteranceEnd => {
                let message = json!({"type": "UtteranceEnd", "channel": [0, 1], "last_word_end": 1.0});
                socket.send(Message::text(message.to_string())).await?;
            }
            Turn::Garbage => socket.send(Message::text("{\"type\":\"Weather\",\"rain\":[}")).await?,
            Turn::Cut | Turn::Refuse(_) => return Ok(()),
            Turn::Close(code) => {
                let frame = CloseFrame { code: code.into(), reason: "DATA-0000".into() };
                socket.close(Some(frame)).await?;
                while socket.next().await.is_some() {}
                return Ok(());
            }
        }
    }
    while listen(&mut socket, state, place).await? {}
    Ok(())
}

fn heard(state: &State, place: usize) -> f64 {
    let samples = lock(&state.samples).get(place).copied().unwrap_or(0);
    f64::from(u32::try_from(samples).unwrap_or(u32::MAX)) / 16_000.0
}

/// Takes one message in; false when the connection is over.
async fn listen(
    socket: &mut Socket,
    state: &State,
    place: usize,
) -> Result<bool, tokio_tungstenite::tungstenite::Error> {
    match socket.next().await.transpose()? {
        Some(Message::Binary(sound)) => {
            if let Some(samples) = lock(&state.samples).get_mut(place) {
                *samples += sound.len() / 2;
            }
            Ok(true)
        }
        Some(Message::Text(text)) => {
            lock(&state.said).push(text.to_string());
            if !text.contains("CloseStream") {
                return Ok(true);
            }
            let last = json!({"type": "Metadata", "request_id": "r", "duration": heard(state, place), "channels": 1});
            socket.send(Message::text(last.to_string())).await?;
            socket.close(None).await?;
            Ok(false)
        }
        Some(_) => Ok(true),
        None => Ok(false),
    }
}

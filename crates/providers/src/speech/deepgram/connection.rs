//! The task behind one session: a socket, a keep-alive, reconnecting. Holds no decision about words.

use super::DeepgramConfig;
use super::replay::Replay;
use super::words::{Assembly, Told};
use crate::speech::{Order, SAMPLE_RATE, SessionSpec, SpeechError, SpeechEvent, duration_of};
use futures::{SinkExt, StreamExt};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until, timeout};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

pub(super) type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

const CONNECT: Duration = Duration::from_secs(8);
/// The server hangs up after 10 s without anything.
const KEEP_ALIVE: Duration = Duration::from_secs(4);
/// How long the last words may take after the end.
const LAST_WORDS: Duration = Duration::from_secs(5);
/// The waits between attempts to come back; after the last one the session is over.
const WAITS: [Duration; 6] = [
    Duration::from_millis(200),
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(4),
    Duration::from_secs(8),
];

/// Opens one connection.
pub(super) async fn connect(config: &DeepgramConfig, spec: &SessionSpec) -> Result<Socket, SpeechError> {
    let mut url = format!(
        "{}/v1/listen?model={}&language={}&encoding=linear16&sample_rate={SAMPLE_RATE}&channels=1&interim_results=true\
         &endpointing=300&utterance_end_ms=1000&vad_events=true&smart_format=true",
        config.url.trim_end_matches('/'),
        escape(&config.model),
        spec.language.code()
    );
    // The server takes 500 tokens of key terms; a hint is two or three.
    for hint in spec.hints.iter().take(100) {
        url.push_str("&keyterm=");
        url.push_str(&escape(hint));
    }
    let mut request = url.into_client_request().map_err(|_| SpeechError::Rejected)?;
    let key = format!("Token {}", config.key).parse().map_err(|_| SpeechError::Unauthorised)?;
    request.headers_mut().insert("authorization", key);
    let connector = crate::web::tls::connector()?;
    let connecting = tokio_tungstenite::connect_async_tls_with_config(request, None, true, Some(connector));
    match timeout(CONNECT, connecting).await {
        Err(_) => Err(SpeechError::Late),
        Ok(Ok((socket, _))) => Ok(socket),
        Ok(Err(Error::Http(response))) => Err(match response.status().as_u16() {
            401..=403 => SpeechError::Unauthorised,
            429 | 503 => SpeechError::Busy,
            400..=499 => SpeechError::Rejected,
            _ => SpeechError::Unreachable,
        }),
        Ok(Err(_)) => Err(SpeechError::Unreachable),
    }
}

/// Percent-encodes a value of a query (RFC 3986).
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// How one connection came to its end.
enum End {
    /// The caller closed the session; the last words are told.
    Closed,
    /// Nobody listens to the events any more.
    Abandoned,
    /// The connection is gone.
    Lost,
    /// The server will not have the sound.
    Rejected,
}

/// One session.
pub(super) struct Task {
    config: Arc<DeepgramConfig>,
    spec: SessionSpec,
    orders: mpsc::Receiver<Order>,
    events: mpsc::Sender<SpeechEvent>,
    words: Assembly,
    replay: Replay,
    /// The caller has closed the session.
    closing: bool,
    /// Connections that were lost or refused since the last word from the server.
    failures: usize,
}

impl Task {
    pub(super) fn new(
        config: Arc<DeepgramConfig>,
        spec: SessionSpec,
        orders: mpsc::Receiver<Order>,
        events: mpsc::Sender<SpeechEvent>,
    ) -> Self {
        Self {
            config,
            spec,
            orders,
            events,
            words: Assembly::default(),
            replay: Replay::default(),
            closing: false,
            failures: 0,
        }
    }

    /// Runs to the session's end.
    pub(super) async fn run(mut self, mut socket: Socket) {
        let why = loop {
            match self.talk(&mut socket).await {
                End::Closed => break None,
                End::Abandoned => return,
                End::Rejected => break Some(SpeechError::Rejected),
                End::Lost => {}
            }
            if !self.tell(Some(SpeechEvent::Reconnecting)).await {
                return;
            }
            match self.come_back().await {
                Ok(new) => socket = new,
                Err(error) => break Some(error),
            }
            if !self.tell(Some(SpeechEvent::Listening)).await {
                return;
            }
        };
        let last = self.words.finish();
        self.tell(last).await;
        self.tell(Some(SpeechEvent::Closed(why))).await;
    }

    /// Tells an event; false when nobody listens any more.
    async fn tell(&self, event: Option<SpeechEvent>) -> bool {
        match event {
            Some(event) => self.events.send(event).await.is_ok(),
            None => !self.events.is_closed(),
        }
    }

    async fn come_back(&mut self) -> Result<Socket, SpeechError> {
        let mut last = SpeechError::Unreachable;
        while let Some(wait) = WAITS.get(self.failures) {
            self.failures += 1;
            let until = Instant::now() + *wait;
            // Sound goes on coming while we wait.
            while let Ok(order) = tokio::time::timeout_at(until, self.orders.recv()).await {
                match order {
                    Some(Order::Sound(samples)) => self.replay.keep(samples),
                    Some(Order::Flush) => {}
                    None => {
                        self.closing = true;
                        break;
                    }
                }
            }
            sleep_until(until).await;
            match connect(&self.config, &self.spec).await {
                Ok(mut socket) => {
                    self.words.connected(self.replay.from());
                    if self.catch_up(&mut socket).await {
                        return Ok(socket);
                    }
                }
                Err(error) if error.passes() => last = error,
                Err(error) => return Err(error),
            }
        }
        Err(last)
    }

    /// Sends the kept sound again, a little faster than it was spoken: the server allows 1.25 times.
    async fn catch_up(&mut self, socket: &mut Socket) -> bool {
        let mut due = Instant::now();
        for samples in self.replay.pieces() {
            if socket.send(sound(&samples)).await.is_err() {
                return false;
            }
            due += duration_of(u64::try_from(samples.len()).unwrap_or(0)).mul_f64(0.8);
            sleep_until(due).await;
        }
        true
    }

    /// One connection from its begin to its end.
    async fn talk(&mut self, socket: &mut Socket) -> End {
        let mut quiet_since = Instant::now();
        loop {
            if self.closing {
                return self.close(socket).await;
            }
            tokio::select! {
                order = self.orders.recv() => {
                    quiet_since = Instant::now();
                    let message = match order {
                        Some(Order::Sound(samples)) => {
                            let message = sound(&samples);
                            self.replay.keep(samples);
                            message
                        }
                        Some(Order::Flush) => Message::text(r#"{"type":"Finalize"}"#),
                        None => {
                            self.closing = true;
                            continue;
                        }
                    };
                    if socket.send(message).await.is_err() {
                        return End::Lost;
                    }
                }
                () = sleep_until(quiet_since + KEEP_ALIVE) => {
                    quiet_since = Instant::now();
                    if socket.send(Message::text(r#"{"type":"KeepAlive"}"#)).await.is_err() {
                        return End::Lost;
                    }
                }
                incoming = socket.next() => match self.incoming(incoming).await {
                    Ok(()) => {}
                    Err(end) => return end,
                },
            }
        }
    }

    async fn incoming(&mut self, incoming: Option<Result<Message, Error>>) -> Result<(), End> {
        match incoming {
            Some(Ok(Message::Text(text))) => {
                // Messages of kinds that are not known yet are no reason to stop listening.
                if let Ok(told) = serde_json::from_str::<Told>(&text) {
                    self.failures = 0;
                    let event = self.words.take(told);
                    self.replay.settle(self.words.settled());
                    if !self.tell(event).await {
                        return Err(End::Abandoned);
                    }
                }
                Ok(())
            }
            Some(Ok(Message::Close(Some(frame)))) if u16::from(frame.code) == 1008 => Err(End::Rejected),
            Some(Ok(Message::Close(_)) | Err(_)) | None => Err(End::Lost),
            Some(Ok(_)) => Ok(()),
        }
    }

    /// Asks for the last words and waits for them.
    async fn close(&mut self, socket: &mut Socket) -> End {
        if socket.send(Message::text(r#"{"type":"CloseStream"}"#)).await.is_err() {
            return End::Lost;
        }
        let until = Instant::now() + LAST_WORDS;
        while let Ok(incoming) = tokio::time::timeout_at(until, socket.next()).await {
            match self.incoming(incoming).await {
                Ok(()) => {}
                Err(End::Lost) => break,
                Err(end) => return end,
            }
        }
        End::Closed
    }
}

fn sound(samples: &[i16]) -> Message {
    let mut bytes = Vec::with_capacity(samples.len() * 2);
    for sample in samples {
        bytes.extend_from_slice(&sample.to_le_bytes());
    }
    Message::binary(bytes)
}

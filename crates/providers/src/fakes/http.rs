//! A small HTTP/1.1 server over a bare socket, so that it can also answer late, never, or half.

use std::collections::VecDeque;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, sleep_until};

/// A request as it came in.
#[derive(Debug, Clone)]
pub struct Received {
    /// The verb.
    pub method: String,
    /// Path and query.
    pub path: String,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Received {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON; null when it is none.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// How the server answers one request.
#[derive(Debug, Clone)]
pub enum Answer {
    /// This status and body.
    Reply(u16, String),
    /// This status, these headers and this body.
    Full(u16, Vec<(&'static str, String)>, String),
    /// As the first, but only after this time.
    After(Duration, u16, String),
    /// Takes the request and never answers: a time-out after accepting.
    Silence,
    /// Takes the request and hangs up.
    HangUp,
    /// Half of the body, then hangs up.
    Half(String),
    /// More bytes than anybody should read.
    Endless,
}

type Ways = dyn Fn(&Received) -> Answer + Send + Sync;

/// The server. It stops when it is dropped.
pub struct FakeHttp {
    address: SocketAddr,
    state: Arc<State>,
    task: tokio::task::JoinHandle<()>,
}

struct State {
    /// Answers that go out first, one per request.
    queue: Mutex<VecDeque<Answer>>,
    /// What is answered when the queue is empty.
    usual: Box<Ways>,
    received: Mutex<Vec<Received>>,
    arrivals: tokio::sync::watch::Sender<usize>,
}

impl FakeHttp {
    /// Starts a server that answers like this.
    ///
    /// # Errors
    /// When this machine gives no port.
    pub async fn start(usual: impl Fn(&Received) -> Answer + Send + Sync + 'static) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let state = Arc::new(State {
            queue: Mutex::default(),
            usual: Box::new(usual),
            received: Mutex::default(),
            arrivals: tokio::sync::watch::Sender::new(0),
        });
        let shared = Arc::clone(&state);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let state = Arc::clone(&shared);
                tokio::spawn(async move {
                    // A client that goes away is no concern of the server.
                    let _ = talk(stream, &state).await;
                });
            }
        });
        Ok(Self { address, state, task })
    }

    /// The address without a path.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The next requests are answered like this, before the usual way.
    pub fn next(&self, answers: impl IntoIterator<Item = Answer>) {
        self.state.queue.lock().unwrap_or_else(PoisonError::into_inner).extend(answers);
    }

    /// Everything that was received.
    pub fn received(&self) -> Vec<Received> {
        self.state.received.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until so many requests were received.
    pub async fn until(&self, count: usize) {
        let mut arrivals = self.state.arrivals.subscribe();
        // The sender lives as long as `self`.
        let _ = arrivals.wait_for(|arrived| *arrived >= count).await;
    }
}

impl Drop for FakeHttp {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn talk(stream: TcpStream, state: &State) -> io::Result<()> {
    let mut stream = BufReader::new(stream);
    while let Some(request) = read(&mut stream).await? {
        let next = state.queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        let answer = next.unwrap_or_else(|| (state.usual)(&request));
        let arrived = {
            let mut received = state.received.lock().unwrap_or_else(PoisonError::into_inner);
            received.push(request);
            received.len()
        };
        state.arrivals.send_replace(arrived);
        if !write(&mut stream, answer).await? {
            break;
        }
    }
    Ok(())
}

async fn read(stream: &mut BufReader<TcpStream>) -> io::Result<Option<Received>> {
    let mut line = String::new();
    if stream.read_line(&mut line).await? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace();
    let method = words.next().unwrap_or_default().to_owned();
    let path = words.next().unwrap_or_default().to_owned();
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length =
        headers.iter().find(|(name, _)| name == "content-length").and_then(|(_, value)| value.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut body).await?;
    Ok(Some(Received { method, path, headers, body }))
}

/// Answers; false when the connection is over.
async fn write(stream: &mut BufReader<TcpStream>, answer: Answer) -> io::Result<bool> {
    let (status, headers, body) = match answer {
        Answer::Reply(status, body) => (status, Vec::new(), body),
        Answer::Full(status, headers, body) => (status, headers, body),
        Answer::After(wait, status, body) => {
            sleep_until(Instant::now() + wait).await;
            (status, Vec::new(), body)
        }
        Answer::Silence => {
            // Ends when the client gives up and closes.
            let mut rest = Vec::new();
            stream.read_to_end(&mut rest).await?;
            return Ok(false);
        }
        Answer::HangUp => return Ok(false),
        Answer::Half(body) => {
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
            stream.write_all(head.as_bytes()).await?;
            stream.write_all(&body.as_bytes()[..body.len() / 2]).await?;
            stream.flush().await?;
            return Ok(false);
        }
        Answer::Endless => {
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n").await?;
            let piece = vec![b'x'; 1 << 16];
            loop {
                stream.write_all(&piece).await?;
            }
        }
    };
    let mut head = format!("HTTP/1.1 {status} Answer\r\ncontent-length: {}\r\n", body.len());
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body.as_bytes()).await?;
    stream.flush().await?;
    Ok(true)
}

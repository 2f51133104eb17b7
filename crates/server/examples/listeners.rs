//! How the product runs as a whole: start-up time, idle memory, and how long a fact takes to many live listeners.
//!
//! `cargo run --release -p sottovoce-server --example listeners -- BINARY [listeners] [lines]` starts BINARY with an
//! empty data folder on loopback, opens that many sellers' sockets on one live conversation, says lines into it and
//! prints percentiles of the time from a fact's record to its frame.

#![expect(clippy::print_stdout, reason = "a measure prints its figures")]

use futures::stream::SplitStream;
use futures::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::error::Error;
use std::fs::read_to_string;
use std::net::{TcpListener, UdpSocket};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Failure = Box<dyn Error + Send + Sync>;
type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// The pause between two lines: people do not talk faster.
const LINE_EVERY: Duration = Duration::from_millis(200);

struct Server {
    child: Child,
    origin: String,
    _data: tempfile::TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        // A server that is gone already needs no ending.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let mut args = std::env::args().skip(1);
    // The server runs in a folder of its own, so its path must not depend on ours.
    let binary = std::fs::canonicalize(args.next().ok_or("which binary?")?)?;
    let listeners: usize = args.next().map_or(Ok(1000), |text| text.parse())?;
    let lines: usize = args.next().map_or(Ok(50), |text| text.parse())?;

    let began = Instant::now();
    let server = start(&binary)?;
    wait_until_ready(&server.origin).await?;
    println!("start-up                {:>8.0} ms", began.elapsed().as_secs_f64() * 1000.0);
    sleep_until(Instant::now() + Duration::from_secs(3)).await;
    println!("idle memory             {:>8.1} MB", resident(&server.child)?);

    let cookie = register(&server.origin).await?;
    let conversation = live_conversation(&server.origin, &cookie).await?;
    let path = format!("{}/api/live/{conversation}/socket?after=0", server.origin.replace("http", "ws"));
    let (told, mut delays) = mpsc::unbounded_channel();
    let mut sockets = Vec::with_capacity(listeners);
    let joining = Instant::now();
    for _ in 0..listeners {
        let mut request = path.as_str().into_client_request()?;
        request.headers_mut().insert("cookie", cookie.parse()?);
        request.headers_mut().insert("origin", server.origin.parse()?);
        sockets.push(connect_async(request).await?.0);
    }
    println!("{listeners} sockets opened in   {:>8.2} s", joining.elapsed().as_secs_f64());
    let mut speaker = None;
    for socket in sockets {
        let (sink, stream) = socket.split();
        if speaker.is_none() {
            speaker = Some(sink);
        } else {
            // The write halves stay open as long as the bench runs.
            std::mem::forget(sink);
        }
        tokio::spawn(listen(stream, told.clone()));
    }
    drop(told);
    let mut speaker = speaker.ok_or("no socket")?;
    let cpu = cpu_seconds(&server.child)?;
    let talking = Instant::now();
    for number in 0..lines {
        let said = json!({"type": "heard", "key": format!("line-{number}"), "final": true, "language": "en",
            "start_ms_ago": 1200, "end_ms_ago": 10,
            "text": format!("How do you handle order number {number} in your team today?")});
        speaker.send(Message::text(said.to_string())).await?;
        sleep_until(talking + LINE_EVERY * u32::try_from(number + 1)?).await;
    }
    let mut found = Vec::new();
    let enough = lines * listeners;
    let deadline = Instant::now() + Duration::from_secs(20);
    while found.len() < enough {
        tokio::select! {
            delay = delays.recv() => match delay { Some(delay) => found.push(delay), None => break },
            () = sleep_until(deadline) => break,
        }
    }
    found.sort_unstable();
    let at =
        |share: usize| found.get(found.len().saturating_sub(1) * share / 100).copied().unwrap_or_default();
    println!("facts delivered         {:>8} of {enough}", found.len());
    println!("record → frame          p50 {} ms, p95 {} ms, p99 {} ms", at(50), at(95), at(99));
    println!("server's processor time {:>8.2} s", cpu_seconds(&server.child)? - cpu);
    println!("memory with listeners   {:>8.1} MB", resident(&server.child)?);
    Ok(())
}

fn start(binary: &std::path::Path) -> Result<Server, Failure> {
    let data = tempfile::tempdir()?;
    let tcp = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let udp = UdpSocket::bind("127.0.0.1:0")?.local_addr()?;
    let origin = format!("http://localhost:{}", tcp.port());
    let child = Command::new(binary)
        .arg("serve")
        .current_dir(data.path())
        .env("SOTTOVOCE_LISTEN", tcp.to_string())
        .env("SOTTOVOCE_MEDIA__UDP", udp.to_string())
        .env("SOTTOVOCE_DATA_DIR", data.path())
        .env("SOTTOVOCE_LOG__FILTER", "warn")
        .stdout(Stdio::null())
        .spawn()?;
    Ok(Server { child, origin, _data: data })
}

#[expect(clippy::disallowed_types, reason = "the bench is a client of the product, not a part of it")]
fn client() -> reqwest::Client {
    reqwest::Client::new()
}

async fn wait_until_ready(origin: &str) -> Result<(), Failure> {
    let deadline = Instant::now() + Duration::from_secs(30);
    while Instant::now() < deadline {
        if client()
            .get(format!("{origin}/ready"))
            .send()
            .await
            .is_ok_and(|answer| answer.status().is_success())
        {
            return Ok(());
        }
        sleep_until(Instant::now() + Duration::from_millis(5)).await;
    }
    Err("the server does not get ready".into())
}

async fn post(origin: &str, path: &str, cookie: &str, body: &Value) -> Result<reqwest::Response, Failure> {
    let sent = client()
        .post(format!("{origin}{path}"))
        .header("x-sottovoce", "1")
        .header("cookie", cookie)
        .json(body)
        .send()
        .await?;
    Ok(sent.error_for_status()?)
}

async fn register(origin: &str) -> Result<String, Failure> {
    let body = json!({"organisation_name": "Bench", "name": "Bea", "email": "bea@example.com",
        "password": "a long enough password", "language": "en"});
    let answer = post(origin, "/api/register", "", &body).await?;
    let cookie = answer.headers().get("set-cookie").ok_or("no cookie")?.to_str()?;
    Ok(cookie.split(';').next().unwrap_or_default().to_owned())
}

async fn live_conversation(origin: &str, cookie: &str) -> Result<String, Failure> {
    let meeting = json!({"title": "Bench", "language": "en", "lobby": true});
    let meeting: Value = post(origin, "/api/meetings", cookie, &meeting).await?.json().await?;
    let id = meeting["id"].as_str().ok_or("no meeting")?;
    let started: Value =
        post(origin, &format!("/api/meetings/{id}/start"), cookie, &json!({})).await?.json().await?;
    Ok(started["conversation_id"].as_str().ok_or("no conversation")?.to_owned())
}

async fn listen(mut stream: SplitStream<Socket>, told: mpsc::UnboundedSender<i64>) {
    while let Some(Ok(message)) = stream.next().await {
        let Message::Text(text) = message else { continue };
        let now = now_millis();
        let Ok(frame) = serde_json::from_str::<Value>(&text) else { continue };
        let fact = &frame["fact"];
        if fact["type"] == "uttered"
            && let Some(at) = fact["at"].as_i64()
            && told.send(now - at).is_err()
        {
            return;
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the bench compares with the time the server wrote down")]
fn now_millis() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Resident memory in megabytes.
fn resident(child: &Child) -> Result<f64, Failure> {
    let status = read_to_string(format!("/proc/{}/status", child.id()))?;
    let line = status.lines().find(|line| line.starts_with("VmRSS")).ok_or("no VmRSS")?;
    let kilobytes: f64 = line.split_whitespace().nth(1).ok_or("no figure")?.parse()?;
    Ok(kilobytes / 1024.0)
}

/// User and system time so far, in seconds (100 ticks a second on Linux).
fn cpu_seconds(child: &Child) -> Result<f64, Failure> {
    let stat = read_to_string(format!("/proc/{}/stat", child.id()))?;
    let after_name = stat.rsplit(')').next().ok_or("no stat")?;
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let ticks: f64 = fields.get(11).ok_or("no utime")?.parse::<f64>()?
        + fields.get(12).ok_or("no stime")?.parse::<f64>()?;
    Ok(ticks / 100.0)
}

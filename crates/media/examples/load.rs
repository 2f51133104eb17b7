//! How much a room costs: `load [people] [seconds]` starts the engine in a process of its own, fills one room
//! with clients that publish sound and three-layer pictures, and prints packets forwarded per CPU second and
//! the delay from publisher to viewer.
//!
//! The pictures are VP8-shaped bytes; every packet carries its sending time. `load server` is the engine alone.

use livekit_protocol as proto;
use prost::Message as _;
use sottovoce_domain::ids::Entropy;
use sottovoce_domain::time::{Clock, Timestamp};
use sottovoce_media::embedded::{Embedded, EmbeddedConfig};
use sottovoce_media::engine::RoomGrant;
use sottovoce_media::signal::client::{Client, ClientEvent, Publishing, Sent, join_parameter};
use sottovoce_media::signal::{SignalIn, SignalOut};
use sottovoce_media::token::Keys;
use std::error::Error;
use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc as sync;
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

type Fallible<T> = Result<T, Box<dyn Error + Send + Sync>>;

const KEY: &str = "load";
const SECRET: &str = "a secret for measuring only";
/// Layers: name, height, packets of a picture, bytes of a packet. About 160, 450 and 1700 kbit/s at 30 a second.
const LAYERS: [(&str, u32, u32, usize); 3] = [("q", 180, 1, 650), ("h", 360, 2, 950), ("f", 720, 6, 1150)];
/// Packets that measure nothing, while connections settle.
const WARM_UP: Duration = Duration::from_secs(4);

struct SystemClock;
impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this program's own clock")]
    fn now(&self) -> Timestamp {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

struct SystemEntropy;
impl Entropy for SystemEntropy {
    #[expect(clippy::disallowed_methods, reason = "this program's own source of chance")]
    fn fill(&self, bytes: &mut [u8]) {
        rand::Rng::fill_bytes(&mut rand::rng(), bytes);
    }
}

#[expect(clippy::disallowed_methods, reason = "this program measures real time")]
fn now() -> Instant {
    Instant::now()
}

fn main() -> Fallible<()> {
    let mut args = std::env::args().skip(1);
    match args.next().as_deref() {
        Some("server") => server(),
        people => {
            let people = people.map_or(Ok(10), str::parse)?;
            let seconds = args.next().map_or(Ok(10), |s| s.parse())?;
            measure(people, seconds)
        }
    }
}

/// The engine, joined by a TCP connection per client: a line with the query, then messages with their length.
#[expect(clippy::print_stdout, reason = "tells its address to the measuring process")]
fn server() -> Fallible<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let config = EmbeddedConfig::new("127.0.0.1:0".parse()?, KEY, SECRET);
    let engine = runtime
        .block_on(async { Embedded::start(config, Arc::new(SystemClock), Arc::new(SystemEntropy)) })?;
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{}", listener.local_addr()?);
    for stream in listener.incoming() {
        let stream = stream?;
        let mut reader = BufReader::new(stream.try_clone()?);
        let mut query = String::new();
        reader.read_line(&mut query)?;
        let admission = engine.validate(query.trim(), None, true).map_err(|r| r.text)?;
        let (to_engine, from_client) = mpsc::channel(64);
        let (to_client, mut from_engine) = mpsc::channel(1024);
        std::thread::spawn(move || {
            while let Ok(bytes) = read_message(&mut reader) {
                if to_engine.blocking_send(SignalIn::Binary(bytes.into())).is_err() {
                    return;
                }
            }
        });
        let mut writer = stream;
        std::thread::spawn(move || {
            while let Some(SignalOut::Binary(bytes)) = from_engine.blocking_recv() {
                if write_message(&mut writer, &bytes).is_err() {
                    return;
                }
            }
        });
        let engine = Arc::clone(&engine);
        runtime.spawn(async move { engine.serve(admission, from_client, to_client).await });
    }
    Ok(())
}

fn read_message(from: &mut impl Read) -> std::io::Result<Vec<u8>> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let mut bytes = vec![0; usize::try_from(u32::from_be_bytes(length)).unwrap_or(0)];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn write_message(to: &mut impl Write, bytes: &[u8]) -> std::io::Result<()> {
    to.write_all(&u32::try_from(bytes.len()).unwrap_or(0).to_be_bytes())?;
    to.write_all(bytes)
}

/// What one client counted.
#[derive(Default)]
struct Tally {
    sent: u64,
    received: u64,
    lost: u64,
    delays: Vec<u32>,
}

#[expect(clippy::print_stdout, reason = "a program for a person at a terminal")]
fn measure(people: usize, seconds: u64) -> Fallible<()> {
    let mut engine = Command::new(std::env::current_exe()?).arg("server").stdout(Stdio::piped()).spawn()?;
    let mut line = String::new();
    BufReader::new(engine.stdout.take().ok_or("no output")?).read_line(&mut line)?;
    let address = line.trim().to_owned();
    let epoch = now();
    let begin = epoch + WARM_UP + Duration::from_millis(100) * u32::try_from(people)?;
    let end = begin + Duration::from_secs(seconds);
    let clients: Vec<_> = (0..people)
        .map(|n| {
            let address = address.clone();
            std::thread::spawn(move || client(&address, n, epoch, begin, end))
        })
        .collect();
    wait_until(begin);
    let before = cpu(&engine)?;
    wait_until(end);
    let spent = cpu(&engine)? - before;
    let memory = memory(&engine)?;
    let mut total = Tally::default();
    for client in clients {
        let tally = client.join().map_err(|_| "a client failed")??;
        total.sent += tally.sent;
        total.received += tally.received;
        total.lost += tally.lost;
        total.delays.extend(tally.delays);
    }
    engine.kill()?;
    total.delays.sort_unstable();
    let at = |percent: usize| total.delays.get(total.delays.len() * percent / 100).copied().unwrap_or(0);
    let rate = |count: u64| count / seconds.max(1);
    println!("{people} people, {seconds} s");
    println!(
        "in {} packets/s, out {} packets/s, lost {}",
        rate(total.sent),
        rate(total.received),
        total.lost
    );
    #[expect(clippy::cast_precision_loss, reason = "for people to read")]
    let (received, cpu) = (total.received as f64, spent.as_secs_f64());
    println!(
        "engine: {:.1} % of a core, {:.0} packets per CPU second, {:.1} us per packet, {} MB",
        100.0 * cpu / f64::from(u32::try_from(seconds)?),
        received / cpu,
        1e6 * cpu / received,
        memory / 1024
    );
    println!("delay: p50 {:.2} ms, p99 {:.2} ms", f64::from(at(50)) / 1000.0, f64::from(at(99)) / 1000.0);
    Ok(())
}

fn wait_until(at: Instant) {
    std::thread::park_timeout(at.saturating_duration_since(now()));
    while now() < at {
        std::thread::park_timeout(at.saturating_duration_since(now()));
    }
}

/// CPU time of a process so far, of the user and the system.
fn cpu(process: &Child) -> Fallible<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", process.id()))?;
    let after_name = stat.rsplit(')').next().ok_or("no stat")?;
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let ticks: u64 = fields.get(11).ok_or("no utime")?.parse::<u64>()?
        + fields.get(12).ok_or("no stime")?.parse::<u64>()?;
    Ok(Duration::from_millis(ticks * 10))
}

/// Resident kilobytes of a process.
fn memory(process: &Child) -> Fallible<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", process.id()))?;
    let line = status.lines().find(|l| l.starts_with("VmRSS")).ok_or("no VmRSS")?;
    Ok(line.split_whitespace().nth(1).ok_or("no VmRSS")?.parse()?)
}

fn client(address: &str, number: usize, epoch: Instant, begin: Instant, end: Instant) -> Fallible<Tally> {
    wait_until(epoch + Duration::from_millis(100) * u32::try_from(number)?);
    let socket = UdpSocket::bind("127.0.0.1:0")?;
    let layers = LAYERS.map(|(rid, height, _, _)| (rid, height)).into();
    let tracks = vec![
        Publishing { cid: "mic".to_owned(), source: proto::TrackSource::Microphone, layers: Vec::new() },
        Publishing { cid: "cam".to_owned(), source: proto::TrackSource::Camera, layers },
    ];
    let mut client = Client::new(socket.local_addr()?, tracks, now());
    let grant = RoomGrant::member("load", &format!("p{number}"), "", Duration::from_secs(3600));
    let token = Keys::new(KEY, SECRET).grant(&grant, SystemClock.now())?;
    let mut stream = TcpStream::connect(address)?;
    writeln!(stream, "access_token={token}&join_request={}", join_parameter(&client.join_request()))?;
    let (told, messages) = sync::channel();
    let mut reader = stream.try_clone()?;
    std::thread::spawn(move || {
        while let Ok(bytes) = read_message(&mut reader) {
            if told.send(bytes).is_err() {
                return;
            }
        }
    });
    let mut run = Run {
        socket,
        stream,
        messages,
        epoch,
        begin,
        tally: Tally::default(),
        next_sound: now(),
        next_picture: now() + Duration::from_millis(u64::try_from(number)? * 3),
        sequences: [1; 4],
        pictures: 0,
        keyframe: [true; 3],
        last: std::collections::HashMap::new(),
    };
    run.socket.set_nonblocking(false)?;
    while now() < end {
        run.turn(&mut client)?;
    }
    run.socket.set_read_timeout(None)?;
    Ok(run.tally)
}

struct Run {
    socket: UdpSocket,
    stream: TcpStream,
    messages: sync::Receiver<Vec<u8>>,
    epoch: Instant,
    begin: Instant,
    tally: Tally,
    next_sound: Instant,
    next_picture: Instant,
    sequences: [u64; 4],
    pictures: u32,
    keyframe: [bool; 3],
    last: std::collections::HashMap<String, u64>,
}

impl Run {
    fn turn(&mut self, client: &mut Client) -> Fallible<()> {
        while let Ok(bytes) = self.messages.try_recv() {
            if let Some(message) = proto::SignalResponse::decode(bytes.as_slice())?.message {
                client.told(message, now())?;
                self.drain(client)?;
            }
        }
        let at = now();
        if client.connected() {
            if self.next_sound <= at {
                self.next_sound += Duration::from_millis(20);
                self.sound(client)?;
            }
            if self.next_picture <= at {
                self.next_picture += Duration::from_micros(33_333);
                self.picture(client)?;
            }
        } else {
            (self.next_sound, self.next_picture) = (at, at);
        }
        let wake = client.deadline().min(self.next_sound.max(at)).min(self.next_picture.max(at));
        let wait = wake
            .saturating_duration_since(now())
            .clamp(Duration::from_micros(200), Duration::from_millis(20));
        self.socket.set_read_timeout(Some(wait))?;
        let mut buffer = [0; 2000];
        if let Ok((length, from)) = self.socket.recv_from(&mut buffer) {
            client.receive(from, &buffer[..length], now())?;
            self.drain(client)?;
        }
        if client.deadline() <= now() {
            client.timeout(now())?;
            self.drain(client)?;
        }
        Ok(())
    }

    fn stamp(&self) -> [u8; 4] {
        u32::try_from(now().saturating_duration_since(self.epoch).as_micros()).unwrap_or(0).to_be_bytes()
    }

    fn count_sent(&mut self) {
        self.tally.sent += u64::from(now() >= self.begin);
    }

    fn sound(&mut self, client: &mut Client) -> Fallible<()> {
        let mut payload = vec![0xfc; 80];
        payload[76..].copy_from_slice(&self.stamp());
        let sequence = self.sequences[3];
        self.sequences[3] += 1;
        let time = u32::try_from(sequence * 960)?;
        let sent = Sent {
            cid: "mic",
            rid: None,
            sequence,
            time,
            marker: false,
            level: Some(-20),
            payload: payload.into(),
        };
        client.send(&sent, now());
        self.count_sent();
        self.drain(client)
    }

    fn picture(&mut self, client: &mut Client) -> Fallible<()> {
        self.pictures += 1;
        let number = u16::try_from(self.pictures % 0x8000)?.to_be_bytes();
        for (index, (rid, _, packets, size)) in LAYERS.into_iter().enumerate() {
            let key = std::mem::take(&mut self.keyframe[index]);
            for packet in 0..packets {
                let mut payload = vec![0; size];
                let start = if packet == 0 { 0x90 } else { 0x80 };
                payload[..7].copy_from_slice(&[
                    start,
                    0xe0,
                    0x80 | number[0],
                    number[1],
                    number[1],
                    0,
                    u8::from(!key),
                ]);
                payload[9..12].copy_from_slice(&[0x9d, 0x01, 0x2a]);
                payload[size - 4..].copy_from_slice(&self.stamp());
                let sequence = self.sequences[index];
                self.sequences[index] += 1;
                let (time, marker) = (self.pictures.wrapping_mul(3000), packet + 1 == packets);
                let rid = Some(rid);
                let sent =
                    Sent { cid: "cam", rid, sequence, time, marker, level: None, payload: payload.into() };
                client.send(&sent, now());
                self.count_sent();
                self.drain(client)?;
            }
        }
        Ok(())
    }

    fn drain(&mut self, client: &mut Client) -> Fallible<()> {
        let socket = &self.socket;
        let (requests, events) = client.drain(|to, bytes| {
            let _lost = socket.send_to(bytes, to);
        });
        for request in requests {
            write_message(
                &mut self.stream,
                &proto::SignalRequest { message: Some(request) }.encode_to_vec(),
            )?;
        }
        for event in events {
            match event {
                ClientEvent::Packet { track, packet } if now() >= self.begin => {
                    self.tally.received += 1;
                    let sequence = *packet.seq_no;
                    if let Some(last) = self.last.insert(track, sequence) {
                        self.tally.lost += sequence.saturating_sub(last + 1);
                    }
                    let tail = packet.payload.last_chunk::<4>().copied().unwrap_or_default();
                    let sent = self.epoch + Duration::from_micros(u64::from(u32::from_be_bytes(tail)));
                    let delay = now().saturating_duration_since(sent).as_micros();
                    self.tally.delays.push(u32::try_from(delay).unwrap_or(u32::MAX));
                }
                ClientEvent::KeyframeWanted { rid, .. } => {
                    let layer = LAYERS.iter().position(|(name, ..)| Some(*name) == rid.as_deref());
                    if let Some(index) = layer {
                        self.keyframe[index] = true;
                    }
                }
                ClientEvent::Broken => return Err("a connection broke".into()),
                _ => {}
            }
        }
        Ok(())
    }
}

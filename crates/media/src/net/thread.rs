//! The loop: datagrams, orders, time.

use super::Order;
use super::hall::Rooms;
use super::socket::Port;
use std::net::UdpSocket;
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

/// Batches taken before timers, by which media goes out, and orders get their turn.
const BATCHES_PER_TURN: usize = 2;
/// Without any room the loop still looks up so often.
const IDLE: Duration = Duration::from_millis(500);

/// Starts the engine's thread. It ends when nobody can give orders any more.
pub(super) fn spawn(socket: UdpSocket, rooms: Rooms, orders: mpsc::Receiver<Order>) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    let port = {
        let _inside = runtime.enter();
        Port::new(socket)
    };
    let port = match port {
        Ok(port) => port,
        Err(error) => {
            // Plainly dropping a runtime is not allowed inside another one.
            runtime.shutdown_background();
            return Err(error);
        }
    };
    std::thread::Builder::new()
        .name("media".to_owned())
        .spawn(move || runtime.block_on(run(port, rooms, orders)))?;
    Ok(())
}

async fn run(mut port: Port, mut rooms: Rooms, mut orders: mpsc::Receiver<Order>) {
    let mut send = Vec::new();
    loop {
        let deadline = rooms.deadline().unwrap_or_else(|| now() + IDLE);
        tokio::select! {
            ready = port.readable() => {
                if let Err(error) = ready {
                    tracing::error!(%error, "the media port failed");
                }
                for _ in 0..BATCHES_PER_TURN {
                    let at = now();
                    let count = port.receive(|from, datagram| rooms.receive(from, datagram, at, &mut send));
                    if count == 0 {
                        break;
                    }
                    port.send(&mut send);
                }
            }
            order = orders.recv() => match order {
                Some(order) => rooms.obey(order, now(), &mut send),
                None => return,
            },
            () = tokio::time::sleep_until(deadline.into()) => {}
        }
        rooms.timeouts(now(), &mut send);
        port.send(&mut send);
    }
}

#[expect(clippy::disallowed_methods, reason = "the shell reads the clock once per wake-up")]
fn now() -> Instant {
    Instant::now()
}

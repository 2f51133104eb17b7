//! One client's signalling from its join to its end: frames in, orders to the engine's thread.
//!
//! What goes out is written by the thread itself. A client that breaks the protocol loses its own connection
//! only.

use super::{Admission, SignalIn, SignalOut, codec};
use crate::net::{Hall, Order, Ticket};
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

/// A client may say so much at once, as when many tracks come and go,
const BURST: u32 = 300;
/// and one message more each time this has passed.
const ONE_EACH: Duration = Duration::from_millis(20);

/// Serves one client until either side ends it.
pub(crate) async fn serve(
    hall: &Hall,
    admission: Admission,
    mut incoming: mpsc::Receiver<SignalIn>,
    outgoing: mpsc::Sender<SignalOut>,
) {
    let out = outgoing.clone();
    let joined = hall.ask(|reply| Order::Join { admission: Box::new(admission), out, reply }).await.flatten();
    let Some(ticket) = joined else {
        let _already_closed = outgoing.send(SignalOut::Close).await;
        return;
    };
    let mut budget = Budget { left: BURST, counted: now() };
    loop {
        // The thread drops its end when the stay is over; then nothing the client says matters.
        let frame = tokio::select! {
            frame = incoming.recv() => frame.unwrap_or(SignalIn::Closed),
            () = outgoing.closed() => SignalIn::Closed,
        };
        let order = if frame == SignalIn::Closed || budget.spend(now()) {
            read(ticket, frame)
        } else {
            tracing::info!("a client signals without end");
            Some(Order::Broken { ticket })
        };
        let Some(order) = order else { continue };
        let last = matches!(order, Order::SocketClosed { .. } | Order::Broken { .. });
        if hall.tell(order).await.is_none() || last {
            break;
        }
    }
}

/// How much a client may still say.
struct Budget {
    left: u32,
    counted: Instant,
}

impl Budget {
    fn spend(&mut self, now: Instant) -> bool {
        let earned = now.saturating_duration_since(self.counted).as_millis() / ONE_EACH.as_millis();
        if let Ok(earned) = u32::try_from(earned) {
            self.left = self.left.saturating_add(earned).min(BURST);
            self.counted += ONE_EACH * earned;
        }
        let may = self.left > 0;
        self.left = self.left.saturating_sub(1);
        may
    }
}

#[expect(clippy::disallowed_methods, reason = "the shell reads the clock once per wake-up")]
fn now() -> Instant {
    Instant::now()
}

fn read(ticket: Ticket, frame: SignalIn) -> Option<Order> {
    let (request, json) = match frame {
        SignalIn::Binary(bytes) => (codec::from_binary(&bytes), false),
        SignalIn::Text(text) => (codec::from_text(&text), true),
        SignalIn::Closed => return Some(Order::SocketClosed { ticket }),
    };
    match request {
        Ok(request) if request.message.is_none() => None,
        Ok(request) => Some(Order::Signal { ticket, request: Box::new(request), json }),
        Err(error) => {
            tracing::info!(%error, "a client broke the signalling protocol");
            Some(Order::Broken { ticket })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bursts_pass_and_floods_do_not() {
        let start = now();
        let spend = |messages: u32, every: Duration| {
            let mut budget = Budget { left: BURST, counted: start };
            (0..messages).filter(|n| budget.spend(start + every * *n)).count()
        };
        assert_eq!(spend(300, Duration::ZERO), 300);
        assert_eq!(spend(1000, Duration::ZERO), 300);
        assert_eq!(spend(5000, Duration::from_millis(20)), 5000);
        assert_eq!(spend(5000, Duration::from_millis(10)), 2799, "twice too fast lasts for a while only");
    }
}

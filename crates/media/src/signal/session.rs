//! One client's signalling from its join to its end: frames in, orders to the engine's thread.
//!
//! What goes out is written by the thread itself. A client that breaks the protocol loses its own connection
//! only.

use super::{Admission, SignalIn, SignalOut, codec};
use crate::net::{Hall, Order, Ticket};
use tokio::sync::mpsc;

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
    loop {
        // The thread drops its end when the stay is over; then nothing the client says matters.
        let frame = tokio::select! {
            frame = incoming.recv() => frame.unwrap_or(SignalIn::Closed),
            () = outgoing.closed() => SignalIn::Closed,
        };
        let Some(order) = read(ticket, frame) else { continue };
        let last = matches!(order, Order::SocketClosed { .. } | Order::Broken { .. });
        if hall.tell(order).await.is_none() || last {
            break;
        }
    }
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

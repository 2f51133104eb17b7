//! The UDP port: many datagrams per system call, both ways where the system can.

use crate::room::{Datagram, Network};
use quinn_udp::{BATCH_SIZE, RecvMeta, Transmit, UdpSockRef, UdpSocketState};
use std::io::{self, IoSliceMut};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use tokio::io::Interest;

/// The system's buffers: half a second of a busy room.
const SYSTEM_BUFFER: usize = 4 << 20;
/// Room for what the system may join into one delivery.
const DELIVERY: usize = 1 << 16;
/// A joined send is no longer, the largest datagram of all.
const LARGEST_SEND: usize = 65_000;

/// Opens the port.
pub(super) fn bind(address: SocketAddr) -> io::Result<(UdpSocket, SocketAddr)> {
    let socket = UdpSocket::bind(address)?;
    socket.set_nonblocking(true)?;
    let address = socket.local_addr()?;
    Ok((socket, address))
}

/// The addresses clients are told: those announced, or the port's own, or those of this machine.
pub(super) fn network(bound: SocketAddr, announced: &[IpAddr]) -> Network {
    let ips: Vec<IpAddr> = if !announced.is_empty() {
        announced.to_vec()
    } else if bound.ip().is_unspecified() {
        let own = own_address();
        own.into_iter().chain([IpAddr::V4(Ipv4Addr::LOCALHOST)]).collect()
    } else {
        vec![bound.ip()]
    };
    Network { addresses: ips.into_iter().map(|ip| SocketAddr::new(ip, bound.port())).collect() }
}

/// The address this machine sends from; asking the routing table sends nothing.
fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_loopback() && !ip.is_unspecified()).then_some(ip)
}

/// The port in use.
pub(super) struct Port {
    socket: tokio::net::UdpSocket,
    state: UdpSocketState,
    buffers: Vec<Vec<u8>>,
    joined: Vec<u8>,
    six: bool,
}

impl Port {
    /// Takes the port into the thread's runtime.
    pub(super) fn new(socket: UdpSocket) -> io::Result<Self> {
        let six = socket.local_addr()?.is_ipv6();
        let socket = tokio::net::UdpSocket::from_std(socket)?;
        let state = UdpSocketState::new(UdpSockRef::from(&socket))?;
        let reference = || UdpSockRef::from(&socket);
        // Smaller buffers than wished for are no reason not to run.
        let sizes = state.set_recv_buffer_size(reference(), SYSTEM_BUFFER);
        if let Err(error) = sizes.and_then(|()| state.set_send_buffer_size(reference(), SYSTEM_BUFFER)) {
            tracing::info!(%error, "the system keeps its own UDP buffer sizes");
        }
        let length = DELIVERY.min(state.gro_segments().max(1) * 2048);
        let buffers = vec![vec![0; length]; BATCH_SIZE];
        Ok(Self { socket, state, buffers, joined: Vec::with_capacity(LARGEST_SEND), six })
    }

    /// Waits until something arrives.
    pub(super) async fn readable(&self) -> io::Result<()> {
        self.socket.readable().await
    }

    /// Takes what has arrived, one batch; zero when there is nothing.
    pub(super) fn receive(&mut self, mut each: impl FnMut(SocketAddr, &[u8])) -> usize {
        let mut metas = [RecvMeta::default(); BATCH_SIZE];
        let mut slices: Vec<IoSliceMut<'_>> = self.buffers.iter_mut().map(|b| IoSliceMut::new(b)).collect();
        let (socket, state) = (&self.socket, &self.state);
        let received = socket
            .try_io(Interest::READABLE, || state.recv(UdpSockRef::from(socket), &mut slices, &mut metas));
        let count = match received {
            Ok(count) => count,
            Err(error) => {
                if error.kind() != io::ErrorKind::WouldBlock {
                    tracing::debug!(%error, "receiving failed");
                }
                return 0;
            }
        };
        for (meta, buffer) in metas.iter().zip(&self.buffers).take(count) {
            let from = plain(meta.addr);
            let bytes = &buffer[..meta.len.min(buffer.len())];
            bytes.chunks(meta.stride.max(1)).for_each(|datagram| each(from, datagram));
        }
        count
    }

    /// Sends everything, joining runs of equal length to one receiver into one call. What the system will not
    /// take is lost, as datagrams may be.
    pub(super) fn send(&mut self, datagrams: &mut Vec<Datagram>) {
        datagrams.sort_by_key(|d| d.to);
        let most = self.state.max_gso_segments().max(1);
        let mut rest = datagrams.as_slice();
        while let [first, ..] = rest {
            let size = first.contents.len();
            let mut count = 1;
            while let Some(next) = rest.get(count).filter(|_| count < most) {
                let fits =
                    next.to == first.to && next.contents.len() <= size && (count + 1) * size <= LARGEST_SEND;
                if !fits || size == 0 {
                    break;
                }
                count += 1;
                if next.contents.len() < size {
                    break;
                }
            }
            self.send_run(&rest[..count], size);
            rest = &rest[count..];
        }
        datagrams.clear();
    }

    fn send_run(&mut self, run: &[Datagram], size: usize) {
        let Some(first) = run.first() else { return };
        let (contents, segment_size) = if run.len() == 1 {
            (first.contents.as_slice(), None)
        } else {
            self.joined.clear();
            run.iter().for_each(|d| self.joined.extend_from_slice(&d.contents));
            (self.joined.as_slice(), Some(size))
        };
        let destination = if self.six { mapped(first.to) } else { first.to };
        let transmit = Transmit { destination, ecn: None, contents, segment_size, src_ip: None };
        let (socket, state) = (&self.socket, &self.state);
        let sent = socket.try_io(Interest::WRITABLE, || state.try_send(UdpSockRef::from(socket), &transmit));
        if let Err(error) = sent {
            tracing::debug!(%error, "a datagram could not be sent");
        }
    }
}

/// A version-4 address in version-6 clothes, undressed.
fn plain(address: SocketAddr) -> SocketAddr {
    SocketAddr::new(address.ip().to_canonical(), address.port())
}

fn mapped(address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(four) => SocketAddr::new(IpAddr::V6(four.to_ipv6_mapped()), address.port()),
        IpAddr::V6(_) => address,
    }
}

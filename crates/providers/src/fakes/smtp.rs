//! A mail server (RFC 5321) that takes every mail, except to addresses it was told to refuse.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// The server. It stops when it is dropped.
pub struct FakeSmtp {
    address: SocketAddr,
    mails: Arc<Mutex<Vec<String>>>,
    task: tokio::task::JoinHandle<()>,
}

impl FakeSmtp {
    /// Starts a server: mail to an address that begins with `refused` is refused for good, with `busy` for now.
    ///
    /// # Errors
    /// When this machine gives no port.
    pub async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let mails = Arc::new(Mutex::new(Vec::new()));
        let shared = Arc::clone(&mails);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let mails = Arc::clone(&shared);
                tokio::spawn(async move {
                    // A client that goes away is no concern of the server.
                    let _ = talk(stream, &mails).await;
                });
            }
        });
        Ok(Self { address, mails, task })
    }

    /// The address for the settings.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// The mails that were taken, as they were sent.
    pub fn mails(&self) -> Vec<String> {
        self.mails.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for FakeSmtp {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn talk(stream: TcpStream, mails: &Mutex<Vec<String>>) -> io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 fake ESMTP\r\n").await?;
    let mut line = String::new();
    while stream.read_line(&mut line).await? > 0 {
        let command = line.trim_end().to_ascii_uppercase();
        let answer = if command.starts_with("RCPT TO:<REFUSED") {
            "550 no such user"
        } else if command.starts_with("RCPT TO:<BUSY") {
            "450 try again later"
        } else if command == "DATA" {
            stream.write_all(b"354 go on\r\n").await?;
            let mut mail = String::new();
            while stream.read_line(&mut mail).await? > 0 && !mail.ends_with("\r\n.\r\n") {}
            mails.lock().unwrap_or_else(PoisonError::into_inner).push(mail);
            "250 taken"
        } else if command == "QUIT" {
            "221 bye"
        } else {
            "250 fine"
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
        line.clear();
    }
    Ok(())
}

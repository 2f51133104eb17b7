//! A browser as the server sees it: a cookie, the header of our own pages, JSON; and the live sockets.

use crate::house::PATIENCE;
use futures::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

#[expect(clippy::disallowed_types, reason = "the stories come from outside, by a client that is not ours")]
type Client = reqwest::Client;

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) text: String,
    /// The body as JSON; null when it is none.
    pub(crate) body: Value,
}

impl Reply {
    /// The problem's stable word.
    pub(crate) fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    /// A text of the body.
    pub(crate) fn text(&self, pointer: &str) -> String {
        self.body
            .pointer(pointer)
            .and_then(Value::as_str)
            .unwrap_or_else(|| panic!("no {pointer} in {self:?}"))
            .to_owned()
    }
}

/// A browser.
pub(crate) struct Browser {
    client: Client,
    pub(crate) url: String,
    pub(crate) cookie: Option<String>,
}

impl Browser {
    pub(crate) fn new(url: &str) -> Self {
        Self { client: Client::new(), url: url.to_owned(), cookie: None }
    }

    /// Another browser with the same cookie.
    pub(crate) fn again(&self) -> Self {
        Self { client: self.client.clone(), url: self.url.clone(), cookie: self.cookie.clone() }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Reply {
        self.send("GET", path, None).await
    }

    pub(crate) async fn post(&mut self, path: &str, body: Value) -> Reply {
        self.send("POST", path, Some(body)).await
    }

    pub(crate) async fn patch(&mut self, path: &str, body: Value) -> Reply {
        self.send("PATCH", path, Some(body)).await
    }

    pub(crate) async fn delete(&mut self, path: &str) -> Reply {
        self.send("DELETE", path, None).await
    }

    /// A request as our own pages make it.
    pub(crate) async fn send(&mut self, method: &str, path: &str, body: Option<Value>) -> Reply {
        let mut request = self.request(method, path).header("x-sottovoce", "1");
        if let Some(body) = body {
            request = request.json(&body);
        }
        self.finish(request).await
    }

    /// A bare request with the cookie, for what our own pages never do.
    pub(crate) fn request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        let method = method.parse().unwrap();
        let mut request = self.client.request(method, format!("{}{path}", self.url));
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        request
    }

    /// Sends a request and keeps the cookie that comes back.
    pub(crate) async fn finish(&mut self, request: reqwest::RequestBuilder) -> Reply {
        let response = request.timeout(PATIENCE).send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        if let Some(cookie) = headers.get("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
            self.cookie = (!pair.ends_with('=')).then_some(pair);
        }
        let text = response.text().await.unwrap();
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        Reply { status, headers, text, body }
    }

    /// Opens a live socket of our own pages; the HTTP status when it is refused.
    pub(crate) async fn socket(&self, path: &str) -> Result<Socket, u16> {
        self.socket_from(path, &self.url).await
    }

    /// Opens a live socket from a page of `origin`.
    pub(crate) async fn socket_from(&self, path: &str, origin: &str) -> Result<Socket, u16> {
        let mut request =
            format!("{}{path}", self.url.replace("http://", "ws://")).into_client_request().unwrap();
        request.headers_mut().insert("origin", origin.parse().unwrap());
        if let Some(cookie) = &self.cookie {
            request.headers_mut().insert("cookie", cookie.parse().unwrap());
        }
        match connect_async(request).await {
            Ok((stream, _)) => Ok(Socket { stream, seen: Vec::new() }),
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }
}

/// A live socket.
pub(crate) struct Socket {
    stream: WebSocketStream<MaybeTlsStream<TcpStream>>,
    /// Every text that arrived.
    pub(crate) seen: Vec<String>,
}

impl Socket {
    pub(crate) async fn say(&mut self, message: Value) {
        self.say_text(message.to_string()).await;
    }

    pub(crate) async fn say_text(&mut self, text: String) {
        self.stream.send(Message::Text(text.into())).await.unwrap();
    }

    /// The next frame; none when the server closed the socket.
    pub(crate) async fn next(&mut self) -> Option<Value> {
        loop {
            let frame = tokio::time::timeout(PATIENCE, self.stream.next()).await.expect("no frame comes");
            match frame {
                Some(Ok(Message::Text(text))) => {
                    self.seen.push(text.to_string());
                    return Some(serde_json::from_str(text.as_str()).unwrap());
                }
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                Some(Ok(other)) => panic!("a frame of another kind: {other:?}"),
            }
        }
    }

    /// Reads on until a frame of this type comes.
    pub(crate) async fn until(&mut self, kind: &str) -> Value {
        self.until_that(|frame| frame["type"] == kind).await
    }

    /// Reads on until a frame comes that `fits`.
    pub(crate) async fn until_that(&mut self, fits: impl Fn(&Value) -> bool) -> Value {
        loop {
            let frame = self.next().await.expect("the socket closed before it came");
            if fits(&frame) {
                return frame;
            }
        }
    }

    /// Reads on until a fact of this type comes; gives the fact.
    pub(crate) async fn until_fact(&mut self, kind: &str) -> Value {
        self.until_that(|frame| frame["type"] == "fact" && frame["fact"]["type"] == kind).await["fact"]
            .clone()
    }

    /// Reads to the end.
    pub(crate) async fn drain(&mut self) {
        while self.next().await.is_some() {}
    }
}

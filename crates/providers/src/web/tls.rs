//! TLS for sockets, with the one cryptography library of the house whatever else is linked in.

use crate::speech::SpeechError;
use std::sync::Arc;
use tokio_tungstenite::Connector;

/// A connector that trusts the usual authorities.
pub(crate) fn connector() -> Result<Connector, SpeechError> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| SpeechError::Unreachable)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Connector::Rustls(Arc::new(config)))
}

//! Secrets at rest: sealed with AES-256-GCM under the installation's key, bound to the row they belong to.
//!
//! Never prints a key or a secret, and draws its nonces from the house's one door for chance.

use crate::StoreError;
use aes_gcm::aead::{Aead, KeyInit, Nonce, Payload};
use aes_gcm::{Aes256Gcm, Key};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use sottovoce_domain::ids::Entropy;
use std::sync::Arc;

/// Which way of sealing: changes when the cipher does.
const FORM: &str = "v1.";
/// Bytes of a nonce of AES-GCM.
const NONCE: usize = 12;

/// Seals and opens the secrets of every organisation.
#[derive(Clone)]
pub struct Vault(Arc<Aes256Gcm>);

impl Vault {
    /// A vault under this key of 256 bits.
    pub fn new(key: [u8; 32]) -> Self {
        Self(Arc::new(Aes256Gcm::new(&Key::<Aes256Gcm>::from(key))))
    }

    /// Seals `secret` for the row `place`: elsewhere it does not open.
    pub(crate) fn seal(
        &self,
        secret: &str,
        place: &str,
        entropy: &dyn Entropy,
    ) -> Result<String, StoreError> {
        let mut nonce = [0_u8; NONCE];
        entropy.fill(&mut nonce);
        let payload = Payload { msg: secret.as_bytes(), aad: place.as_bytes() };
        let sealed = self
            .0
            .encrypt(&Nonce::<Aes256Gcm>::from(nonce), payload)
            .map_err(|_| StoreError::Invalid("secret"))?;
        Ok(format!("{FORM}{}", STANDARD_NO_PAD.encode([nonce.as_slice(), &sealed].concat())))
    }

    /// Opens what was sealed for the row `place`.
    pub(crate) fn open(&self, sealed: &str, place: &str) -> Result<String, StoreError> {
        let corrupt = || StoreError::Corrupt("secret");
        let text = sealed.strip_prefix(FORM).ok_or_else(corrupt)?;
        let bytes = STANDARD_NO_PAD.decode(text).map_err(|_| corrupt())?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>().ok_or_else(corrupt)?;
        let payload = Payload { msg: sealed, aad: place.as_bytes() };
        let secret = self.0.decrypt(&Nonce::<Aes256Gcm>::from(*nonce), payload).map_err(|_| corrupt())?;
        String::from_utf8(secret).map_err(|_| corrupt())
    }
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Counting(std::sync::atomic::AtomicU8);
    impl Entropy for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
        }
    }

    #[test]
    fn a_secret_opens_only_where_it_was_sealed_and_under_the_same_key() {
        let (vault, chance) = (Vault::new([7; 32]), Counting(1.into()));
        let sealed = vault.seal("whsec_1", "org_a/whk_1", &chance).unwrap();
        assert!(!sealed.contains("whsec"));
        assert_eq!(vault.open(&sealed, "org_a/whk_1").unwrap(), "whsec_1");
        assert_eq!(vault.open(&sealed, "org_b/whk_1"), Err(StoreError::Corrupt("secret")));
        assert_eq!(Vault::new([8; 32]).open(&sealed, "org_a/whk_1"), Err(StoreError::Corrupt("secret")));
        assert_ne!(vault.seal("whsec_1", "org_a/whk_1", &chance).unwrap(), sealed);
    }

    #[test]
    fn whatever_is_damaged_is_refused() {
        let vault = Vault::new([7; 32]);
        for damaged in ["", "v1.", "v1.AAAA", "v2.AAAAAAAAAAAAAAAAAAAAAAAA", "v1.!"] {
            assert_eq!(vault.open(damaged, "x"), Err(StoreError::Corrupt("secret")));
        }
    }
}

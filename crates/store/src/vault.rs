//! Secrets at rest: sealed with AES-256-GCM under the installation's key, bound to the row they belong to.
//!
//! Never prints a key or a secret, and draws its nonces from the house's one door for chance.

/// Seals and opens the secrets of every organisation.
#[derive(Clone)]
pub struct Vault(std::sync::Arc<[u8; 32]>);

impl Vault {
    /// A vault under this key of 256 bits.
    pub fn new(key: [u8; 32]) -> Self {
        Self(std::sync::Arc::new(key))
    }
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault")
    }
}

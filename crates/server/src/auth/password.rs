//! Passwords: hashed with Argon2id away from the threads that serve requests. Never logs one.

use crate::error::{Answer, ApiError};
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use sottovoce_domain::ids::Entropy;
use std::sync::{Arc, OnceLock};
use tokio::sync::Semaphore;

/// A shorter one is guessed in a day (NIST SP 800-63B: at least 8, without rules about its characters; 10 for
/// what guards customers' words).
pub const SHORTEST: usize = 10;
/// A longer one is an attack on the hasher.
pub const LONGEST: usize = 256;
/// Each hash takes 19 MiB and a core for some 20 ms: more at a time would only starve the calls.
const AT_ONCE: usize = 4;

/// Hashes and checks passwords.
#[derive(Clone)]
pub struct Passwords {
    entropy: Arc<dyn Entropy>,
    turns: Arc<Semaphore>,
    /// What is checked when there is nobody, so that the answer takes as long.
    nobody: Arc<OnceLock<String>>,
}

impl Passwords {
    /// With this source of salts.
    pub fn new(entropy: Arc<dyn Entropy>) -> Self {
        Self { entropy, turns: Arc::new(Semaphore::new(AT_ONCE)), nobody: Arc::default() }
    }

    /// The hash of a password that is to be kept.
    ///
    /// # Errors
    /// When the hasher fails.
    pub async fn hash(&self, password: String) -> Answer<String> {
        let mut salt = [0_u8; 16];
        self.entropy.fill(&mut salt);
        self.away(move || make(&password, &salt)).await?
    }

    /// Whether this is the password of the hash; with no hash it takes as long and says no.
    ///
    /// # Errors
    /// When the hasher fails.
    pub async fn check(&self, password: String, kept: Option<String>) -> Answer<bool> {
        let nobody = Arc::clone(&self.nobody);
        self.away(move || {
            let known = kept.is_some();
            let kept = match kept {
                Some(kept) => kept,
                None => match nobody.get() {
                    Some(hash) => hash.clone(),
                    None => {
                        let hash = make("nobody has this password", &[7; 16])?;
                        nobody.get_or_init(|| hash).clone()
                    }
                },
            };
            let kept = PasswordHash::new(&kept).map_err(|error| ApiError::internal(&error))?;
            Ok(Argon2::default().verify_password(password.as_bytes(), &kept).is_ok() && known)
        })
        .await?
    }

    async fn away<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Answer<T> {
        let _turn = self.turns.acquire().await.map_err(|error| ApiError::internal(&error))?;
        tokio::task::spawn_blocking(work).await.map_err(|error| ApiError::internal(&error))
    }
}

fn make(password: &str, salt: &[u8]) -> Answer<String> {
    Argon2::default()
        .hash_password_with_salt(password.as_bytes(), salt)
        .map(|hash| hash.to_string())
        .map_err(|error| ApiError::internal(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Salt;
    impl Entropy for Salt {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(9);
        }
    }

    #[tokio::test]
    async fn only_the_right_password_of_somebody_passes() {
        let passwords = Passwords::new(Arc::new(Salt));
        let kept = passwords.hash("correct horse battery".into()).await.unwrap();
        assert!(kept.starts_with("$argon2id$"));
        assert!(passwords.check("correct horse battery".into(), Some(kept.clone())).await.unwrap());
        assert!(!passwords.check("wrong".into(), Some(kept)).await.unwrap());
        assert!(!passwords.check("nobody has this password".into(), None).await.unwrap());
    }
}

//! The doors to the machine: its clock, its chance, and the installation's key file. Nothing else reads them.

use sottovoce_domain::ids::Entropy;
use sottovoce_domain::time::{Clock, Timestamp};
use std::fs;
use std::io::Write as _;
use std::path::Path;

/// The machine's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the door by which the machine's time comes in")]
    fn now(&self) -> Timestamp {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// The machine's chance: a generator of cryptographic strength, seeded by the operating system.
#[derive(Debug, Clone, Copy)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(clippy::disallowed_methods, reason = "this is the door by which chance comes in")]
    fn fill(&self, bytes: &mut [u8]) {
        rand::Rng::fill_bytes(&mut rand::rng(), bytes);
    }
}

/// Why the installation's key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read or written.
    #[error("the key file {0} cannot be read or written: {1}")]
    File(String, std::io::Error),
    /// The file holds something else.
    #[error("the key file {0} does not hold 64 hexadecimal digits")]
    Content(String),
}

/// The installation's key: read from `path`, or made there on the first start, for its owner's eyes only.
///
/// # Errors
/// When the file cannot be used. A wrong file is never replaced: what it sealed would be lost.
pub fn installation_key(path: &Path) -> Result<[u8; 32], KeyError> {
    let shown = || path.display().to_string();
    match fs::read_to_string(path) {
        Ok(text) => unhex(text.trim()).ok_or_else(|| KeyError::Content(shown())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let mut key = [0_u8; 32];
            SystemEntropy.fill(&mut key);
            write_secret(path, &crate::auth::token::hex(&key))
                .map_err(|error| KeyError::File(shown(), error))?;
            Ok(key)
        }
        Err(error) => Err(KeyError::File(shown(), error)),
    }
}

fn write_secret(path: &Path, text: &str) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut key = [0_u8; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (place, pair) in key.iter_mut().zip(text.as_bytes().chunks(2)) {
        *place = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        let key = installation_key(&path).unwrap();
        assert_eq!(installation_key(&path).unwrap(), key);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn a_wrong_key_file_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        fs::write(&path, "something else").unwrap();
        assert!(matches!(installation_key(&path), Err(KeyError::Content(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), "something else");
    }
}

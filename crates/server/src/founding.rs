//! The playbooks that come with the product, with which every new organisation begins.

use crate::error::{Answer, ApiError};
use rust_embed::RustEmbed;
use sottovoce_domain::playbook::Script;

/// The playbooks that come with the product.
#[derive(RustEmbed)]
#[folder = "../../playbooks"]
struct Playbooks;

/// What the playbooks that come with the product say: every organisation begins with them.
///
/// # Errors
/// As for [`bundled`].
pub fn scripts() -> Answer<Vec<Script>> {
    Ok(bundled()?.into_iter().map(|playbook| playbook.script).collect())
}

/// A playbook that comes with the product.
pub struct Bundled {
    /// Its file's name without `.json`, by which rehearsals name it.
    pub file: String,
    /// What it says.
    pub script: Script,
}

/// The playbooks that come with the product, in the order of their files' names.
///
/// # Errors
/// When one of them cannot be read, which a test forbids.
pub fn bundled() -> Answer<Vec<Bundled>> {
    let mut names: Vec<_> = Playbooks::iter().filter(|name| name.ends_with(".json")).collect();
    names.sort();
    let read = |name: &str| {
        let file = Playbooks::get(name)?;
        let script = serde_json::from_slice(&file.data).map_err(|error| ApiError::internal(&error));
        Some(script.map(|script| Bundled { file: name.trim_end_matches(".json").to_owned(), script }))
    };
    names.iter().filter_map(|name| read(name)).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_bundled_playbook_can_be_read() {
        let scripts = super::bundled().unwrap();
        assert!(scripts.len() >= 6, "three playbooks in each language");
    }
}

//! The files of the tree that git knows or would take, with their text.

use crate::shell::{output, root};

/// A file of the tree.
pub struct File {
    /// Its path below the root, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl File {
    /// Whether it was written by a program.
    pub fn generated(&self) -> bool {
        self.path.ends_with("schema.d.ts") || self.path.ends_with("lock.json") || self.path == "openapi.json"
    }
}

/// Every readable text file that git tracks or does not ignore.
pub fn tracked() -> Result<Vec<File>, String> {
    let list = output(&["git", "ls-files", "--cached", "--others", "--exclude-standard"])?;
    Ok(list
        .lines()
        .filter_map(|path| {
            let text = std::fs::read_to_string(root().join(path)).ok()?;
            Some(File { path: path.to_owned(), text })
        })
        .collect())
}

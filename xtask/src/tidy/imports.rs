//! Who may import whom. The list stands once, as the `imports` block of ARCHITECTURE.md; this reads it and holds
//! the tree against it.
//!
//! A line is `place -> places`. A place is a crate (`live`), a module of a crate (`live/session`) or a folder of
//! the browser part (`web/features`; its folders never import each other).

use super::tree::File;
use crate::shell::root;
use std::collections::BTreeMap;

type Rules = BTreeMap<String, Vec<String>>;

/// All imports that the list does not allow.
pub fn wrong(files: &[File]) -> Result<Vec<String>, String> {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md"))
        .map_err(|error| format!("ARCHITECTURE.md: {error}"))?;
    let rules = rules(&text)?;
    Ok(files.iter().flat_map(|file| judge(&rules, file)).collect())
}

fn rules(text: &str) -> Result<Rules, String> {
    let block = text
        .split("```imports\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .ok_or("ARCHITECTURE.md has no `imports` block")?;
    block
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let (place, allowed) = line.split_once("->").ok_or(format!("not a rule: {line}"))?;
            Ok((place.trim().to_owned(), allowed.split_whitespace().map(str::to_owned).collect()))
        })
        .collect()
}

fn judge(rules: &Rules, file: &File) -> Vec<String> {
    if let Some(place) = file.path.strip_prefix("crates/").and_then(|rest| rest.strip_suffix("/Cargo.toml")) {
        return crate_imports(rules, place, file);
    }
    if file.path.starts_with("crates/") && file.path.ends_with(".rs") {
        return module_imports(rules, file);
    }
    if file.path.starts_with("web/src/") && !file.path.contains(".test.") {
        return web_imports(rules, file);
    }
    Vec::new()
}

fn crate_imports(rules: &Rules, place: &str, file: &File) -> Vec<String> {
    let Some(allowed) = rules.get(place) else {
        return vec![format!("{}: the crate `{place}` has no line in ARCHITECTURE.md", file.path)];
    };
    let dependencies = file.text.split("[dev-dependencies]").next().unwrap_or_default();
    dependencies
        .lines()
        .filter_map(|line| line.strip_prefix("sottovoce-"))
        .filter_map(|rest| rest.split(['.', ' ', '=']).next())
        .filter(|other| !allowed.iter().any(|name| name == other))
        .map(|other| format!("{}: `{place}` must not import `{other}`", file.path))
        .collect()
}

fn module_imports(rules: &Rules, file: &File) -> Vec<String> {
    let mut parts = file.path.split('/').skip(1);
    let (Some(house), Some("src"), Some(module)) = (parts.next(), parts.next(), parts.next()) else {
        return Vec::new();
    };
    let module = module.trim_end_matches(".rs");
    let Some(allowed) = rules.get(&format!("{house}/{module}")) else { return Vec::new() };
    let code = file.text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split("crate::").skip(1))
        .filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next())
        .filter(|other| *other != module && rules.contains_key(&format!("{house}/{other}")))
        .filter(|other| !allowed.iter().any(|name| name == other))
        .map(|other| format!("{}: `{house}/{module}` must not import `{house}/{other}`", file.path))
        .collect()
}

fn web_imports(rules: &Rules, file: &File) -> Vec<String> {
    let mut parts = file.path.split('/').skip(2);
    let (Some(place), inner) = (parts.next(), parts.next().unwrap_or_default()) else { return Vec::new() };
    let Some(allowed) = rules.get(&format!("web/{place}")) else { return Vec::new() };
    let mut wrong = Vec::new();
    for target in file.text.lines().filter_map(imported) {
        let mut target = target.split('/');
        let (other, other_inner) = (target.next().unwrap_or_default(), target.next().unwrap_or_default());
        let elsewhere = other != place && rules.contains_key(&format!("web/{other}"));
        if elsewhere && !allowed.iter().any(|name| name == other) {
            wrong.push(format!("{}: `{place}` must not import `{other}`", file.path));
        }
        if other == "features" && place == "features" && inner != other_inner {
            wrong.push(format!("{}: the feature `{inner}` must not import `{other_inner}`", file.path));
        }
    }
    wrong
}

/// What a line imports by the browser part's own root `@/`.
fn imported(line: &str) -> Option<&str> {
    let rest = line.split_once("from \"@/").or_else(|| line.split_once("import(\"@/"))?.1;
    rest.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &str = "```imports\nlive -> store domain\nlive/session -> context\nlive/context ->\nlive/channels -> session\nweb/features -> lib\nweb/lib ->\nweb/pages -> features\n```";

    fn check(path: &str, text: &str, expected: usize) {
        let rules = rules(RULES).unwrap();
        let found = judge(&rules, &File { path: path.into(), text: text.into() });
        assert_eq!(found.len(), expected, "{path}: {found:?}");
    }

    #[test]
    fn crates_import_down() {
        check("crates/live/Cargo.toml", "[dependencies]\nsottovoce-store.workspace = true\n", 0);
        check("crates/live/Cargo.toml", "[dependencies]\nsottovoce-after.workspace = true\n", 1);
        check("crates/stranger/Cargo.toml", "[dependencies]\n", 1);
    }

    #[test]
    fn modules_import_down() {
        check("crates/live/src/session/core.rs", "use crate::context::Context;", 0);
        check("crates/live/src/session/core.rs", "use crate::channels::Meeting;", 1);
        check("crates/live/src/session/core.rs", "// crate::channels is above", 0);
        check("crates/live/src/channels.rs", "use crate::session::Hub;", 0);
    }

    #[test]
    fn features_do_not_know_each_other() {
        check("web/src/features/hud/a.tsx", "import { b } from \"@/lib/dates\"", 0);
        check("web/src/features/hud/a.tsx", "import { b } from \"@/features/hud/b\"", 0);
        check("web/src/features/hud/a.tsx", "import { b } from \"@/features/call/b\"", 1);
        check("web/src/lib/a.ts", "import { b } from \"@/features/call/b\"", 1);
    }
}

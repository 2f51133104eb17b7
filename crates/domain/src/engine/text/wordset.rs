//! Pattern families: small regular expressions over folded words, with named groups of synonyms.
//!
//! In a pattern, `<expensive>` stands for a group of words; a pattern always begins and ends at word borders.

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};
use std::sync::OnceLock;

/// All patterns of a family together; the default of 10 MB is too small for wide gaps between words.
const SET_BYTES: usize = 128 << 20;
/// Enough states for a family, so that matching stays linear and fast.
const CACHE_BYTES: usize = 16 << 20;

/// A compiled family of patterns.
#[derive(Debug)]
pub(in crate::engine) struct Family {
    set: RegexSet,
    /// Each pattern alone, compiled when it first matches: to know where.
    each: Vec<(String, OnceLock<Regex>)>,
}

impl Family {
    /// Compiles patterns with their groups of synonyms. A pattern that does not compile matches nothing; a test
    /// compiles them all.
    pub(in crate::engine) fn new<'a>(
        groups: &[(&str, &str)],
        patterns: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let sources: Vec<String> = patterns.into_iter().map(|pattern| expand(groups, pattern)).collect();
        let set = RegexSetBuilder::new(&sources)
            .size_limit(SET_BYTES)
            .dfa_size_limit(CACHE_BYTES)
            .build()
            .unwrap_or_else(|_| RegexSet::empty());
        debug_assert_eq!(set.len(), sources.len(), "a pattern does not compile");
        Self { set, each: sources.into_iter().map(|source| (source, OnceLock::new())).collect() }
    }

    /// Which patterns match.
    pub(in crate::engine) fn which(&self, plain: &str) -> Vec<usize> {
        self.set.matches(plain).into_iter().collect()
    }

    /// Whether any pattern matches.
    pub(in crate::engine) fn any(&self, plain: &str) -> bool {
        self.set.is_match(plain)
    }

    /// The places where any pattern matches: pattern, first byte, one past the last byte.
    pub(in crate::engine) fn places(&self, plain: &str) -> Vec<(usize, usize, usize)> {
        let mut out = Vec::new();
        for which in self.set.matches(plain) {
            let Some((source, regex)) = self.each.get(which) else { continue };
            let regex = regex.get_or_init(|| compile(source));
            out.extend(regex.find_iter(plain).map(|found| (which, found.start(), found.end())));
        }
        out
    }
}

fn compile(source: &str) -> Regex {
    #[expect(clippy::expect_used, reason = "an expression that never matches always compiles")]
    RegexBuilder::new(source)
        .size_limit(SET_BYTES)
        .build()
        .unwrap_or_else(|_| Regex::new("[^\\s\\S]").expect("compiles"))
}

fn expand(groups: &[(&str, &str)], pattern: &str) -> String {
    let mut source = pattern.to_owned();
    for (name, words) in groups {
        let mark = format!("<{name}>");
        if source.contains(&mark) {
            source = source.replace(&mark, &format!("(?:{words})"));
        }
    }
    debug_assert!(!source.contains("<") || source.contains("(?<"), "unknown group in {source}");
    // ASCII borders: folded words are nearly always ASCII, and they are many times faster.
    format!("(?-u:\\b(?:{source})\\b)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_stand_for_their_words() {
        let family =
            Family::new(&[("dear", "caro|cara|costos[oa]")], ["troppo <dear>", "non [a-z ]{0,10}soldi"]);
        assert_eq!(family.which("e troppo costoso"), [0]);
        assert_eq!(family.which("non abbiamo soldi"), [1]);
        assert!(!family.any("troppo carota"));
        assert_eq!(family.places("e troppo caro"), [(0, 2, 13)]);
    }
}

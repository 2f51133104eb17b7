//! Checks of single fields, all reported at once.

use crate::auth::password;
use crate::error::{Answer, ApiError, FieldError};

/// Gathers what is wrong with a request.
#[derive(Debug, Default)]
pub struct Check {
    wrong: Vec<FieldError>,
}

impl Check {
    /// Nothing is wrong yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A text that is not blank and not longer than `most` characters.
    #[must_use]
    pub fn text(mut self, field: &'static str, text: &str, most: usize) -> Self {
        if text.trim().is_empty() {
            self.add(field, "empty", "must not be empty");
        } else if text.chars().count() > most {
            self.add(field, "too_long", "is too long");
        } else if text.chars().any(char::is_control) {
            self.add(field, "invalid", "must be one line of text");
        }
        self
    }

    /// An e-mail address; only its shape, the mail itself shows whether it exists.
    #[must_use]
    pub fn email(mut self, field: &'static str, email: &str) -> Self {
        let email = email.trim();
        let shaped = email.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && host.contains('.') | (host == "localhost")
                && !host.starts_with('.')
                && !host.ends_with('.')
                && !host.contains('@')
        });
        let clean = !email.chars().any(|c| c.is_whitespace() || c.is_control() || "<>,;\"".contains(c));
        if !shaped || !clean || email.len() > 254 {
            self.add(field, "invalid_email", "must be an e-mail address");
        }
        self
    }

    /// A password that is to be kept.
    #[must_use]
    pub fn password(mut self, field: &'static str, text: &str) -> Self {
        if text.chars().count() < password::SHORTEST {
            self.add(field, "too_short", "must have at least 10 characters");
        } else if text.len() > password::LONGEST {
            self.add(field, "too_long", "is too long");
        }
        self
    }

    /// Anything else that must hold.
    #[must_use]
    pub fn that(
        mut self,
        holds: bool,
        field: &'static str,
        code: &'static str,
        detail: &'static str,
    ) -> Self {
        if !holds {
            self.add(field, code, detail);
        }
        self
    }

    /// Passes when nothing is wrong.
    ///
    /// # Errors
    /// All that is wrong.
    pub fn done(self) -> Answer<()> {
        if self.wrong.is_empty() { Ok(()) } else { Err(ApiError::invalid(self.wrong)) }
    }

    fn add(&mut self, field: &'static str, code: &'static str, detail: &'static str) {
        self.wrong.push(FieldError { field, code, detail: detail.into() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(email: &str, passes: bool) {
        assert_eq!(Check::new().email("email", email).done().is_ok(), passes, "{email}");
    }

    #[test]
    fn addresses_have_a_shape() {
        check("ada@example.com", true);
        check("  ada+x@mail.example.com ", true);
        check("root@localhost", true);
        check("ada", false);
        check("@example.com", false);
        check("ada@b@example.com", false);
        check("ada@example.com\nBcc: all@example.com", false);
        check("Ada <ada@example.com>", false);
    }
}

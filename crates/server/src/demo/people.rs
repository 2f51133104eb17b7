//! Who works in the demo organisation. Nobody of them can sign in by a password.

use sottovoce_domain::access::Role;
use sottovoce_domain::language::Language;
use sottovoce_store::NewUser;

/// Somebody of the demo.
pub(super) struct Person {
    pub(super) name: &'static str,
    pub(super) email: &'static str,
    pub(super) role: Role,
}

impl Person {
    /// The same as a user to create.
    pub(super) fn user(&self, language: Language) -> NewUser {
        NewUser {
            name: self.name.to_owned(),
            email: self.email.to_owned(),
            password_hash: None,
            language,
            email_verified: true,
        }
    }
}

/// The person whom visitors are.
pub(super) const HOST: Person =
    Person { name: "Giulia Conti", email: "giulia@demo.sottovoce.invalid", role: Role::Owner };

/// The others.
pub(super) const OTHERS: [Person; 3] = [
    Person { name: "Marco Rinaldi", email: "marco@demo.sottovoce.invalid", role: Role::Manager },
    Person { name: "Sara Bianchi", email: "sara@demo.sottovoce.invalid", role: Role::Rep },
    Person { name: "Luca Ferri", email: "luca@demo.sottovoce.invalid", role: Role::Rep },
];

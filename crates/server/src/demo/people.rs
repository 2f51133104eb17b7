//! Who works in a demo organisation. Nobody of them can sign in by a password or be written to.

use sottovoce_domain::access::Role;
use sottovoce_domain::language::Language;
use sottovoce_store::NewUser;

/// Somebody of the demo.
pub(super) struct Person {
    pub(super) name: &'static str,
    /// What stands before the `@`.
    pub(super) mailbox: &'static str,
    pub(super) role: Role,
}

impl Person {
    /// The same as a user to create, at this demo's addresses.
    pub(super) fn user(&self, language: Language, house: &str) -> NewUser {
        NewUser {
            name: self.name.to_owned(),
            email: format!("{}@{house}.demo.invalid", self.mailbox),
            password_hash: None,
            language,
            email_verified: true,
        }
    }
}

/// The person whom the visitor is.
pub(super) const HOST: Person = Person { name: "Giulia Conti", mailbox: "giulia", role: Role::Owner };

/// The others.
pub(super) const OTHERS: [Person; 3] = [
    Person { name: "Marco Rinaldi", mailbox: "marco", role: Role::Manager },
    Person { name: "Sara Bianchi", mailbox: "sara", role: Role::Rep },
    Person { name: "Luca Ferri", mailbox: "luca", role: Role::Rep },
];

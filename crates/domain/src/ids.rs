//! Typed, prefixed, sortable identifiers, and the door by which randomness enters the house.
//!
//! An id is `<prefix>_<26 characters>`: 48 bits of milliseconds and 80 random bits in Crockford's base 32,
//! so ids sort by time and cannot be guessed. This file never draws randomness itself: see [`Entropy`].

use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A source of randomness, passed in so that tests are repeatable.
pub trait Entropy: Send + Sync {
    /// Fills `bytes` with random values; cryptographic strength in the product.
    fn fill(&self, bytes: &mut [u8]);
}

/// A text that is not an identifier of the expected kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a valid {expected} identifier")]
pub struct InvalidId {
    /// The prefix that was expected.
    pub expected: &'static str,
}

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// 26 characters of base 32 over 48 bits of time and 80 bits of chance.
fn body(now: Timestamp, entropy: &dyn Entropy) -> String {
    let mut random = [0_u8; 16];
    entropy.fill(&mut random[6..]);
    let millis = now.millis().max(0).cast_unsigned().to_be_bytes();
    random[..6].copy_from_slice(&millis[2..]);
    let mut value = u128::from_be_bytes(random);
    let mut out = [0_u8; 26];
    for slot in out.iter_mut().rev() {
        *slot = ALPHABET[usize::from((value & 31) as u8)];
        value >>= 5;
    }
    out.iter().map(|&b| char::from(b)).collect()
}

/// A fresh unguessable text of 26 characters without a prefix, for links and tokens that are not ids.
pub fn unguessable(now: Timestamp, entropy: &dyn Entropy) -> String {
    let mut bytes = [0_u8; 16];
    entropy.fill(&mut bytes);
    let _ = now;
    let mut value = u128::from_be_bytes(bytes);
    let mut out = String::with_capacity(26);
    for _ in 0..26 {
        out.push(char::from(ALPHABET[usize::from((value & 31) as u8)]));
        value >>= 5;
    }
    out
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        #[serde(try_from = "String", into = "String")]
        #[cfg_attr(feature = "schema", schema(value_type = String))]
        pub struct $name(String);

        impl $name {
            /// What every id of this kind begins with, without the underscore.
            pub const PREFIX: &'static str = $prefix;

            /// A new id at `now`.
            pub fn new(now: Timestamp, entropy: &dyn Entropy) -> Self {
                Self(format!("{}_{}", $prefix, body(now, entropy)))
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                let invalid = InvalidId { expected: $prefix };
                let rest = text.strip_prefix(concat!($prefix, "_")).ok_or(invalid.clone())?;
                let fits = (1..=40).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_alphanumeric());
                if fits { Ok(Self(text.to_owned())) } else { Err(invalid) }
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;
            fn try_from(text: String) -> Result<Self, InvalidId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// An organisation, the tenant.
    OrganisationId = "org";
    /// A person who can sign in.
    UserId = "usr";
    /// A team of an organisation.
    TeamId = "team";
    /// An invitation to join an organisation.
    InvitationId = "inv";
    /// A browser's sign-in session.
    SessionId = "ses";
    /// A person outside the organisation.
    ContactId = "con";
    /// A meeting, scheduled or instant.
    MeetingId = "mtg";
    /// A conversation.
    ConversationId = "cnv";
    /// One side's person in one conversation; also the identity in the room.
    ParticipantId = "par";
    /// One thing one speaker said.
    UtteranceId = "utt";
    /// An objection that was raised in a conversation.
    ObjectionId = "obj";
    /// A suggestion to the seller.
    SuggestionId = "sug";
    /// A playbook (all its versions).
    PlaybookId = "plb";
    /// An organisation's webhook endpoint.
    WebhookId = "whk";
    /// One delivery to a webhook endpoint.
    DeliveryId = "dlv";
    /// A job in the queue.
    JobId = "job";
    /// A stored file.
    FileId = "fil";
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed(u8);
    impl Entropy for Fixed {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    #[test]
    fn ids_sort_by_time_and_read_back() {
        let early = UserId::new(Timestamp::from_millis(1_000), &Fixed(255));
        let late = UserId::new(Timestamp::from_millis(1_001), &Fixed(0));
        assert!(early < late);
        assert_eq!(early.as_str().parse::<UserId>().unwrap(), early);
    }

    #[test]
    fn an_id_of_another_kind_is_refused() {
        let user = UserId::new(Timestamp::from_millis(0), &Fixed(1));
        assert!(user.as_str().parse::<TeamId>().is_err());
        assert!("usr_".parse::<UserId>().is_err());
        assert!("usr_../etc".parse::<UserId>().is_err());
    }
}

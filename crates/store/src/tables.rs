//! The tables as the database library sees them, and how the house's words stand in them.
//!
//! Ids and words are text, moments are milliseconds, structures that are never asked about are JSON texts (a text
//! reads back exactly, on both databases). The columns' meaning stands in `migrations`.

use crate::StoreError;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sottovoce_domain::ids::InvalidId;
use sottovoce_domain::time::Timestamp;
use std::str::FromStr;

/// One table: its module's name is the table's, its key comes first.
macro_rules! table {
    ($name:ident $table:literal, $($key:ident: $key_type:ty),+; $($field:ident: $field_type:ty),+ $(,)?) => {
        pub(crate) mod $name {
            use sea_orm::entity::prelude::*;

            #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
            #[sea_orm(table_name = $table)]
            pub(crate) struct Model {
                $(#[sea_orm(primary_key, auto_increment = false)] pub(crate) $key: $key_type,)+
                $(pub(crate) $field: $field_type,)+
            }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub(crate) enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}

table! { organisations "organisations", id: String;
name: String, language: String, policy: String, demo: bool, demo_until: Option<i64>, created_at: i64 }
table! { users "users", id: String;
name: String, email: String, email_folded: String, email_verified: bool, password_hash: Option<String>,
language: String, created_at: i64 }
table! { memberships "memberships", organisation: String, user: String;
role: String, active: bool, joined_at: i64 }
table! { teams "teams", organisation: String, id: String;
name: String, name_folded: String, created_at: i64 }
table! { team_members "team_members", organisation: String, team: String, user: String;
since: i64 }
table! { sessions "sessions", id: String;
user: String, organisation: String, token_hash: String, agent: String, created_at: i64, last_seen: i64,
expires_at: i64 }
table! { tickets "tickets", token_hash: String;
purpose: String, user: String, expires_at: i64 }
table! { invitations "invitations", organisation: String, id: String;
email: String, email_folded: String, role: String, teams: String, invited_by: String, token_hash: String,
created_at: i64, expires_at: i64 }
table! { meetings "meetings", organisation: String, id: String;
link: String, title: String, host: String, language: String, starts_at: Option<i64>, due: i64,
playbook: Option<String>, lobby: bool, locked: bool, conversation: Option<String>, expires_at: Option<i64>,
revoked_at: Option<i64>, ended_at: Option<i64>, created_at: i64 }
table! { conversations "conversations", organisation: String, id: String;
title: String, channel: String, language: String, stage: String, meeting: Option<String>, seller: String,
started_at: i64, ended_at: Option<i64>, playbook: Option<String>, playbook_version: Option<i32>, last_fact: i64 }
table! { model_uses "model_uses", organisation: String, conversation: String, prompt: String, model: String;
questions: i64, failed: i64, tokens_in: i64, tokens_out: i64, cost: i64, used_at: i64 }
table! { participants "participants", organisation: String, conversation: String, id: String;
name: String, side: String, user: Option<String>, presence: String, guest_token_hash: Option<String>,
arrived_at: i64, position: i32 }
table! { consents "consents", organisation: String, conversation: String, participant: String, number: i32;
agreed: bool, notice: String, language: String, at: i64 }
table! { utterances "utterances", organisation: String, id: String;
conversation: String, number: i64, speaker: String, key: Option<String>, start_ms: i64, end_ms: i64,
text: String, language: String, source: String, redactions: Option<String> }
table! { facts "facts", organisation: String, conversation: String, number: i64;
at: i64, kind: String, data: Option<String> }
table! { recaps "recaps", organisation: String, conversation: String;
recap: String, made_at: i64 }
table! { steps "steps", organisation: String, conversation: String, step: String;
position: i32, state: String, attempts: i32, error: Option<String>, updated_at: i64 }
table! { contacts "contacts", organisation: String, conversation: String;
email: Option<String>, phone: Option<String> }
table! { playbooks "playbooks", organisation: String, id: String;
version: i32, name: String, language: String, points: i32, cards: i32, updated_at: i64,
archived_at: Option<i64> }
table! { playbook_versions "playbook_versions", organisation: String, playbook: String, version: i32;
script: String, saved_by: Option<String>, saved_at: i64 }
table! { webhooks "webhooks", organisation: String, id: String;
url: String, description: String, secret: String, created_at: i64 }
table! { deliveries "deliveries", organisation: String, id: String;
webhook: String, conversation: Option<String>, event: String, idempotency_key: String, body: String,
state: String, attempts: i32, status: Option<i32>, error: Option<String>, created_at: i64,
attempted_at: Option<i64> }

pub(crate) mod jobs {
    //! The queue. `sequence` is its order and is given by the database.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "jobs")]
    pub(crate) struct Model {
        #[sea_orm(primary_key)]
        pub(crate) sequence: i64,
        pub(crate) id: String,
        pub(crate) organisation: String,
        pub(crate) kind: String,
        pub(crate) key: Option<String>,
        pub(crate) payload: String,
        pub(crate) state: String,
        pub(crate) run_at: i64,
        pub(crate) leased_until: Option<i64>,
        pub(crate) attempts: i32,
        pub(crate) max_attempts: i32,
        pub(crate) reason: Option<String>,
        pub(crate) created_at: i64,
        pub(crate) buried_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// How many rows go in one statement: within SQLite's 32,766 and PostgreSQL's 65,535 values with our widest table.
pub(crate) const ROWS_AT_ONCE: usize = 500;

/// A closed word of the house as text: the one serde writes.
pub(crate) fn word<T: Serialize>(value: &T) -> Result<String, StoreError> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => Ok(text),
        _ => Err(StoreError::Invalid("word")),
    }
}

/// The word that was stored as `text`.
pub(crate) fn unword<T: DeserializeOwned>(text: String, what: &'static str) -> Result<T, StoreError> {
    serde_json::from_value(serde_json::Value::String(text)).map_err(|_| StoreError::Corrupt(what))
}

/// A structure as JSON text.
pub(crate) fn json<T: Serialize>(value: &T, what: &'static str) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::Invalid(what))
}

/// The structure that was stored as JSON text.
pub(crate) fn unjson<T: DeserializeOwned>(text: &str, what: &'static str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::Corrupt(what))
}

/// The id that was stored as `text`.
pub(crate) fn id<T: FromStr<Err = InvalidId>>(text: &str) -> Result<T, StoreError> {
    text.parse().map_err(|_| StoreError::Corrupt("id"))
}

/// The id that was perhaps stored.
pub(crate) fn maybe_id<T: FromStr<Err = InvalidId>>(text: Option<&str>) -> Result<Option<T>, StoreError> {
    text.map(id).transpose()
}

/// A perhaps stored moment.
pub(crate) fn moment(millis: Option<i64>) -> Option<Timestamp> {
    millis.map(Timestamp::from_millis)
}

/// A number into the width of a column or back.
pub(crate) fn number<A, B: TryFrom<A>>(value: A, what: &'static str) -> Result<B, StoreError> {
    B::try_from(value).map_err(|_| StoreError::Invalid(what))
}

/// A text without NUL characters, which PostgreSQL does not store.
pub(crate) fn storable(text: &str) -> String {
    if text.contains('\0') { text.replace('\0', "") } else { text.to_owned() }
}

/// `NotFound` unless a row was changed.
pub(crate) fn changed(rows: u64) -> Result<(), StoreError> {
    if rows == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

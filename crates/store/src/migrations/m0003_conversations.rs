//! Meetings, conversations and what happens in them.

use super::Holds::{Bool, Int, Long, Text};
use super::m0001_people::member;
use super::{index, refers, table};
use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::prelude::{
    DbErr, DeriveMigrationName, ForeignKeyAction, ForeignKeyCreateStatement, MigrationTrait, SchemaManager,
};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        meetings(manager).await?;
        conversations(manager).await?;
        participants(manager).await?;
        said(manager).await?;
        recaps(manager).await
    }
}

async fn meetings(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut meetings = table(
        "meetings",
        &[
            ("organisation", Text),
            ("id", Text),
            ("link", Text),
            ("title", Text),
            ("host", Text),
            ("language", Text),
            // When it starts or, for an instant meeting, was made: what lists are sorted by.
            ("due", Long),
            ("lobby", Bool),
            ("locked", Bool),
            ("created_at", Long),
        ],
        &[
            ("starts_at", Long),
            ("playbook", Text),
            ("conversation", Text),
            ("expires_at", Long),
            ("revoked_at", Long),
            ("ended_at", Long),
        ],
        &["organisation", "id"],
    );
    meetings.foreign_key(&mut member(&["organisation", "host"], ForeignKeyAction::Restrict)).foreign_key(
        &mut refers(
            &["organisation", "playbook"],
            "playbooks",
            &["organisation", "id"],
            ForeignKeyAction::Restrict,
        ),
    );
    manager.create_table(meetings).await?;
    manager.create_index(index("meetings", "link", &["link"], true)).await?;
    manager.create_index(index("meetings", "due", &["organisation", "due", "id"], false)).await?;
    manager.create_index(index("meetings", "host", &["organisation", "host", "due", "id"], false)).await
}

async fn conversations(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut conversations = table(
        "conversations",
        &[
            ("organisation", Text),
            ("id", Text),
            ("title", Text),
            ("channel", Text),
            ("language", Text),
            ("stage", Text),
            ("seller", Text),
            ("started_at", Long),
            // The number of the last fact: raised in the transaction that records one, so that none is left out.
            ("last_fact", Long),
        ],
        &[("meeting", Text), ("ended_at", Long), ("playbook", Text), ("playbook_version", Int)],
        &["organisation", "id"],
    );
    conversations
        .foreign_key(&mut member(&["organisation", "seller"], ForeignKeyAction::Restrict))
        .foreign_key(&mut refers(
            &["organisation", "meeting"],
            "meetings",
            &["organisation", "id"],
            ForeignKeyAction::Restrict,
        ))
        .foreign_key(&mut refers(
            &["organisation", "playbook", "playbook_version"],
            "playbook_versions",
            &["organisation", "playbook", "version"],
            ForeignKeyAction::Restrict,
        ));
    manager.create_table(conversations).await?;
    manager
        .create_index(index("conversations", "began", &["organisation", "started_at", "id"], false))
        .await?;
    manager
        .create_index(index(
            "conversations",
            "seller",
            &["organisation", "seller", "started_at", "id"],
            false,
        ))
        .await?;
    manager
        .create_index(index("conversations", "stage", &["organisation", "stage", "started_at"], false))
        .await
}

async fn participants(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut participants = table(
        "participants",
        &[
            ("organisation", Text),
            ("conversation", Text),
            ("id", Text),
            ("name", Text),
            ("side", Text),
            ("presence", Text),
            ("arrived_at", Long),
            ("position", Int),
        ],
        &[("user", Text), ("guest_token_hash", Text)],
        &["organisation", "conversation", "id"],
    );
    participants
        .foreign_key(&mut conversation())
        .foreign_key(&mut member(&["organisation", "user"], ForeignKeyAction::Restrict));
    manager.create_table(participants).await?;
    manager.create_index(index("participants", "token", &["guest_token_hash"], true)).await?;
    let mut consents = table(
        "consents",
        &[
            ("organisation", Text),
            ("conversation", Text),
            ("participant", Text),
            ("number", Int),
            ("agreed", Bool),
            ("notice", Text),
            ("language", Text),
            ("at", Long),
        ],
        &[],
        &["organisation", "conversation", "participant", "number"],
    );
    consents.foreign_key(&mut participant("participant"));
    manager.create_table(consents).await
}

async fn said(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut utterances = table(
        "utterances",
        &[
            ("organisation", Text),
            ("id", Text),
            ("conversation", Text),
            // The number of the fact that it was recorded as.
            ("number", Long),
            ("speaker", Text),
            ("start_ms", Long),
            ("end_ms", Long),
            ("text", Text),
            ("language", Text),
            ("source", Text),
        ],
        &[("key", Text), ("redactions", Text)],
        &["organisation", "id"],
    );
    utterances.foreign_key(&mut participant("speaker"));
    manager.create_table(utterances).await?;
    let place = ["organisation", "conversation", "number"];
    manager.create_index(index("utterances", "number", &place, true)).await?;
    let key = ["organisation", "conversation", "speaker", "key"];
    manager.create_index(index("utterances", "key", &key, true)).await?;
    let mut facts = table(
        "facts",
        &[("organisation", Text), ("conversation", Text), ("number", Long), ("at", Long), ("kind", Text)],
        // Empty for what was uttered: its words stand once, in `utterances`.
        &[("data", Text)],
        &["organisation", "conversation", "number"],
    );
    facts.foreign_key(&mut conversation());
    manager.create_table(facts).await
}

async fn recaps(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut recaps = table(
        "recaps",
        &[("organisation", Text), ("conversation", Text), ("recap", Text), ("made_at", Long)],
        &[],
        &["organisation", "conversation"],
    );
    recaps.foreign_key(&mut conversation());
    manager.create_table(recaps).await?;
    let mut steps = table(
        "steps",
        &[
            ("organisation", Text),
            ("conversation", Text),
            ("step", Text),
            ("position", Int),
            ("state", Text),
            ("attempts", Int),
            ("updated_at", Long),
        ],
        &[("error", Text)],
        &["organisation", "conversation", "step"],
    );
    steps.foreign_key(&mut conversation());
    manager.create_table(steps).await
}

/// The row belongs to a conversation of the same organisation and goes with it.
pub(super) fn conversation() -> ForeignKeyCreateStatement {
    refers(
        &["organisation", "conversation"],
        "conversations",
        &["organisation", "id"],
        ForeignKeyAction::Cascade,
    )
}

/// `column` names somebody in the same conversation.
fn participant(column: &str) -> ForeignKeyCreateStatement {
    let to = ["organisation", "conversation", "id"];
    refers(&["organisation", "conversation", column], "participants", &to, ForeignKeyAction::Cascade)
}

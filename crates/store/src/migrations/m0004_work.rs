//! Work that goes on behind: jobs, webhooks with their deliveries, and messages from outside that were seen.

use super::Holds::{Int, Long, Text};
use super::m0003_conversations::conversation;
use super::{column, index, refers, table};
use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::prelude::{
    DbErr, DeriveMigrationName, ForeignKeyAction, MigrationTrait, SchemaManager,
};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        jobs(manager).await?;
        webhooks(manager).await?;
        let mut inbox = table(
            "inbox",
            &[("organisation", Text), ("source", Text), ("external", Text), ("seen_at", Long)],
            &[],
            &["organisation", "source", "external"],
        );
        inbox.foreign_key(&mut refers(
            &["organisation"],
            "organisations",
            &["id"],
            ForeignKeyAction::Cascade,
        ));
        manager.create_table(inbox).await
    }
}

async fn jobs(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut jobs = table(
        "jobs",
        &[
            ("id", Text),
            ("organisation", Text),
            ("kind", Text),
            ("payload", Text),
            // waiting, running or dead; a job that is done is deleted.
            ("state", Text),
            ("run_at", Long),
            // Counts every claim, and never back: the fence against a worker that lost its lease.
            ("attempts", Int),
            ("max_attempts", Int),
            // How many claims it was given at first, and is given again when it is requeued.
            ("patience", Int),
            ("created_at", Long),
        ],
        &[("key", Text), ("leased_until", Long), ("reason", Text), ("buried_at", Long)],
        &[],
    );
    jobs.col(column("sequence", Long).not_null().auto_increment().primary_key());
    jobs.foreign_key(&mut refers(&["organisation"], "organisations", &["id"], ForeignKeyAction::Cascade));
    manager.create_table(jobs).await?;
    manager.create_index(index("jobs", "id", &["id"], true)).await?;
    manager.create_index(index("jobs", "due", &["state", "run_at", "sequence"], false)).await?;
    manager.create_index(index("jobs", "line", &["organisation", "key", "sequence"], false)).await
}

async fn webhooks(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut webhooks = table(
        "webhooks",
        &[
            ("organisation", Text),
            ("id", Text),
            ("url", Text),
            ("description", Text),
            // Sealed by the vault.
            ("secret", Text),
            ("created_at", Long),
        ],
        &[],
        &["organisation", "id"],
    );
    webhooks.foreign_key(&mut refers(&["organisation"], "organisations", &["id"], ForeignKeyAction::Cascade));
    manager.create_table(webhooks).await?;
    let mut deliveries = table(
        "deliveries",
        &[
            ("organisation", Text),
            ("id", Text),
            ("webhook", Text),
            ("event", Text),
            ("idempotency_key", Text),
            ("body", Text),
            ("state", Text),
            ("attempts", Int),
            ("created_at", Long),
        ],
        &[("conversation", Text), ("status", Int), ("error", Text), ("attempted_at", Long)],
        &["organisation", "id"],
    );
    deliveries
        .foreign_key(&mut refers(
            &["organisation", "webhook"],
            "webhooks",
            &["organisation", "id"],
            ForeignKeyAction::Cascade,
        ))
        .foreign_key(&mut conversation());
    manager.create_table(deliveries).await?;
    let key = ["organisation", "webhook", "idempotency_key"];
    manager.create_index(index("deliveries", "key", &key, true)).await?;
    manager.create_index(index("deliveries", "log", &["organisation", "webhook", "created_at"], false)).await
}

//! What conversations spent on language models.

use super::Holds::{Long, Text};
use super::m0003_conversations::conversation;
use super::table;
use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::prelude::{DbErr, DeriveMigrationName, MigrationTrait, SchemaManager};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut uses = table(
            "model_uses",
            &[
                ("organisation", Text),
                ("conversation", Text),
                // The prompt with its version.
                ("prompt", Text),
                ("model", Text),
                ("questions", Long),
                ("failed", Long),
                ("tokens_in", Long),
                ("tokens_out", Long),
                // Millionths of the currency that the prices are in.
                ("cost", Long),
                ("used_at", Long),
            ],
            &[],
            &["organisation", "conversation", "prompt", "model"],
        );
        uses.foreign_key(&mut conversation());
        manager.create_table(uses).await
    }
}

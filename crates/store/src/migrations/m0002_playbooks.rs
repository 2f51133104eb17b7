//! Playbooks and every version of them.

use super::Holds::{Int, Long, Text};
use super::{refers, table};
use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::prelude::{
    DbErr, DeriveMigrationName, ForeignKeyAction, MigrationTrait, SchemaManager,
};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut playbooks = table(
            "playbooks",
            &[
                ("organisation", Text),
                ("id", Text),
                ("version", Int),
                ("name", Text),
                ("language", Text),
                ("points", Int),
                ("cards", Int),
                ("updated_at", Long),
            ],
            &[("archived_at", Long)],
            &["organisation", "id"],
        );
        playbooks.foreign_key(&mut refers(
            &["organisation"],
            "organisations",
            &["id"],
            ForeignKeyAction::Cascade,
        ));
        manager.create_table(playbooks).await?;
        let mut versions = table(
            "playbook_versions",
            &[
                ("organisation", Text),
                ("playbook", Text),
                ("version", Int),
                ("script", Text),
                ("saved_at", Long),
            ],
            &[("saved_by", Text)],
            &["organisation", "playbook", "version"],
        );
        versions.foreign_key(&mut refers(
            &["organisation", "playbook"],
            "playbooks",
            &["organisation", "id"],
            ForeignKeyAction::Cascade,
        ));
        manager.create_table(versions).await
    }
}

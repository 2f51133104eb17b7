//! Demos come to an end; how a customer can be reached stands by itself, sealed; what nobody used goes.

use super::Holds::{Long, Text};
use super::m0003_conversations::conversation;
use super::{column, table};
use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::prelude::{
    Alias, DbErr, DeriveMigrationName, Expr, ExprTrait, MigrationTrait, Query, SchemaManager, Table,
};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let organisations = Alias::new("organisations");
        let end = Table::alter()
            .table(organisations.clone())
            // Of a demo; empty for one that waits for its visitor, and for every ordinary organisation.
            .add_column(column("demo_until", Long).null())
            .to_owned();
        manager.alter_table(end).await?;
        // The one demo that everybody shared is over: what earlier visitors left in it is nobody else's business.
        let over = Query::update()
            .table(organisations)
            .value(Alias::new("demo_until"), Expr::col(Alias::new("created_at")))
            .and_where(Expr::col(Alias::new("demo")).eq(true))
            .to_owned();
        manager.execute(over).await?;
        let mut contacts = table(
            "contacts",
            &[("organisation", Text), ("conversation", Text)],
            // Sealed by the vault.
            &[("email", Text), ("phone", Text)],
            &["organisation", "conversation"],
        );
        contacts.foreign_key(&mut conversation());
        manager.create_table(contacts).await?;
        manager.drop_table(Table::drop().table(Alias::new("inbox")).to_owned()).await?;
        let unused = Table::alter().table(Alias::new("jobs")).drop_column(Alias::new("patience")).to_owned();
        manager.alter_table(unused).await
    }
}

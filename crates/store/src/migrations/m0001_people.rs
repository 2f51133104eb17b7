//! Organisations, the people who work in them, their browsers and the tickets they are sent.

use super::Holds::{Bool, Long, Text};
use super::{index, refers, table};
use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::prelude::{
    DbErr, DeriveMigrationName, ForeignKeyAction, MigrationTrait, SchemaManager,
};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        people(manager).await?;
        teams(manager).await?;
        tickets(manager).await
    }
}

async fn people(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let organisations = table(
        "organisations",
        &[
            ("id", Text),
            ("name", Text),
            ("language", Text),
            ("policy", Text),
            ("demo", Bool),
            ("created_at", Long),
        ],
        &[],
        &["id"],
    );
    manager.create_table(organisations).await?;
    let users = table(
        "users",
        &[
            ("id", Text),
            ("name", Text),
            ("email", Text),
            ("email_folded", Text),
            ("email_verified", Bool),
            ("language", Text),
            ("created_at", Long),
        ],
        &[("password_hash", Text)],
        &["id"],
    );
    manager.create_table(users).await?;
    manager.create_index(index("users", "email", &["email_folded"], true)).await?;
    let mut memberships = table(
        "memberships",
        &[("organisation", Text), ("user", Text), ("role", Text), ("active", Bool), ("joined_at", Long)],
        &[],
        &["organisation", "user"],
    );
    memberships
        .foreign_key(&mut refers(&["organisation"], "organisations", &["id"], ForeignKeyAction::Cascade))
        .foreign_key(&mut refers(&["user"], "users", &["id"], ForeignKeyAction::Cascade));
    manager.create_table(memberships).await?;
    manager.create_index(index("memberships", "user", &["user"], false)).await
}

async fn teams(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut teams = table(
        "teams",
        &[("organisation", Text), ("id", Text), ("name", Text), ("name_folded", Text), ("created_at", Long)],
        &[],
        &["organisation", "id"],
    );
    teams.foreign_key(&mut refers(&["organisation"], "organisations", &["id"], ForeignKeyAction::Cascade));
    manager.create_table(teams).await?;
    manager.create_index(index("teams", "name", &["organisation", "name_folded"], true)).await?;
    let mut team_members = table(
        "team_members",
        &[("organisation", Text), ("team", Text), ("user", Text), ("since", Long)],
        &[],
        &["organisation", "team", "user"],
    );
    team_members
        .foreign_key(&mut refers(
            &["organisation", "team"],
            "teams",
            &["organisation", "id"],
            ForeignKeyAction::Cascade,
        ))
        .foreign_key(&mut member(&["organisation", "user"], ForeignKeyAction::Cascade));
    manager.create_table(team_members).await?;
    manager.create_index(index("team_members", "user", &["organisation", "user"], false)).await
}

async fn tickets(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut sessions = table(
        "sessions",
        &[
            ("id", Text),
            ("user", Text),
            ("organisation", Text),
            ("token_hash", Text),
            ("agent", Text),
            ("created_at", Long),
            ("last_seen", Long),
            ("expires_at", Long),
        ],
        &[],
        &["id"],
    );
    sessions.foreign_key(&mut member(&["organisation", "user"], ForeignKeyAction::Cascade));
    manager.create_table(sessions).await?;
    manager.create_index(index("sessions", "token", &["token_hash"], true)).await?;
    manager.create_index(index("sessions", "user", &["user", "last_seen"], false)).await?;
    manager.create_index(index("sessions", "expiry", &["expires_at"], false)).await?;

    let mut tickets = table(
        "tickets",
        &[("token_hash", Text), ("purpose", Text), ("user", Text), ("expires_at", Long)],
        &[],
        &["token_hash"],
    );
    tickets.foreign_key(&mut refers(&["user"], "users", &["id"], ForeignKeyAction::Cascade));
    manager.create_table(tickets).await?;
    manager.create_index(index("tickets", "user", &["user", "purpose"], false)).await?;

    let mut invitations = table(
        "invitations",
        &[
            ("organisation", Text),
            ("id", Text),
            ("email", Text),
            ("email_folded", Text),
            ("role", Text),
            ("teams", Text),
            ("invited_by", Text),
            ("token_hash", Text),
            ("created_at", Long),
            ("expires_at", Long),
        ],
        &[],
        &["organisation", "id"],
    );
    invitations.foreign_key(&mut member(&["organisation", "invited_by"], ForeignKeyAction::Cascade));
    manager.create_table(invitations).await?;
    manager.create_index(index("invitations", "token", &["token_hash"], true)).await?;
    manager.create_index(index("invitations", "email", &["organisation", "email_folded"], true)).await
}

/// `from` names a member of the same organisation.
pub(super) fn member(
    from: &[&str],
    on_delete: ForeignKeyAction,
) -> sea_orm_migration::prelude::ForeignKeyCreateStatement {
    refers(from, "memberships", &["organisation", "user"], on_delete)
}

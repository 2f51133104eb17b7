//! How the tables came to be; run when a store is opened. A migration that was released is never changed.
//!
//! Every table of an organisation has it in its key, and every reference carries it along: the database itself
//! refuses a row that points into another organisation.

mod m0001_people;
mod m0002_playbooks;
mod m0003_conversations;
mod m0004_work;
mod m0005_demos_and_contacts;
mod m0006_models;

use sea_orm_migration::prelude::TableCreateStatement;
use sea_orm_migration::prelude::{
    Alias, ColumnDef, ForeignKey, ForeignKeyAction, ForeignKeyCreateStatement, Index,
};
use sea_orm_migration::prelude::{IndexCreateStatement, IntoIden, MigrationTrait, MigratorTrait, Table};

/// The migrations in order.
pub(crate) struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_people::Migration),
            Box::new(m0002_playbooks::Migration),
            Box::new(m0003_conversations::Migration),
            Box::new(m0004_work::Migration),
            Box::new(m0005_demos_and_contacts::Migration),
            Box::new(m0006_models::Migration),
        ]
    }
}

/// What a column holds.
#[derive(Clone, Copy)]
enum Holds {
    /// Text (ids, words, names, JSON).
    Text,
    /// A moment or a large count.
    Long,
    /// A count.
    Int,
    /// Yes or no.
    Bool,
}

fn column(name: &str, holds: Holds) -> ColumnDef {
    let mut column = ColumnDef::new(Alias::new(name));
    match holds {
        Holds::Text => column.text(),
        Holds::Long => column.big_integer(),
        Holds::Int => column.integer(),
        Holds::Bool => column.boolean(),
    };
    column
}

/// A table of the columns `name:type` (`t`ext, `l`ong, `i`nt, `b`ool; `?` after it: may be empty) with this key.
fn table(
    name: &str,
    columns: &[(&str, Holds)],
    optional: &[(&str, Holds)],
    key: &[&str],
) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(Alias::new(name));
    for (name, holds) in columns {
        table.col(column(name, *holds).not_null());
    }
    for (name, holds) in optional {
        table.col(column(name, *holds).null());
    }
    if !key.is_empty() {
        let mut primary = Index::create();
        for part in key {
            primary.col(Alias::new(*part));
        }
        table.primary_key(&mut primary);
    }
    table
}

/// `from` refers to `to` of table `target`; the row goes when its target goes.
fn refers(
    from: &[&str],
    target: &str,
    to: &[&str],
    on_delete: ForeignKeyAction,
) -> ForeignKeyCreateStatement {
    let mut key = ForeignKey::create();
    for part in from {
        key.from_col(Alias::new(*part));
    }
    key.to_tbl(Alias::new(target));
    for part in to {
        key.to_col(Alias::new(*part));
    }
    key.on_delete(on_delete);
    key
}

/// An index called after its table and what it is for.
fn index(table: &str, purpose: &str, columns: &[&str], unique: bool) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(format!("{table}_{purpose}")).table(Alias::new(table));
    for part in columns {
        index.col(Alias::new(*part).into_iden());
    }
    if unique {
        index.unique();
    }
    index
}

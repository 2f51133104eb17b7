//! How the customer of a conversation can be reached: sealed at rest, and nowhere else in the database.

use crate::StoreError;
use crate::db::Reach;
use crate::tables::contacts::{Column, Entity, Model};
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, IntoActiveModel};
use sottovoce_domain::contact::ContactDetails;
use sottovoce_domain::ids::ConversationId;

/// The customers' own addresses and numbers, by conversation.
#[derive(Clone, Copy)]
pub struct Contacts<'a> {
    pub(crate) reach: Reach<'a>,
}

impl Contacts<'_> {
    /// What is known; nothing for an unknown conversation.
    ///
    /// # Errors
    /// `Corrupt` when it does not open under this installation's key.
    pub async fn of(&self, conversation: &ConversationId) -> Result<ContactDetails, StoreError> {
        let key = (self.reach.own().to_owned(), conversation.to_string());
        let Some(row) = Entity::find_by_id(key).one(&self.reach.read()).await? else {
            return Ok(ContactDetails::default());
        };
        let vault = &self.reach.inner.vault;
        let open = |sealed: Option<String>, what: &str| {
            sealed.map(|sealed| vault.open(&sealed, &self.place(conversation, what))).transpose()
        };
        Ok(ContactDetails { email: open(row.email, "email")?, phone: open(row.phone, "phone")? })
    }

    /// Keeps these details in place of earlier ones.
    ///
    /// # Errors
    /// `NotFound` when there is no such conversation.
    pub async fn put(
        &self,
        conversation: &ConversationId,
        details: &ContactDetails,
    ) -> Result<(), StoreError> {
        let (vault, entropy) = (&self.reach.inner.vault, self.reach.inner.entropy.as_ref());
        let seal = |value: &Option<String>, what: &str| {
            value
                .as_deref()
                .map(|value| vault.seal(value, &self.place(conversation, what), entropy))
                .transpose()
        };
        let row = Model {
            organisation: self.reach.own().to_owned(),
            conversation: conversation.to_string(),
            email: seal(&details.email, "email")?,
            phone: seal(&details.phone, "phone")?,
        };
        let unit = self.reach.write().await?;
        let instead = OnConflict::columns([Column::Organisation, Column::Conversation])
            .update_columns([Column::Email, Column::Phone])
            .to_owned();
        Entity::insert(row.into_active_model())
            .on_conflict(instead)
            .exec_without_returning(unit.on())
            .await?;
        unit.commit().await
    }

    /// What a sealed value is bound to.
    fn place(&self, conversation: &ConversationId, what: &str) -> String {
        format!("{}/{conversation}/{what}", self.reach.own())
    }
}

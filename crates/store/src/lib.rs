//! The one door to SQLite or PostgreSQL.
//!
//! `store.tenant(&organisation)` is the way to everything of an organisation; sign-in, guests' links and workers
//! have small doors of their own (`people`, `doors`, `jobs`). Nothing outside this crate sees the database library.

mod afterwards;
mod conversations;
mod db;
mod doors;
mod error;
mod feed;
mod jobs;
mod migrations;
mod people;
mod playbooks;
mod tables;
mod tenant;
mod tx;
mod vault;
mod webhooks;

pub use afterwards::FIRST_STEP;
pub use conversations::contacts::Contacts;
pub use conversations::cursor::{Page, Paging};
pub use conversations::facts::Facts;
pub use conversations::meetings::{MeetingList, Meetings, When};
pub use conversations::model_uses::ModelUses;
pub use conversations::participants::{Consented, Participants};
pub use conversations::recaps::{Recaps, Step, StepState};
pub use conversations::utterances::Utterances;
pub use conversations::{Conversations, Filter};
pub use doors::{Doors, Entrance, GuestPass};
pub use error::StoreError;
pub use feed::{Feed, Follow};
pub use jobs::{DeadJob, Job, Jobs, NewJob, TenantJobs};
pub use people::invitations::{Invitation, Invitations};
pub use people::members::{Members, Seat};
pub use people::organisation::OrganisationDoor;
pub use people::sessions::{BrowserSession, NewSession, SignedIn};
pub use people::teams::{Team, Teams};
pub use people::tickets::{OpenInvitation, Purpose};
pub use people::users::{Account, Membership, NewOrganisation, NewUser, User};
pub use people::{People, fold};
pub use playbooks::{PlaybookSummary, Playbooks};
pub use tenant::{Store, Tenant};
pub use tx::{Recorded, Tx};
pub use vault::Vault;
pub use webhooks::{Attempt, Delivery, DeliveryState, NewDelivery, Webhook, Webhooks};

//! Who may do what: roles and the one function that decides.
//!
//! A handler or query never compares roles itself; it asks [`may`] or uses the [`Scope`] from [`scope`].

use crate::ids::{OrganisationId, TeamId, UserId};
use serde::{Deserialize, Serialize};

/// A member's role in an organisation. Declared from the most to the least powerful.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Runs the organisation and can hand it over.
    Owner,
    /// Runs people, teams, integrations and privacy.
    Admin,
    /// Sees and coaches the teams they manage.
    Manager,
    /// Sells; sees their own conversations.
    Rep,
}

/// The member on whose behalf something is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Their organisation.
    pub organisation: OrganisationId,
    /// Who they are.
    pub user: UserId,
    /// Their role there.
    pub role: Role,
    /// The teams they belong to; a manager manages these.
    pub teams: Vec<TeamId>,
}

/// What a member may wish to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Hold meetings, import transcripts and see one's own conversations.
    Sell,
    /// Read the members and teams.
    SeePeople,
    /// Invite, deactivate and change members of a lower or equal role.
    ManagePeople,
    /// Create, rename and delete teams.
    ManageTeams,
    /// Create and publish playbooks and cards.
    EditPlaybooks,
    /// Webhooks, provider keys and other integrations.
    ManageIntegrations,
    /// Change the organisation's name and policies.
    ManageOrganisation,
}

/// Whether a member of this role may do `action`.
pub const fn may(role: Role, action: Action) -> bool {
    match action {
        Action::Sell | Action::SeePeople => true,
        Action::EditPlaybooks => matches!(role, Role::Owner | Role::Admin | Role::Manager),
        Action::ManagePeople
        | Action::ManageTeams
        | Action::ManageIntegrations
        | Action::ManageOrganisation => {
            matches!(role, Role::Owner | Role::Admin)
        }
    }
}

/// Whether a member of role `who` may give somebody the role `given` or change one who has it.
pub fn may_grant(who: Role, given: Role) -> bool {
    may(who, Action::ManagePeople) && (who == Role::Owner || given > Role::Owner)
}

/// Whose conversations a member sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Everybody's of the organisation.
    Everyone,
    /// Their own, and those of the members of these teams.
    Teams(UserId, Vec<TeamId>),
    /// Their own.
    Own(UserId),
}

/// Whose conversations this member sees: a rep their own, a manager their teams', an admin all.
pub fn scope(member: &Member) -> Scope {
    match member.role {
        Role::Owner | Role::Admin => Scope::Everyone,
        Role::Manager => Scope::Teams(member.user.clone(), member.teams.clone()),
        Role::Rep => Scope::Own(member.user.clone()),
    }
}

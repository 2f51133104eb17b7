/** Who belongs to the organisation: roles, teams, and who may still come in. */
import { UserMinus, UserRoundCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/me";
import { useChangeMember, useMembers, useTeams } from "@/api/people";
import type { Me, Member, Team } from "@/api/types";
import { cx } from "@/lib/cx";
import { sentence } from "@/lib/text";
import { useProblem } from "@/lib/use-problem";
import { Button } from "@/ui/button";
import { Confirm } from "@/ui/dialog";
import { Select } from "@/ui/select";
import { Avatar, Badge, Card, CardHead, EmptyState, Skeleton } from "@/ui/surface";
import { Table, type Column } from "@/ui/table";
import { toast } from "@/ui/toast";
import { InviteButton, Invitations } from "./invitations";
import { grantable, ROLES } from "./roles";
import { TeamPicker } from "./team-picker";

export function People({ me }: { me: Me }) {
  const { t } = useTranslation();
  const { say } = useProblem();
  const manages = useMay("manage_people");
  const members = useMembers();
  const teams = useTeams();
  if (members.error) return <EmptyState title={say(members.error)} />;
  return (
    <div className="flex flex-col gap-6">
      <Card>
        <CardHead title={t("settings.people.title")} note={members.data ? t("settings.people.count", { count: members.data.items.filter((one) => one.active).length }) : undefined}>
          {manages ? <InviteButton me={me} teams={teams.data?.items ?? []} /> : null}
        </CardHead>
        {members.data ? (
          <Members members={members.data.items} teams={teams.data?.items ?? []} me={me} manages={manages} />
        ) : (
          <div className="flex flex-col gap-3 p-5">
            {[1, 2, 3].map((n) => (
              <Skeleton key={n} className="h-12" />
            ))}
          </div>
        )}
      </Card>
      {manages ? <Invitations /> : null}
    </div>
  );
}

interface MembersProps {
  members: readonly Member[];
  teams: readonly Team[];
  me: Me;
  manages: boolean;
}

function Members({ members, teams, me, manages }: MembersProps) {
  const { t } = useTranslation();
  const { say } = useProblem();
  const change = useChangeMember();
  const [leaving, setLeaving] = useState<Member | null>(null);
  const failed = { onError: (error: unknown) => toast.poor(say(error)), onSuccess: () => toast.good(t("settings.saved")) };
  /** Nobody changes their own seat, and only an owner one of an owner. */
  const mayChange = (member: Member) => manages && member.user_id !== me.user.id && (member.role !== "owner" || me.role === "owner");

  const columns: Column<Member>[] = [
    {
      key: "name",
      head: t("settings.people.name"),
      quiet: true,
      cell: (member) => (
        <span className="flex min-w-0 items-center gap-3">
          <Avatar name={member.name} size={36} />
          <span className="min-w-0">
            <span className={cx("block truncate font-medium", !member.active && "text-ink-3")}>
              {member.name}
              {member.user_id === me.user.id ? <span className="ml-1.5 font-normal text-ink-3">{t("settings.people.you")}</span> : null}
              {member.active ? null : <Badge className="ml-2">{t("settings.people.inactive")}</Badge>}
            </span>
            <span className="block truncate text-[13px] text-ink-3">{member.email}</span>
          </span>
        </span>
      ),
    },
    {
      key: "role",
      head: t("settings.people.role"),
      cell: (member) =>
        mayChange(member) && member.active ? (
          <Select
            size="sm"
            label={t("settings.people.role_of", { name: member.name })}
            value={member.role}
            onChange={(value) => {
              const role = ROLES.find((one) => one === value);
              if (role) change.mutate({ user_id: member.user_id, role }, failed);
            }}
            options={grantable(me.role).map((role) => ({ value: role, label: sentence(t(`ui.role.${role}`)) }))}
            className="w-40!"
          />
        ) : (
          <Badge>{sentence(t(`ui.role.${member.role}`))}</Badge>
        ),
    },
    {
      key: "teams",
      head: t("settings.people.teams"),
      cell: (member) => (
        <TeamPicker
          label={t("settings.people.teams_of", { name: member.name })}
          teams={teams}
          chosen={member.team_ids}
          disabled={!manages || !member.active}
          onChange={(team_ids) => change.mutate({ user_id: member.user_id, team_ids }, failed)}
        />
      ),
    },
    {
      key: "actions",
      head: t("settings.people.actions"),
      quiet: true,
      align: "right",
      cell: (member) => {
        if (!mayChange(member)) return null;
        return member.active ? (
          <Button weight="quiet" size="sm" icon={<UserMinus size={16} aria-hidden="true" />} onClick={() => setLeaving(member)}>
            {t("settings.people.deactivate")}
          </Button>
        ) : (
          <Button weight="quiet" size="sm" icon={<UserRoundCheck size={16} aria-hidden="true" />} onClick={() => change.mutate({ user_id: member.user_id, active: true }, failed)}>
            {t("settings.people.activate")}
          </Button>
        );
      },
    },
  ];

  return (
    <>
      <Table label={t("settings.people.title")} columns={columns} rows={members} rowKey={(member) => member.user_id} />
      <Confirm
        open={leaving !== null}
        onOpenChange={() => setLeaving(null)}
        title={t("settings.people.deactivate_title", { name: leaving?.name ?? "" })}
        text={t("settings.people.deactivate_text")}
        action={t("settings.people.deactivate")}
        danger
        onConfirm={() => (leaving ? change.mutateAsync({ user_id: leaving.user_id, active: false }).catch((error: unknown) => toast.poor(say(error))) : undefined)}
      />
    </>
  );
}


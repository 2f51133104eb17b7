/** Inviting colleagues, and the invitations that are still open. */
import { UserPlus } from "lucide-react";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useInvitations, useInvite, useTakeBackInvitation } from "@/api/people";
import type { Invitation, Me, Role, Team } from "@/api/types";
import { fromNow } from "@/lib/dates";
import { sentence } from "@/lib/text";
import { useNow } from "@/lib/use-now";
import { useLanguage } from "@/lib/use-page";
import { useProblem } from "@/lib/use-problem";
import { Button } from "@/ui/button";
import { Dialog, DialogActions } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { Select } from "@/ui/select";
import { Badge, Card, CardHead, Notice } from "@/ui/surface";
import { Table, type Column } from "@/ui/table";
import { toast } from "@/ui/toast";
import { grantable, ROLES } from "./roles";
import { TeamPicker } from "./team-picker";

export function InviteButton({ me, teams }: { me: Me; teams: readonly Team[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" icon={<UserPlus size={16} aria-hidden="true" />} onClick={() => setOpen(true)}>
        {t("settings.invite.open")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={t("settings.invite.title")} text={t("settings.invite.text")}>
        <InviteForm me={me} teams={teams} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function InviteForm({ me, teams, onDone }: { me: Me; teams: readonly Team[]; onDone: () => void }) {
  const { t } = useTranslation();
  const { say, sayField } = useProblem();
  const invite = useInvite();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("rep");
  const [chosen, setChosen] = useState<string[]>([]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate(
      { email: email.trim(), role, team_ids: chosen },
      {
        onSuccess: () => {
          toast.good(t("settings.invite.sent", { email: email.trim() }));
          onDone();
        },
      },
    );
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      {invite.error ? <Notice tint="poor">{say(invite.error)}</Notice> : null}
      <Field label={t("settings.email")} error={sayField(invite.error, "email")}>
        <Input type="email" required autoFocus autoComplete="off" value={email} onChange={(event) => setEmail(event.target.value)} />
      </Field>
      <Field label={t("settings.people.role")} hint={t(`settings.role_hint.${role}`)}>
        <Select
          value={role}
          onChange={(value) => setRole(ROLES.find((one) => one === value) ?? role)}
          options={grantable(me.role).map((one) => ({ value: one, label: sentence(t(`ui.role.${one}`)) }))}
        />
      </Field>
      {teams.length > 0 ? (
        <div className="flex items-center justify-between text-sm">
          <span className="font-medium">{t("settings.people.teams")}</span>
          <TeamPicker label={t("settings.people.teams")} teams={teams} chosen={chosen} onChange={setChosen} />
        </div>
      ) : null}
      <DialogActions>
        <Button weight="quiet" onClick={onDone}>
          {t("ui.cancel")}
        </Button>
        <Button type="submit" busy={invite.isPending}>
          {t("settings.invite.action")}
        </Button>
      </DialogActions>
    </form>
  );
}

export function Invitations() {
  const { t } = useTranslation();
  const { say } = useProblem();
  const language = useLanguage();
  const now = useNow();
  const invitations = useInvitations(true);
  const takeBack = useTakeBackInvitation();
  const items = invitations.data?.items ?? [];
  if (items.length === 0) return null;
  const columns: Column<Invitation>[] = [
    { key: "email", head: t("settings.email"), cell: (one) => <span className="truncate font-medium">{one.email}</span> },
    { key: "role", head: t("settings.people.role"), cell: (one) => <Badge>{sentence(t(`ui.role.${one.role}`))}</Badge> },
    { key: "expires", head: t("settings.invite.expires"), cell: (one) => <span className="text-ink-2">{fromNow(one.expires_at, now, language)}</span> },
    {
      key: "actions",
      head: t("settings.people.actions"),
      quiet: true,
      align: "right",
      cell: (one) => (
        <Button
          weight="quiet"
          size="sm"
          onClick={() => takeBack.mutate(one.id, { onError: (error) => toast.poor(say(error)) })}
          aria-label={t("settings.invite.take_back_of", { email: one.email })}
        >
          {t("settings.invite.take_back")}
        </Button>
      ),
    },
  ];
  return (
    <Card>
      <CardHead title={t("settings.invite.open_title")} />
      <Table label={t("settings.invite.open_title")} columns={columns} rows={items} rowKey={(one) => one.id} />
    </Card>
  );
}

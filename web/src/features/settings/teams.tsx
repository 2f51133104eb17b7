/** The teams of the organisation; a manager sees and coaches the members of theirs. */
import { Pencil, Plus, Trash2, Users } from "lucide-react";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/me";
import { useCreateTeam, useDeleteTeam, useRenameTeam, useTeams } from "@/api/people";
import type { Team } from "@/api/types";
import { useProblem } from "@/lib/use-problem";
import { Button, IconButton } from "@/ui/button";
import { Confirm, Dialog, DialogActions } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { Card, CardHead, EmptyState, Notice, Skeleton } from "@/ui/surface";
import { toast } from "@/ui/toast";

/** What the dialog is open for: a new team, one to rename, or nothing. */
type Naming = { team: Team | null } | null;

export function Teams() {
  const { t } = useTranslation();
  const { say } = useProblem();
  const manages = useMay("manage_teams");
  const teams = useTeams();
  const remove = useDeleteTeam();
  const [naming, setNaming] = useState<Naming>(null);
  const [leaving, setLeaving] = useState<Team | null>(null);
  if (teams.error) return <EmptyState title={say(teams.error)} />;
  const items = teams.data?.items;
  return (
    <Card className="max-w-3xl">
      <CardHead title={t("settings.teams.title")} note={t("settings.teams.note")}>
        {manages ? (
          <Button size="sm" icon={<Plus size={16} aria-hidden="true" />} onClick={() => setNaming({ team: null })}>
            {t("settings.teams.new")}
          </Button>
        ) : null}
      </CardHead>
      {items ? null : <Skeleton className="m-5 h-12" />}
      {items?.length === 0 ? <EmptyState icon={<Users />} title={t("settings.teams.none")} text={t("settings.teams.none_text")} /> : null}
      <ul>
        {items?.map((team) => (
          <li key={team.id} className="flex items-center gap-3 border-t px-5 py-3">
            <span className="min-w-0 flex-1">
              <span className="block truncate text-sm font-medium text-ink">{team.name}</span>
              <span className="text-[13px] text-ink-3">{t("settings.teams.members", { count: team.members })}</span>
            </span>
            {manages ? (
              <>
                <IconButton label={t("settings.teams.rename", { name: team.name })} size="sm" onClick={() => setNaming({ team })}>
                  <Pencil size={16} aria-hidden="true" />
                </IconButton>
                <IconButton label={t("settings.teams.delete", { name: team.name })} size="sm" onClick={() => setLeaving(team)}>
                  <Trash2 size={16} aria-hidden="true" />
                </IconButton>
              </>
            ) : null}
          </li>
        ))}
      </ul>
      <Dialog open={naming !== null} onOpenChange={() => setNaming(null)} title={naming?.team ? t("settings.teams.rename_title") : t("settings.teams.new")}>
        {naming ? <NameForm team={naming.team} onDone={() => setNaming(null)} /> : null}
      </Dialog>
      <Confirm
        open={leaving !== null}
        onOpenChange={() => setLeaving(null)}
        title={t("settings.teams.delete_title", { name: leaving?.name ?? "" })}
        text={t("settings.teams.delete_text")}
        action={t("settings.teams.delete_action")}
        danger
        onConfirm={() => (leaving ? remove.mutateAsync(leaving.id).catch((error: unknown) => toast.poor(say(error))) : undefined)}
      />
    </Card>
  );
}

function NameForm({ team, onDone }: { team: Team | null; onDone: () => void }) {
  const { t } = useTranslation();
  const { say, sayField } = useProblem();
  const create = useCreateTeam();
  const rename = useRenameTeam();
  const [name, setName] = useState(team?.name ?? "");
  const error = create.error ?? rename.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (team) rename.mutate({ id: team.id, name: name.trim() }, { onSuccess: onDone });
    else create.mutate(name.trim(), { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit}>
      {error ? (
        <Notice tint="poor" className="mb-4">
          {say(error)}
        </Notice>
      ) : null}
      <Field label={t("settings.teams.name")} error={sayField(error, "name")}>
        <Input value={name} onChange={(event) => setName(event.target.value)} required maxLength={80} autoFocus />
      </Field>
      <DialogActions>
        <Button weight="quiet" onClick={onDone}>
          {t("ui.cancel")}
        </Button>
        <Button type="submit" busy={create.isPending || rename.isPending}>
          {t("ui.save")}
        </Button>
      </DialogActions>
    </form>
  );
}

/** The playbooks of the organisation. */
import { Link } from "@tanstack/react-router";
import { ChevronRight, NotebookText, Plus, RotateCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/me";
import { usePlaybooks } from "@/api/playbooks";
import type { PlaybookItem } from "@/api/types";
import { nearDay } from "@/lib/dates";
import { useNow } from "@/lib/use-now";
import { useLanguage } from "@/lib/use-page";
import { useProblem } from "@/lib/use-problem";
import { Button, buttonClass } from "@/ui/button";
import { Badge, EmptyState, Skeleton } from "@/ui/surface";

export function NewPlaybook() {
  const { t } = useTranslation();
  return useMay("edit_playbooks") ? (
    <Link to="/playbooks/$playbookId" params={{ playbookId: "new" }} className={buttonClass("solid")}>
      <Plus size={18} aria-hidden="true" />
      {t("playbooks.new")}
    </Link>
  ) : null;
}

export function PlaybookList() {
  const { t } = useTranslation();
  const { say } = useProblem();
  const language = useLanguage();
  const playbooks = usePlaybooks();
  if (playbooks.error) {
    return (
      <EmptyState title={say(playbooks.error)}>
        <Button weight="outline" icon={<RotateCw size={16} aria-hidden="true" />} onClick={() => void playbooks.refetch()}>
          {t("ui.again")}
        </Button>
      </EmptyState>
    );
  }
  if (!playbooks.data) {
    return (
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {[1, 2, 3].map((n) => (
          <Skeleton key={n} className="h-40 rounded-lg" />
        ))}
      </div>
    );
  }
  if (playbooks.data.items.length === 0) {
    return (
      <EmptyState icon={<NotebookText />} title={t("playbooks.none")} text={t("playbooks.none_text")}>
        <NewPlaybook />
      </EmptyState>
    );
  }
  // One sells in one's own language first; the others stand below, under their name.
  const [own, other] = [true, false].map((mine) => playbooks.data.items.filter((one) => (one.language === language) === mine));
  return (
    <div className="flex flex-col gap-10">
      {own && own.length > 0 ? <Books items={own} /> : null}
      {other && other.length > 0 ? (
        <section>
          <h2 className="mb-4 text-[15px] font-semibold text-ink-2">{t("playbooks.other_language")}</h2>
          <Books items={other} />
        </section>
      ) : null}
    </div>
  );
}

function Books({ items }: { items: readonly PlaybookItem[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  return (
    <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
      {items.map((playbook) => (
        <li key={playbook.id}>
          <Link
            to="/playbooks/$playbookId"
            params={{ playbookId: playbook.id }}
            className="group flex h-full min-h-40 flex-col rounded-lg border border-line bg-sheet p-5 shadow-1 transition-[border-color,box-shadow] hover:border-line-strong hover:shadow-2"
          >
            <span className="display text-2xl text-ink">{playbook.name}</span>
            <span className="mt-1.5 text-sm text-ink-2">
              {t("playbooks.points", { count: playbook.points })} · {t("playbooks.cards", { count: playbook.cards })}
            </span>
            <span className="mt-auto flex items-center gap-2 pt-4 text-[13px] text-ink-3">
              <Badge>{t(`ui.language.${playbook.language}`)}</Badge>
              {t("playbooks.version", { version: playbook.version, day: nearDay(playbook.updated_at, now, language) })}
              <ChevronRight size={17} aria-hidden="true" className="ml-auto transition-transform group-hover:translate-x-0.5" />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

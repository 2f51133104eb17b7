/** The list of playbooks, and the page of one. */
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { NewPlaybookEditor, PlaybookEditor } from "@/features/playbooks/editor";
import { NewPlaybook, PlaybookList } from "@/features/playbooks/list";
import { usePageTitle } from "@/lib/use-page";
import { PageHead } from "@/ui/page-head";

export function PlaybooksPage() {
  const { t } = useTranslation();
  usePageTitle(t("playbooks.heading"));
  return (
    <>
      <PageHead title={t("playbooks.heading")} text={t("playbooks.text")}>
        <NewPlaybook />
      </PageHead>
      <PlaybookList />
    </>
  );
}

export function PlaybookPage() {
  const { playbookId } = useParams({ from: "/frame/playbooks/$playbookId" });
  return playbookId === "new" ? <NewPlaybookEditor /> : <PlaybookEditor key={playbookId} id={playbookId} />;
}

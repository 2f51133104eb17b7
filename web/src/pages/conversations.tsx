/** The list of conversations, and the page of one. */
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ConversationList } from "@/features/conversation/list";
import { UploadButton } from "@/features/imports/upload";
import { RecapPage } from "@/features/recap/page";
import { usePageTitle } from "@/lib/use-page";
import { PageHead } from "@/ui/page-head";

export function ConversationsPage() {
  const { t } = useTranslation();
  usePageTitle(t("conversation.heading"));
  return (
    <>
      <PageHead title={t("conversation.heading")} text={t("conversation.text")}>
        <UploadButton />
      </PageHead>
      <ConversationList />
    </>
  );
}

export function ConversationPage() {
  const { conversationId } = useParams({ from: "/frame/conversations/$conversationId" });
  return <RecapPage key={conversationId} id={conversationId} />;
}

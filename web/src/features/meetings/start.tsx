/** Starting a meeting this minute: one press makes the meeting and opens its room. */
import { useNavigate } from "@tanstack/react-router";
import { Video } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useCreateMeeting } from "@/api/meetings";
import { usePlaybooks } from "@/api/playbooks";
import { timeOfDay } from "@/lib/dates";
import { useLanguage } from "@/lib/use-page";
import { useProblem } from "@/lib/use-problem";
import { Button, type Size } from "@/ui/button";
import { toast } from "@/ui/toast";

/** Makes an instant meeting on the first playbook in the seller's language, and goes there. */
export function useStartNow() {
  const { t } = useTranslation();
  const { say } = useProblem();
  const language = useLanguage();
  const navigate = useNavigate();
  const create = useCreateMeeting();
  const playbooks = usePlaybooks();
  const start = () => {
    const fits = playbooks.data?.items.find((playbook) => playbook.language === language);
    create.mutate(
      {
        title: t("meetings.instant_title", { time: timeOfDay(Date.now(), language) }),
        language,
        lobby: true,
        playbook_id: fits?.id ?? null,
      },
      {
        onSuccess: (meeting) => navigate({ to: "/meetings/$meetingId/room", params: { meetingId: meeting.id } }),
        onError: (error) => toast.poor(say(error)),
      },
    );
  };
  return { start, busy: create.isPending };
}

export function StartButton({ size = "md", className }: { size?: Size; className?: string }) {
  const { t } = useTranslation();
  const { start, busy } = useStartNow();
  return (
    <Button size={size} busy={busy} onClick={start} icon={<Video size={18} aria-hidden="true" />} className={className ?? ""}>
      {t("meetings.start_now")}
    </Button>
  );
}

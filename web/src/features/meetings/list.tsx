/** The meetings to come or the ones that were, with what to do when there are none. */
import { useNavigate } from "@tanstack/react-router";
import { CalendarDays, RotateCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMeetings } from "@/api/meetings";
import { usePlaybooks } from "@/api/playbooks";
import { useNow } from "@/lib/use-now";
import { useProblem } from "@/lib/use-problem";
import { Button } from "@/ui/button";
import { EmptyState, Skeleton } from "@/ui/surface";
import { MeetingRow } from "./row";
import { ScheduleButton } from "./schedule";

interface Props {
  when: "upcoming" | "past";
  /** At most so many; all when missing. */
  most?: number;
}

export function MeetingList({ when, most }: Props) {
  const { t } = useTranslation();
  const { say } = useProblem();
  const now = useNow();
  const navigate = useNavigate();
  const meetings = useMeetings(when);
  const playbooks = usePlaybooks();
  const names = new Map(playbooks.data?.items.map((playbook) => [playbook.id, playbook.name] as const));

  if (meetings.error) {
    return (
      <EmptyState title={say(meetings.error)}>
        <Button weight="outline" icon={<RotateCw size={16} aria-hidden="true" />} onClick={() => void meetings.refetch()}>
          {t("ui.again")}
        </Button>
      </EmptyState>
    );
  }
  if (!meetings.data) return <Waiting rows={most ? 3 : 5} />;
  const items = meetings.data.items.slice(0, most);
  if (items.length === 0) {
    return (
      <EmptyState icon={<CalendarDays />} title={t(`meetings.none_${when}`)} text={t(`meetings.none_${when}_text`)}>
        {when === "upcoming" && most === undefined ? <ScheduleButton /> : null}
      </EmptyState>
    );
  }
  return (
    <ul className="@container">
      {items.map((meeting) => (
        <MeetingRow
          key={meeting.id}
          meeting={meeting}
          now={now}
          playbook={meeting.playbook ? names.get(meeting.playbook) : undefined}
          openConversation={(conversationId) => void navigate({ to: "/conversations/$conversationId", params: { conversationId } })}
        />
      ))}
    </ul>
  );
}

function Waiting({ rows }: { rows: number }) {
  return (
    <div>
      {Array.from({ length: rows }, (_, n) => (
        <div key={n} className="flex h-[4.75rem] items-center gap-4 px-5 not-last:border-b">
          <Skeleton className="h-10 w-24" />
          <Skeleton className="h-9 flex-1" />
        </div>
      ))}
    </div>
  );
}

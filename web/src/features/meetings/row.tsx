/** One meeting in a list: when, what, its link, and the way in. */
import { Link } from "@tanstack/react-router";
import { EllipsisVertical, ExternalLink, Link2Off, MessageSquareText } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRevokeMeeting } from "@/api/meetings";
import type { Meeting } from "@/api/types";
import { cx } from "@/lib/cx";
import { dayAndTime, fromNow, nearDay, timeOfDay } from "@/lib/dates";
import { useLanguage } from "@/lib/use-page";
import { useProblem } from "@/lib/use-problem";
import { buttonClass, IconButton } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { Confirm } from "@/ui/dialog";
import { Menu, MenuItem } from "@/ui/menu";
import { Badge } from "@/ui/surface";
import { toast } from "@/ui/toast";
import { meetingState } from "./state";

interface Props {
  meeting: Meeting;
  now: number;
  /** The name of the playbook it runs on. */
  playbook?: string | undefined;
  openConversation: (id: string) => void;
}

export function MeetingRow({ meeting, now, playbook, openConversation }: Props) {
  const { t } = useTranslation();
  const { say } = useProblem();
  const language = useLanguage();
  const revoke = useRevokeMeeting();
  const [asking, setAsking] = useState(false);
  const state = meetingState(meeting, now);
  const open = state === "open" || state === "running";
  const soon = meeting.starts_at !== null && meeting.starts_at !== undefined && Math.abs(meeting.starts_at - now) < 3_600_000;

  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-3 px-5 py-4 not-last:border-b @2xl:grid-cols-[auto_minmax(0,1fr)_auto]">
      <When at={meeting.starts_at ?? meeting.created_at} now={now} faded={!open} />
      <div className="min-w-0">
        <p className={cx("line-clamp-2 text-[15px] font-medium", open ? "text-ink" : "text-ink-2")}>{meeting.title}</p>
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-[13px] text-ink-3">
          {state === "running" ? <Badge tint="good">{t("meetings.state.running")}</Badge> : null}
          {open ? null : <Badge>{t(`meetings.state.${state}`)}</Badge>}
          {open && soon && meeting.starts_at ? <Badge tint="accent">{fromNow(meeting.starts_at, now, language)}</Badge> : null}
          <span>
            {playbook ?? t("meetings.no_playbook")} · {t(`ui.language.${meeting.language}`)}
          </span>
        </p>
      </div>
      <div className="col-start-2 flex items-center gap-2 @max-md:col-span-2 @max-md:col-start-1 @2xl:col-start-auto">
        {open ? (
          <>
            <CopyButton text={meeting.guest_url} label={t("meetings.copy_link")} />
            <Link to="/meetings/$meetingId/room" params={{ meetingId: meeting.id }} className={buttonClass("solid", "sm")}>
              {t(state === "running" ? "meetings.join" : "meetings.open_room")}
            </Link>
          </>
        ) : null}
        {!open && meeting.conversation ? (
          <Link to="/conversations/$conversationId" params={{ conversationId: meeting.conversation }} className={buttonClass("outline", "sm")}>
            {t("meetings.recap")}
          </Link>
        ) : null}
        {open ? (
          <Menu
            trigger={
              <IconButton label={t("meetings.more", { title: meeting.title })} size="sm" tip={false} className="ml-auto">
                <EllipsisVertical size={18} aria-hidden="true" />
              </IconButton>
            }
          >
            <MenuItem icon={<ExternalLink aria-hidden="true" />} onSelect={() => window.open(meeting.guest_url, "_blank", "noopener")}>
              {t("meetings.see_as_guest")}
            </MenuItem>
            {meeting.conversation ? (
              <MenuItem icon={<MessageSquareText aria-hidden="true" />} onSelect={() => openConversation(meeting.conversation ?? "")}>
                {t("meetings.recap")}
              </MenuItem>
            ) : null}
            <MenuItem icon={<Link2Off aria-hidden="true" />} danger onSelect={() => setAsking(true)}>
              {t("meetings.revoke")}
            </MenuItem>
          </Menu>
        ) : null}
      </div>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t("meetings.revoke_title")}
        text={t("meetings.revoke_text", { title: meeting.title, when: dayAndTime(meeting.starts_at ?? meeting.created_at, now, language) })}
        action={t("meetings.revoke")}
        danger
        onConfirm={() => revoke.mutateAsync(meeting.id).catch((error: unknown) => toast.poor(say(error)))}
      />
    </li>
  );
}

function When({ at, now, faded }: { at: number; now: number; faded: boolean }) {
  const language = useLanguage();
  return (
    <time dateTime={new Date(at).toISOString()} className={cx("w-24 shrink-0", faded ? "text-ink-3" : "text-ink")}>
      <span className="figures block font-serif text-xl leading-tight">{timeOfDay(at, language)}</span>
      <span className="block text-[13px] text-ink-3 first-letter:uppercase">{nearDay(at, now, language)}</span>
    </time>
  );
}

/** Conversations of every channel, newest first: find one by its title, open its recap or the running call. */
import { Link } from "@tanstack/react-router";
import { ChevronRight, MessagesSquare, RotateCw, Search, SearchX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useConversations } from "@/api/conversations";
import type { Channel, Conversation } from "@/api/types";
import { length, nearDay, stretch, timeOfDay } from "@/lib/dates";
import { contains } from "@/lib/text";
import { useNow } from "@/lib/use-now";
import { useLanguage } from "@/lib/use-page";
import { useProblem } from "@/lib/use-problem";
import { Button } from "@/ui/button";
import { Input } from "@/ui/field";
import { Select } from "@/ui/select";
import { Card, EmptyState, Skeleton } from "@/ui/surface";
import { GistFigures, useGist } from "./gist";
import { CHANNELS, ChannelMark, StageMark } from "./marks";

/** Searching looks through what has been loaded; that many at once make it nearly everything. */
const PAGE = 100;

export function ConversationList() {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [channel, setChannel] = useState<Channel | "">("");
  return (
    <>
      <div className="mb-4 flex flex-wrap gap-3">
        <div className="relative min-w-56 flex-1">
          <Search size={17} aria-hidden="true" className="pointer-events-none absolute top-1/2 left-3.5 -translate-y-1/2 text-ink-3" />
          <Input
            type="search"
            value={text}
            onChange={(event) => setText(event.target.value)}
            aria-label={t("conversation.search")}
            placeholder={t("conversation.search")}
            className="pl-10"
          />
        </div>
        <Select
          label={t("conversation.channel.label")}
          value={channel}
          onChange={(value) => setChannel(CHANNELS.find((one) => one === value) ?? "")}
          options={[
            { value: "", label: t("conversation.channel.all") },
            ...CHANNELS.map((one) => ({ value: one, label: t(`conversation.channel.${one}`) })),
          ]}
          className="w-44!"
        />
      </div>
      <Card>
        <Found text={text} channel={channel || undefined} />
      </Card>
    </>
  );
}

function Found({ text, channel }: { text: string; channel: Channel | undefined }) {
  const { t } = useTranslation();
  const { say } = useProblem();
  const list = useConversations({ channel, limit: PAGE });
  if (list.error) {
    return (
      <EmptyState title={say(list.error)}>
        <Button weight="outline" icon={<RotateCw size={16} aria-hidden="true" />} onClick={() => void list.refetch()}>
          {t("ui.again")}
        </Button>
      </EmptyState>
    );
  }
  if (!list.data) return <ConversationsWaiting rows={6} />;
  const all = list.data.pages.flatMap((page) => page.items);
  const shown = all.filter((one) => contains(one.title, text));
  if (all.length === 0) return <EmptyState icon={<MessagesSquare />} title={t("conversation.none")} text={t("conversation.none_text")} />;
  return (
    <>
      {shown.length === 0 ? (
        <EmptyState icon={<SearchX />} title={t("conversation.not_found")} text={t("conversation.not_found_text")} />
      ) : (
        <ByTime items={shown} />
      )}
      {list.hasNextPage ? (
        <div className="border-t p-4 text-center">
          <Button weight="outline" size="sm" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t("ui.more")}
          </Button>
        </div>
      ) : null}
      <p className="sr-only" role="status">
        {text ? t("conversation.found", { count: shown.length }) : ""}
      </p>
    </>
  );
}

/** Filed under when they were: today, yesterday, the last days, and then by month. */
function ByTime({ items }: { items: readonly Conversation[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  const files: { title: string; items: Conversation[] }[] = [];
  for (const conversation of items) {
    const when = stretch(conversation.started_at, now, language);
    const title = "key" in when ? t(`conversation.when.${when.key}`) : when.month;
    const last = files.at(-1);
    if (last?.title === title) last.items.push(conversation);
    else files.push({ title, items: [conversation] });
  }
  return files.map((file, n) => (
    <section key={`${file.title} ${n}`} className="not-first:border-t">
      <h2 className="bg-sunken/40 px-5 py-2 text-[13px] font-semibold text-ink-2 first-letter:uppercase">{file.title}</h2>
      <ConversationRows items={file.items} />
    </section>
  ));
}

export function ConversationRows({ items, brief = false }: { items: readonly Conversation[]; brief?: boolean }) {
  return (
    <ul>
      {items.map((conversation) => (
        <li key={conversation.id} className="not-last:border-b">
          <Row conversation={conversation} brief={brief} />
        </li>
      ))}
    </ul>
  );
}

const rowClass =
  "group flex items-center gap-4 px-5 py-3.5 transition-colors hover:bg-sunken/50 focus-visible:outline-offset-[-2px]";

interface RowProps {
  conversation: Conversation;
  /** In half a page: words, no figures. */
  brief: boolean;
}

function Row({ conversation, brief }: RowProps) {
  const params = { conversationId: conversation.id };
  // A running meeting has its own room; a call without one is watched on the live page.
  if (conversation.stage !== "live") {
    return (
      <Link to="/conversations/$conversationId" params={params} className={rowClass}>
        <RowContent conversation={conversation} brief={brief} />
      </Link>
    );
  }
  return conversation.meeting ? (
    <Link to="/meetings/$meetingId/room" params={{ meetingId: conversation.meeting }} className={rowClass}>
      <RowContent conversation={conversation} brief={brief} />
    </Link>
  ) : (
    <Link to="/live/$conversationId" params={params} className={rowClass}>
      <RowContent conversation={conversation} brief={brief} />
    </Link>
  );
}

function RowContent({ conversation, brief }: RowProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  const { started_at: start, ended_at: end } = conversation;
  const { ref, recap } = useGist(conversation);
  return (
    <>
      <ChannelMark channel={conversation.channel} />
      <span ref={ref} className="min-w-0 flex-1">
        <span className="block truncate text-[15px] font-medium text-ink">{conversation.title}</span>
        <span className="flex flex-wrap gap-x-2 text-[13px] text-ink-3">
          <time dateTime={new Date(start).toISOString()} className="inline-block first-letter:uppercase">
            {nearDay(start, now, language)}, {timeOfDay(start, language)}
          </time>
          {end ? (
            <>
              <span aria-hidden="true">·</span>
              <span className="figures">
                <span className="sr-only">{t("conversation.length")} </span>
                {length((end - start) / 1000)}
              </span>
            </>
          ) : null}
          <span aria-hidden="true">·</span>
          <span>{t(`ui.language.${conversation.language}`)}</span>
        </span>
        {conversation.stage === "ready" ? (
          <span className="mt-1 line-clamp-2 min-h-5 text-[14px] leading-5 text-ink-2 lg:line-clamp-1">{recap?.summary}</span>
        ) : null}
      </span>
      {recap && !brief ? <GistFigures recap={recap} /> : null}
      <StageMark stage={conversation.stage} />
      <ChevronRight size={18} aria-hidden="true" className="text-ink-3 transition-transform group-hover:translate-x-0.5 max-sm:hidden" />
    </>
  );
}

export function ConversationsWaiting({ rows }: { rows: number }) {
  return (
    <div>
      {Array.from({ length: rows }, (_, n) => (
        <div key={n} className="flex h-[4.25rem] items-center gap-4 px-5 not-last:border-b">
          <Skeleton className="size-10 rounded-full" />
          <Skeleton className="h-9 flex-1" />
        </div>
      ))}
    </div>
  );
}

/** The newest few, for the home page. */
export function RecentConversations({ most }: { most: number }) {
  const { t } = useTranslation();
  const { say } = useProblem();
  const list = useConversations({ limit: most });
  if (list.error) return <EmptyState title={say(list.error)} />;
  if (!list.data) return <ConversationsWaiting rows={3} />;
  const items = list.data.pages[0]?.items ?? [];
  if (items.length === 0) return <EmptyState icon={<MessagesSquare />} title={t("conversation.none")} text={t("conversation.none_text")} />;
  return <ConversationRows items={items} brief />;
}

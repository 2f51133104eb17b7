/** What a conversation came to. Beside it the words themselves, so that every finding leads to its place in them. */
import { Link } from "@tanstack/react-router";
import { ArrowLeft, Radio, Sparkles } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useConversation, useRecap, useUtterances } from "@/api/conversations";
import type { Conversation, Participant, Playbook, Recap, Utterance } from "@/api/types";
import { cx } from "@/lib/cx";
import { clock, dayAndTime } from "@/lib/dates";
import { useNow } from "@/lib/use-now";
import { useLanguage, usePageTitle } from "@/lib/use-page";
import { useProblem } from "@/lib/use-problem";
import { buttonClass } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { Avatar, Badge, Card, CardHead, EmptyState, Notice, Skeleton } from "@/ui/surface";
import { Curve } from "./curve";
import { FactsCard, FollowUpCard } from "./facts";
import { FiguresCard } from "./figures";
import { JumpProvider } from "./jump";
import { Making } from "./making";
import { NextStepsCard, ObjectionsCard, PointsCard, QuestionsCard } from "./sections";
import { Transcript, type Note } from "./transcript";
import { Unheard } from "./unheard";

export function RecapPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const { say } = useProblem();
  const found = useConversation(id);
  const stage = found.data?.conversation.stage;
  const utterances = useUtterances(id, stage);
  const recap = useRecap(id, stage);
  usePageTitle(found.data?.conversation.title ?? t("conversation.heading"));

  const people = useMemo(() => new Map(found.data?.participants.map((one) => [one.id, one] as const)), [found.data]);
  const times = useMemo(() => new Map(utterances.data?.items.map((one) => [one.id, one.start] as const)), [utterances.data]);
  const [view, setView] = useState<"recap" | "transcript">("recap");

  if (found.error) return <EmptyState title={say(found.error)} className="pt-24" />;
  if (!found.data) return <Waiting />;
  const { conversation, participants, playbook } = found.data;
  const told = utterances.data?.items;

  return (
    <JumpProvider times={times} onJump={() => setView("transcript")}>
      <Head conversation={conversation} participants={participants} />
      <div role="tablist" aria-label={t("recap.parts")} className="mb-5 grid grid-cols-2 rounded-full bg-sunken p-1 xl:hidden">
        {(["recap", "transcript"] as const).map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            aria-selected={view === one}
            onClick={() => setView(one)}
            className={cx("h-9 rounded-full text-sm font-medium", view === one ? "bg-raised text-ink shadow-1" : "text-ink-2")}
          >
            {t(`recap.part.${one}`)}
          </button>
        ))}
      </div>
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_minmax(23rem,27rem)]">
        <div className={cx("@container min-w-0 flex-col gap-6 xl:flex", view === "recap" ? "flex" : "hidden")}>
          {conversation.stage === "live" ? <StillLive conversation={conversation} /> : null}
          {conversation.stage === "processing" || conversation.stage === "failed" ? <Making id={id} stage={conversation.stage} /> : null}
          {recap.data ? <Findings recap={recap.data} conversation={conversation} playbook={playbook ?? null} people={people} utterances={told ?? []} /> : null}
          {recap.isLoading ? <FindingsWaiting /> : null}
          {recap.error && conversation.stage === "ready" ? <Notice tint="poor">{say(recap.error)}</Notice> : null}
        </div>
        <Card
          className={cx(
            "min-w-0 flex-col xl:sticky xl:top-6 xl:flex xl:max-h-[calc(100dvh-3rem)]",
            view === "transcript" ? "flex" : "hidden",
          )}
        >
          <CardHead title={t("recap.part.transcript")} note={told ? t("recap.lines", { count: told.length }) : undefined}>
            {told && told.length > 0 ? <CopyButton text={asText(told, people)} label={t("recap.copy")} weight="quiet" /> : null}
          </CardHead>
          {/* The one part of the page that scrolls by itself must be reachable by keyboard. */}
          <div tabIndex={0} role="region" aria-label={t("recap.part.transcript")} className="min-h-0 overflow-y-auto rounded-b-lg">
            <Unheard stretches={recap.data?.unheard} people={people} />
            {utterances.error ? <Notice tint="poor">{say(utterances.error)}</Notice> : <Transcript utterances={told} people={people} notes={notesOf(recap.data, playbook, t)} />}
          </div>
        </Card>
      </div>
    </JumpProvider>
  );
}

function asText(utterances: readonly Utterance[], people: ReadonlyMap<string, Participant>): string {
  return utterances.map((one) => `[${clock(one.start)}] ${people.get(one.speaker)?.name ?? "?"}: ${one.text}`).join("\n");
}

function pointText(playbook: Playbook | null | undefined, id: string): string {
  const point = playbook?.phases.flatMap((phase) => phase.points).find((one) => one.id === id);
  return point?.text ?? id;
}

/** What the transcript says beside its lines. */
function notesOf(
  recap: Recap | undefined,
  playbook: Playbook | null | undefined,
  t: (key: string, options?: Record<string, unknown>) => string,
): Map<string, Note[]> {
  const notes = new Map<string, Note[]>();
  const add = (utterance: string, note: Note) => notes.set(utterance, [...(notes.get(utterance) ?? []), note]);
  for (const tick of recap?.ticks ?? []) {
    if (tick.evidence) add(tick.evidence, { kind: "point", text: pointText(playbook, tick.point) });
  }
  for (const one of recap?.objections ?? []) {
    add(one.evidence, { kind: "objection", text: t("recap.objection_of", { kind: t(`ui.objection.${one.kind}`) }) });
  }
  return notes;
}

function Head({ conversation, participants }: { conversation: Conversation; participants: readonly Participant[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  const { ended_at: end, started_at: start } = conversation;
  return (
    <header className="mb-6">
      <Link to="/conversations" className={buttonClass("quiet", "sm", "-ml-3 mb-2")}>
        <ArrowLeft size={16} aria-hidden="true" />
        {t("conversation.heading")}
      </Link>
      <h1 className="display text-[2rem] break-words sm:text-[2.5rem]">{conversation.title}</h1>
      <div className="mt-3 flex flex-wrap items-center gap-x-5 gap-y-2 text-sm text-ink-2">
        <span className="first-letter:uppercase">{dayAndTime(start, now, language)}</span>
        {end ? <span className="figures">{clock(end - start)}</span> : null}
        <span>{t(`conversation.channel.${conversation.channel}`)}</span>
        <ul aria-label={t("recap.people")} className="flex flex-wrap gap-x-4 gap-y-1.5">
          {participants.map((one) => (
            <li key={one.id} className="flex items-center gap-2">
              <Avatar name={one.name} size={24} tint={one.side === "customer" ? "customer" : "accent"} />
              {one.name}
            </li>
          ))}
        </ul>
      </div>
    </header>
  );
}

interface FindingsProps {
  recap: Recap;
  conversation: Conversation;
  playbook: Playbook | null;
  people: ReadonlyMap<string, Participant>;
  utterances: readonly Utterance[];
}

function Findings({ recap, conversation, playbook, people, utterances }: FindingsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Card>
        <CardHead title={t("recap.summary")}>
          {recap.summary_by === "model" ? (
            <Badge>
              <Sparkles size={12} aria-hidden="true" />
              {t("recap.by_model")}
            </Badge>
          ) : null}
        </CardHead>
        <p className="px-5 pb-6 font-serif text-[1.25rem] leading-relaxed whitespace-pre-line text-ink">{recap.summary}</p>
      </Card>
      <Curve recap={recap} utterances={utterances} people={people} pointText={(id) => pointText(playbook, id)} />
      <FiguresCard figures={recap.figures} people={people} />
      <div className="grid items-start gap-6 @3xl:grid-cols-2">
        <NextStepsCard recap={recap} />
        <FactsCard facts={recap.facts} />
      </div>
      {playbook ? <PointsCard recap={recap} playbook={playbook} /> : null}
      <div className="grid items-start gap-6 @3xl:grid-cols-2">
        <ObjectionsCard recap={recap} playbook={playbook} people={people} />
        <QuestionsCard recap={recap} people={people} />
      </div>
      {recap.follow_up ? <FollowUpCard text={recap.follow_up} email={recap.facts.email ?? null} title={conversation.title} /> : null}
    </>
  );
}

function StillLive({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const text = t("recap.go_live");
  return (
    <Notice tint="accent" icon={<Radio size={18} aria-hidden="true" />}>
      <p>{t("recap.still_live")}</p>
      <p className="mt-3">
        {conversation.meeting ? (
          <Link to="/meetings/$meetingId/room" params={{ meetingId: conversation.meeting }} className={buttonClass("accent", "sm")}>
            {text}
          </Link>
        ) : (
          <Link to="/live/$conversationId" params={{ conversationId: conversation.id }} className={buttonClass("accent", "sm")}>
            {text}
          </Link>
        )}
      </p>
    </Notice>
  );
}

function FindingsWaiting() {
  return (
    <>
      <Skeleton className="h-44 rounded-lg" />
      <Skeleton className="h-64 rounded-lg" />
      <Skeleton className="h-72 rounded-lg" />
    </>
  );
}

function Waiting() {
  return (
    <div className="flex flex-col gap-6 pt-10">
      <Skeleton className="h-12 w-96 max-w-full" />
      <Skeleton className="h-5 w-64" />
      <FindingsWaiting />
    </div>
  );
}

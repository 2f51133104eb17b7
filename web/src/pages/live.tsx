/**
 * A live call without our own room, seen by its seller: the speakers, what they say in large letters, and the copilot
 * at work. The rehearsed call of the demo is watched here.
 */
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { ArrowLeft, ArrowRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/api/me";
import { Hud } from "@/features/hud/hud";
import { ToneFrame } from "@/features/hud/tone";
import { Transcript } from "@/features/hud/transcript";
import { inOrder, Speakers } from "@/features/watch/speakers";
import { cx } from "@/lib/cx";
import { ApiError } from "@/lib/problem";
import { usePageTitle } from "@/lib/use-page";
import { useDarkScreen, useFeed, useNow, useWindowSize } from "@/live/hooks";
import type { CallState } from "@/live/state";
import { Button, buttonClass } from "@/ui/button";
import { Slide } from "@/ui/slide";
import { Spinner } from "@/ui/surface";
import { useCallScript } from "./in-call/call-script";
import { WaitingPage } from "./fallback";
import { LostPage } from "./lost";

/** Somebody counts as speaking for so long after their last words came. */
const LINGERS_MS = 1_800;
/** Narrower than this, people are small and their words come first. */
const PHONE_BELOW = 720;

export function LivePage() {
  useDarkScreen();
  const { t } = useTranslation();
  const { conversationId } = useParams({ from: "/live/$conversationId" });
  const { feed, view } = useFeed(conversationId);
  const call = view?.call;
  const { script, playbook, playbooks, startedAt, title, failed } = useCallScript(conversationId, feed, call?.playbook?.version ?? null);
  const demo = useMe()?.organisation.demo === true;
  const now = useNow(400);
  const phone = useWindowSize().width < PHONE_BELOW;
  usePageTitle(title);
  if (failed instanceof ApiError && failed.status === 404) return <LostPage />;
  if (failed) throw failed;
  if (!feed || !view || !call) return <WaitingPage />;
  const people = inOrder(Object.values(call.participants).filter(({ presence }) => presence !== "refused" && presence !== "waiting"));
  const speaking = speakerOf(call, startedAt, now);
  return (
    <div className="fixed inset-0 flex flex-col overflow-hidden bg-paper text-ink">
      <header className="flex h-16 shrink-0 items-center gap-3 pr-[calc(1rem+var(--beside-right,0px))] pl-[calc(0.5rem+var(--beside-left,0px))] sm:pl-[calc(1.25rem+var(--beside-left,0px))]">
        <Link to="/" aria-label={t("hud.live.back")} className="grid size-10 shrink-0 place-items-center rounded-full text-ink-2 hover:bg-raised hover:text-ink">
          <ArrowLeft size={20} aria-hidden />
        </Link>
        <h1 className="display min-w-0 truncate text-[24px]">{title}</h1>
        {!call.ended && (
          <span className="inline-flex h-7 shrink-0 items-center gap-1.5 rounded-full bg-poor-soft px-3 text-[13px] font-semibold text-poor">
            <span aria-hidden className="size-2 rounded-full bg-current motion-safe:animate-breathe" />
            {t("hud.live.title")}
          </span>
        )}
        <p className="hidden min-w-0 flex-1 truncate text-right text-[14px] text-ink-2 xl:block">{demo && !call.ended && t("hud.live.hint")}</p>
      </header>
      <main className="flex min-h-0 flex-1 flex-col gap-2.5 px-2.5 pr-[calc(0.625rem+var(--beside-right,0px))] pb-[calc(0.625rem+var(--beside-bottom,0px))] pl-[calc(0.625rem+var(--beside-left,0px))]">
        {call.presented ? (
          <div className={cx("flex min-h-0 flex-col gap-2.5 lg:flex-row", phone ? "shrink-0" : "flex-[1.6]")}>
            <section aria-label={t("call.stage.slide")} className={cx("relative min-h-0 animate-appear overflow-hidden rounded-xl", phone ? "aspect-[3/2]" : "flex-1")}>
              <Slide slide={call.presented} />
              <span className="absolute top-3 left-3">
                <Button size="sm" onClick={() => feed.command({ type: "take_down" })}>
                  {t("call.stage.takeDown")}
                </Button>
              </span>
            </section>
            <div className="lg:w-52">
              <Speakers people={people} speaking={speaking} small decorate={(person) => person.side !== "seller" && <ToneFrame tone={call.tones[person.id]} name={person.name} />} />
            </div>
          </div>
        ) : (
          <div className={phone ? "h-20 shrink-0" : "min-h-0 flex-1"}>
            <Speakers people={people} speaking={speaking} small={phone} decorate={(person) => person.side !== "seller" && <ToneFrame tone={call.tones[person.id]} name={person.name} />} />
          </div>
        )}
        <section className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-xl bg-sheet">
          <Transcript utterances={call.utterances} interim={call.interim} participants={call.participants} large />
        </section>
      </main>
      <Hud
        view={view}
        script={script}
        startedAt={call.ended ? null : startedAt}
        ear="off"
        muted={false}
        playbooks={call.ended ? [] : playbooks}
        playbook={playbook}
        transcript={false}
        onCommand={(command) => feed.command(command)}
      />
      {call.ended && <Over conversation={conversationId} ready={call.recapped} />}
    </div>
  );
}

/** Whose words are coming, or came a moment ago. */
function speakerOf(call: CallState, startedAt: number | null, now: number): string | null {
  if (call.ended) return null;
  const [coming] = Object.keys(call.interim);
  if (coming) return coming;
  const last = call.utterances.at(-1);
  if (!last || startedAt === null) return null;
  return now - (startedAt + last.end) < LINGERS_MS ? last.speaker : null;
}

function Over({ conversation, ready }: { conversation: string; ready: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <div role="status" className="fixed bottom-[calc(1.25rem+var(--beside-bottom,0px))] left-[calc(50%-var(--beside-right,0px)/2)] z-40 flex w-max max-w-[calc(100vw-1.5rem)] -translate-x-1/2 animate-rise items-center gap-4 rounded-full border border-line bg-sheet py-2.5 pr-2.5 pl-5 shadow-3">
      <p className="text-[15px]">{ready ? t("hud.live.over") : t("hud.live.preparing")}</p>
      {ready ? (
        <Button weight="accent" icon={<ArrowRight size={17} aria-hidden />} onClick={() => void navigate({ to: "/conversations/$conversationId", params: { conversationId: conversation } })}>
          {t("hud.live.recap")}
        </Button>
      ) : (
        <Link to="/conversations/$conversationId" params={{ conversationId: conversation }} className={buttonClass("outline", "md")}>
          <Spinner size={16} />
          {t("hud.live.recap")}
        </Link>
      )}
    </div>
  );
}

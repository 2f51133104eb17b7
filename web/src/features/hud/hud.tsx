/**
 * The copilot's panel as a whole: cards and hints first, then the script or the transcript, then the figures and how
 * well it hears. It shows the call's state and passes on what the seller clicks; it decides nothing.
 */
import { BookOpen } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Mark } from "@/ui/brand";
import type { FeedView } from "@/live/feed";
import { useNow } from "@/live/hooks";
import type { EarState } from "@/live/recogniser";
import type { CallState } from "@/live/state";
import type { Command, Script } from "@/live/words";
import { Menu, MenuChoice } from "@/ui/menu";
import { Cards } from "./cards";
import { Checklist } from "./checklist";
import { LiveFigures } from "./figures";
import { clock } from "./glass";
import { Listening } from "./listening";
import { Panel } from "./panel";
import { progressOf } from "./script";
import { Suggestions } from "./suggestions";
import { Transcript } from "./transcript";

interface HudProps {
  view: FeedView;
  script: Script | null;
  /** Zero of the call clock, in milliseconds since the epoch. */
  startedAt: number | null;
  ear: EarState;
  muted: boolean;
  /** The playbooks one may change to in mid-call, and the one in use. */
  playbooks?: readonly { id: string; name: string }[];
  playbook?: string | null;
  /** Without a transcript tab where the page shows the words itself. */
  transcript?: boolean;
  /** Height of the page's controls at the lower edge. */
  controls?: number;
  onCommand: (command: Command) => void;
}

const NO_SCRIPT: Script = { name: "", language: "en", phases: [], cards: [] };

export function Hud(props: HudProps) {
  const { view, script, startedAt, ear, muted, playbooks = [], playbook = null, transcript = true, controls = 0, onCommand } = props;
  const { t } = useTranslation();
  const { call } = view;
  const [tab, setTab] = useState<Tab>("script");
  const used = script ?? NO_SCRIPT;
  const nameOf = (participant: string) => call.participants[participant]?.name ?? "";
  return (
    <Panel controls={controls} heading={<Heading call={call} script={used} startedAt={startedAt} />}>
      <div className="max-h-[62%] shrink-0 overflow-y-auto overscroll-contain group-data-sheet:max-h-none">
        <div className="flex flex-col gap-2 py-2 empty:hidden">
          <Cards
            raised={call.cards}
            cards={used.cards ?? []}
            objections={call.objections}
            nameOf={nameOf}
            presented={call.presented}
            onPresent={(card) => onCommand({ type: "present", card })}
            onTakeDown={() => onCommand({ type: "take_down" })}
            onDismiss={(card) => onCommand({ type: "dismiss_card", card })}
          />
          <Suggestions
            suggestions={call.suggestions}
            script={used}
            onDismiss={(suggestion) => onCommand({ type: "dismiss_suggestion", suggestion })}
          />
        </div>
      </div>
      <div className="flex shrink-0 items-center px-2 pt-1">
        {transcript ? <TabList tab={tab} onTab={setTab} /> : <h2 className="px-1 text-[13px] font-semibold text-ink-2">{t("hud.tabs.script")}</h2>}
        <span className="flex-1" />
        {playbooks.length > 0 && (
          <Menu
            trigger={
              <button
                type="button"
                aria-label={t("hud.script.choose")}
                title={t("hud.script.choose")}
                className="grid h-8 w-8 place-items-center rounded-lg text-ink-2 hover:bg-white/10 hover:text-ink"
              >
                <BookOpen size={16} aria-hidden />
              </button>
            }
          >
            <MenuChoice
              label={t("hud.script.choose")}
              value={playbook ?? ""}
              onChange={(id) => onCommand({ type: "choose_playbook", playbook: id })}
              options={playbooks.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Menu>
        )}
      </div>
      <div
        id="hud-tab-panel"
        {...(transcript ? { role: "tabpanel", "aria-labelledby": `hud-tab-${tab}` } : {})}
        className="flex min-h-24 flex-1 flex-col group-data-sheet:h-72 group-data-sheet:flex-none"
      >
        {tab === "transcript" && transcript ? (
          <Transcript utterances={call.utterances} interim={call.interim} participants={call.participants} />
        ) : (
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
            {script ? (
              <Checklist
                script={used}
                ticks={call.ticks}
                focus={call.focus}
                onTick={(point, ticked) => onCommand({ type: ticked ? "tick" : "untick", point })}
              />
            ) : (
              <p className="px-4 py-6 text-center text-[14px] text-ink-2">{t("hud.script.none")}</p>
            )}
          </div>
        )}
      </div>
      <LiveFigures figures={call.figures} />
      {!call.ended && (
        <Listening
          ear={ear}
          muted={muted}
          line={view.line}
          unsent={view.unsent}
          recognisers={call.recognisers}
          participants={call.participants}
        />
      )}
      <Announcer call={call} script={used} />
    </Panel>
  );
}

type Tab = "script" | "transcript";

function TabList({ tab, onTab }: { tab: Tab; onTab: (tab: Tab) => void }) {
  const { t } = useTranslation();
  return (
    <div role="tablist" aria-label={t("hud.tabs.label")} className="flex gap-1">
      {(["script", "transcript"] as const).map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`hud-tab-${name}`}
          aria-selected={tab === name}
          aria-controls="hud-tab-panel"
          onClick={() => onTab(name)}
          className={`h-8 rounded-md px-3 text-[13px] font-medium ${tab === name ? "bg-white/10 text-ink" : "text-ink-2 hover:text-ink"}`}
        >
          {t(`hud.tabs.${name}`)}
        </button>
      ))}
    </div>
  );
}

function Heading({ call, script, startedAt }: { call: CallState; script: Script; startedAt: number | null }) {
  const { t } = useTranslation();
  const now = useNow(1_000);
  const { phases, current, done, total } = progressOf(script, call.ticks, call.focus);
  const phase = phases[current]?.phase.name ?? script.name;
  const share = total === 0 ? 0 : done / total;
  return (
    <div className="flex items-center gap-2.5">
      <span aria-hidden className="relative grid h-8 w-8 shrink-0 place-items-center">
        <svg viewBox="0 0 36 36" className="absolute inset-0 -rotate-90">
          <circle cx="18" cy="18" r="16" fill="none" strokeWidth="3" className="stroke-white/12" />
          <circle
            cx="18"
            cy="18"
            r="16"
            fill="none"
            strokeWidth="3"
            strokeLinecap="round"
            pathLength={100}
            strokeDasharray={`${100 * share} 100`}
            className={`stroke-good motion-safe:transition-[stroke-dasharray] ${done === 0 ? "opacity-0" : ""}`}
          />
        </svg>
        {total > 0 ? <span className="figures text-[11px] font-semibold">{done}</span> : <Mark size={20} />}
      </span>
      <div className="min-w-0 flex-1">
        <p className="truncate text-[14px] leading-tight font-semibold">{phase || t("hud.panel.label")}</p>
        <p className="truncate text-[11.5px] leading-tight text-ink-2">
          {total > 0 ? t("hud.script.done", { done, total }) : t("hud.panel.private")}
        </p>
      </div>
      {startedAt !== null && (
        <span className="figures text-[13px] text-ink-2" aria-label={t("hud.figures.elapsed")}>
          {clock((now - startedAt) / 1000)}
        </span>
      )}
    </div>
  );
}

/** Says new cards, hints and covered points to a screen reader, politely and only what is new since it opened. */
function Announcer({ call, script }: { call: CallState; script: Script }) {
  const { t } = useTranslation();
  const [words, setWords] = useState("");
  const before = useRef<CallState | null>(null);
  useEffect(() => {
    const was = before.current;
    before.current = call;
    if (!was) return;
    const card = call.cards.find(({ card: id }) => !was.cards.some(({ card: known }) => known === id));
    const title = script.cards?.find(({ id }) => id === card?.card)?.title;
    const hint = call.suggestions.find(({ id }) => !was.suggestions.some(({ id: known }) => known === id));
    const ticked = Object.keys(call.ticks).find((point) => !was.ticks[point]);
    const point = script.phases.flatMap(({ points }) => points).find(({ id }) => id === ticked)?.text;
    if (title) setWords(t("hud.say.newCard", { title }));
    else if (hint) setWords(hint.text ?? t(`hud.reason.${hint.reason}`));
    else if (point) setWords(t("hud.say.covered", { point }));
  }, [call, script, t]);
  return (
    <p aria-live="polite" className="sr-only">
      {words}
    </p>
  );
}

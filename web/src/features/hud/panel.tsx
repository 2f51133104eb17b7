/**
 * The copilot's floating panel: translucent, moved, resized, docked and collapsed by mouse, touch and keyboard, and
 * remembered per device. It frames whatever it is given; on a phone it is a sheet at the lower edge.
 */
import { ChevronDown, ChevronUp, GripHorizontal, PanelLeft, PanelRight, PictureInPicture2 } from "lucide-react";
import { useCallback, useEffect, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useWindowSize } from "@/live/hooks";
import { BIG_STEP, dropped, HEADING, MARGIN, moved, readPlace, resized, shownAt, STEP, type Edge, type Place } from "./geometry";
import { GlassButton } from "./glass";

const STORED_AS = "sottovoce.panel";
/** Narrower than this there is no room beside the stage: the panel becomes a sheet. */
const SHEET_BELOW = 720;

interface PanelProps {
  /** What the heading says; stays visible when collapsed. */
  heading: ReactNode;
  /** Height of the page's controls at the lower edge, which a sheet leaves free. */
  controls?: number;
  children: ReactNode;
}

const ARROWS: Record<string, { x: number; y: number }> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Calls `onMove` with each step of a drag that began with this event, and `onDrop` when it is let go of. */
function drag(event: PointerEvent<HTMLElement>, onMove: (by: { x: number; y: number }) => void, onDrop: () => void): void {
  if (event.button !== 0) return;
  const handle = event.currentTarget;
  let last = { x: event.clientX, y: event.clientY };
  handle.setPointerCapture(event.pointerId);
  const move = (next: globalThis.PointerEvent) => {
    onMove({ x: next.clientX - last.x, y: next.clientY - last.y });
    last = { x: next.clientX, y: next.clientY };
  };
  const end = () => {
    handle.removeEventListener("pointermove", move);
    handle.removeEventListener("pointerup", end);
    handle.removeEventListener("pointercancel", end);
    onDrop();
  };
  handle.addEventListener("pointermove", move);
  handle.addEventListener("pointerup", end);
  handle.addEventListener("pointercancel", end);
}

export function Panel({ heading, controls = 0, children }: PanelProps) {
  const { t } = useTranslation();
  const size = useWindowSize();
  const [place, setPlace] = useState<Place>(() => readPlace(localStorage.getItem(STORED_AS), size));
  useEffect(() => {
    localStorage.setItem(STORED_AS, JSON.stringify(place));
  }, [place]);
  const shown = shownAt(place, size);
  const sheet = size.width < SHEET_BELOW;
  const { collapsed } = place;
  const sheetHeight = collapsed ? HEADING : Math.min(440, Math.round(size.height * 0.46));
  const docked = collapsed || place.dock === "free" ? null : place.dock;
  useBeside(sheet ? "bottom" : docked, sheet ? sheetHeight : shown.width);

  const move = useCallback(
    (by: { x: number; y: number }) => setPlace((was) => moved(shownAt(was, size), size, by)),
    [size],
  );
  const drop = useCallback(() => setPlace((was) => dropped(was, size)), [size]);
  const pull = (edge: Edge, by: { x: number; y: number }) =>
    setPlace((was) => resized({ ...shownAt(was, size), dock: was.dock }, size, edge, by));
  const onKey = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    event.preventDefault();
    const step = event.shiftKey ? BIG_STEP : STEP;
    const by = { x: arrow.x * step, y: arrow.y * step };
    if (event.altKey) pull("corner", by);
    else move(by);
  };
  const dock = (side: Place["dock"]) => setPlace((was) => ({ ...was, dock: was.dock === side ? "free" : side }));

  const frame = sheet
    ? { left: 8, right: 8, bottom: controls + 8, height: sheetHeight }
    : { left: shown.x, top: shown.y, width: shown.width, height: collapsed ? HEADING : shown.height };

  return (
    <section
      aria-label={t("hud.panel.label")}
      className="fixed border border-white/12 bg-sheet/80 shadow-3 backdrop-blur-2xl backdrop-saturate-150 z-30 flex flex-col overflow-hidden rounded-xl text-ink motion-safe:transition-[height] motion-safe:duration-200"
      style={frame}
    >
      <header className="flex h-[52px] shrink-0 items-center gap-1 border-b border-white/8 pr-1.5 pl-1">
        {!sheet && (
          <button
            type="button"
            aria-label={t("hud.panel.move")}
            aria-describedby="hud-move-help"
            className="grid h-9 w-8 shrink-0 cursor-grab touch-none place-items-center rounded-lg text-ink-3 hover:text-ink focus-visible:outline-2 focus-visible:outline-accent active:cursor-grabbing"
            onPointerDown={(event) => drag(event, move, drop)}
            onKeyDown={onKey}
          >
            <GripHorizontal size={16} aria-hidden />
          </button>
        )}
        <span id="hud-move-help" className="sr-only">
          {t("hud.panel.moveHelp")}
        </span>
        <div
          className={`min-w-0 flex-1 ${sheet ? "pl-3" : "cursor-grab touch-none select-none active:cursor-grabbing"}`}
          {...(sheet ? {} : { onPointerDown: (event: PointerEvent<HTMLElement>) => drag(event, move, drop) })}
        >
          {heading}
        </div>
        {!sheet && !collapsed && (
          <>
            <GlassButton label={place.dock === "left" ? t("hud.panel.float") : t("hud.panel.dockLeft")} pressed={place.dock === "left"} onClick={() => dock("left")}>
              <PanelLeft size={16} aria-hidden />
            </GlassButton>
            <GlassButton label={place.dock === "right" ? t("hud.panel.float") : t("hud.panel.dockRight")} pressed={place.dock === "right"} onClick={() => dock("right")}>
              {place.dock === "right" ? <PictureInPicture2 size={16} aria-hidden /> : <PanelRight size={16} aria-hidden />}
            </GlassButton>
          </>
        )}
        <GlassButton
          label={collapsed ? t("hud.panel.open") : t("hud.panel.collapse")}
          expanded={!collapsed}
          onClick={() => setPlace((was) => ({ ...was, collapsed: !was.collapsed }))}
        >
          {collapsed ? <ChevronDown size={18} aria-hidden /> : <ChevronUp size={18} aria-hidden />}
        </GlassButton>
      </header>
      {!collapsed && (
        <div data-sheet={sheet || undefined} className="group flex min-h-0 flex-1 flex-col data-sheet:overflow-y-auto">
          {children}
        </div>
      )}
      {!sheet && !collapsed && <Edges pull={pull} />}
    </section>
  );
}

/** A docked panel or sheet stands beside the stage, not on it: the stage leaves this much room. */
function useBeside(side: "left" | "right" | "bottom" | null, room: number): void {
  useEffect(() => {
    if (!side) return undefined;
    const { style } = document.documentElement;
    style.setProperty(`--beside-${side}`, `${room + MARGIN}px`);
    return () => {
      style.removeProperty(`--beside-${side}`);
    };
  }, [side, room]);
}

const EDGES: [Edge, string][] = [
  ["left", "inset-y-3 left-0 w-1.5 cursor-ew-resize"],
  ["right", "inset-y-3 right-0 w-1.5 cursor-ew-resize"],
  ["bottom", "inset-x-3 bottom-0 h-1.5 cursor-ns-resize"],
  ["corner", "right-0 bottom-0 h-4 w-4 cursor-nwse-resize"],
];

function Edges({ pull }: { pull: (edge: Edge, by: { x: number; y: number }) => void }) {
  return EDGES.map(([edge, where]) => (
    <div
      key={edge}
      aria-hidden
      className={`absolute touch-none ${where}`}
      onPointerDown={(event) => drag(event, (by) => pull(edge, by), () => {})}
    />
  ));
}

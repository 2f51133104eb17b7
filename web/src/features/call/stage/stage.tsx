/**
 * Everybody on the stage: a grid, or one large with the others beside it. What is presented or shared comes first;
 * nobody's tile jumps about because somebody speaks.
 */
import { useSpeakingParticipants, useTracks, type TrackReferenceOrPlaceholder } from "@livekit/components-react";
import { RoomEvent, Track } from "livekit-client";
import { X } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "@/lib/cx";
import type { GesturesView } from "@/live/room/gestures";
import { Slide, type SlideContent } from "@/ui/slide";
import { arrange, bestGrid, type Layout } from "./layout";
import { Tile } from "./tile";

interface StageProps {
  layout: Layout;
  gestures: GesturesView;
  slide: SlideContent | null;
  /** Given to whoever may take the slide down. */
  onTakeDown: (() => void) | undefined;
  decorate: ((identity: string, name: string) => ReactNode) | undefined;
}

const GAP = 10;
const SLIDE = "slide";
/** Narrower than this the others stand below, not beside. */
const BESIDE_FROM = 760;

const keyOf = (track: TrackReferenceOrPlaceholder) => `${track.participant.identity}:${track.source}`;

export function Stage({ layout, gestures, slide, onTakeDown, decorate }: StageProps) {
  const { t } = useTranslation();
  const tracks = useTracks(
    [
      { source: Track.Source.Camera, withPlaceholder: true },
      { source: Track.Source.ScreenShare, withPlaceholder: false },
    ],
    { onlySubscribed: false, updateOnlyOn: [RoomEvent.ConnectionQualityChanged] },
  );
  const speaker = useLastSpeaker();
  const [pinned, setPinned] = useState<string | null>(null);
  const [box, size] = useSize();

  const cameras = inOrder(tracks.filter(({ source }) => source === Track.Source.Camera));
  // One's own screen share is not shown to oneself: mirrors in mirrors help nobody.
  const shares = tracks.filter(({ source, participant }) => source === Track.Source.ScreenShare && !participant.isLocal);
  const upright = size.width < BESIDE_FROM;
  const { large, small } = arrange({
    tiles: cameras.map(keyOf),
    shares: shares.map(keyOf),
    pinned,
    slide: slide ? SLIDE : null,
    layout: upright && cameras.length === 2 ? "speaker" : layout,
    speaker: speaker && `${speaker}:${Track.Source.Camera}`,
  });
  // On an upright screen a page lies flat above the people: higher, it would be mostly empty paper.
  const flat = upright && large === SLIDE;
  const draw = (key: string, isSmall: boolean): ReactNode => {
    if (key === SLIDE) return slide && <SlideTile key={key} slide={slide} onTakeDown={onTakeDown} label={t("call.stage.slide")} />;
    const track = [...shares, ...cameras].find((candidate) => keyOf(candidate) === key);
    if (!track) return null;
    const { identity, name, isLocal } = track.participant;
    const decoration = track.source === Track.Source.Camera && !isLocal ? decorate?.(identity, name || identity) : undefined;
    return (
      <Tile
        key={key}
        track={track}
        pinned={pinned === key}
        onPin={() => setPinned((was) => (was === key ? null : key))}
        decoration={decoration}
        raised={gestures.hands.includes(identity)}
        reactions={gestures.reactions.filter(({ from }) => from === identity)}
        small={isSmall}
      />
    );
  };

  return (
    <div ref={box} className="relative h-full w-full min-w-0" data-testid="stage">
      {large === null ? (
        <GridOf keys={small} size={size} draw={(key) => draw(key, false)} />
      ) : upright && small.length === 1 && !slide && shares.length === 0 ? (
        <>
          <div data-large className="h-full w-full">{draw(large, false)}</div>
          <div className="absolute right-3 bottom-3 z-20 h-36 w-26 shadow-3">{draw(small[0] ?? "", true)}</div>
        </>
      ) : (
        <div className={cx("flex h-full w-full gap-2.5", upright && "flex-col")}>
          <div data-large className={cx("min-w-0", flat ? "aspect-[3/2] shrink-0" : "min-h-0 flex-1")}>{draw(large, false)}</div>
          {small.length > 0 && flat && <Rest keys={small} draw={(key) => draw(key, small.length > 1)} />}
          {small.length > 0 && !flat && (
            <div className={cx("-m-1 flex shrink-0 gap-2.5 p-1", upright ? "h-26 overflow-x-auto" : "w-58 flex-col justify-center overflow-y-auto")}>
              {small.map((key) => (
                <div key={key} className={upright ? "aspect-[4/3] h-full shrink-0" : "aspect-video w-full shrink-0"}>
                  {draw(key, true)}
                </div>
              ))}
            </div>
          )}
        </div>
      )}
    </div>
  );
}

function GridOf({ keys, size, draw }: { keys: string[]; size: { width: number; height: number }; draw: (key: string) => ReactNode }) {
  const grid = bestGrid(keys.length, size.width, size.height, GAP);
  return (
    <div className="flex h-full w-full flex-wrap content-center items-center justify-center" style={{ gap: GAP }}>
      {keys.map((key) => (
        <div key={key} style={{ width: grid.width, height: grid.height }}>
          {draw(key)}
        </div>
      ))}
    </div>
  );
}

/** The others in the room that something else leaves. */
function Rest({ keys, draw }: { keys: string[]; draw: (key: string) => ReactNode }) {
  const [box, size] = useSize();
  return (
    <div ref={box} className="min-h-0 flex-1">
      <GridOf keys={keys} size={size} draw={draw} />
    </div>
  );
}

interface SlideTileProps {
  slide: SlideContent;
  onTakeDown: (() => void) | undefined;
  label: string;
}

function SlideTile({ slide, onTakeDown, label }: SlideTileProps) {
  const { t } = useTranslation();
  return (
    <section aria-label={label} aria-live="polite" className="relative h-full w-full animate-appear overflow-hidden rounded-xl shadow-2" data-testid="slide">
      <Slide slide={slide} />
      {onTakeDown && (
        <button
          type="button"
          onClick={onTakeDown}
          className="absolute top-3 left-3 inline-flex h-9 items-center gap-1.5 rounded-full bg-[#17212a] px-4 text-[14px] font-medium text-white shadow-2 hover:bg-[#2b3a45]"
        >
          <X size={16} aria-hidden />
          {t("call.stage.takeDown")}
        </button>
      )}
    </section>
  );
}

/** Oneself last, the others in the order they came. */
function inOrder(tracks: TrackReferenceOrPlaceholder[]): TrackReferenceOrPlaceholder[] {
  const came = ({ participant }: TrackReferenceOrPlaceholder) => participant.joinedAt?.getTime() ?? 0;
  return [...tracks].sort((a, b) => Number(a.participant.isLocal) - Number(b.participant.isLocal) || came(a) - came(b));
}

/** Who speaks, or spoke last; never oneself. */
function useLastSpeaker(): string | null {
  const speaking = useSpeakingParticipants();
  const now = speaking.find(({ isLocal }) => !isLocal)?.identity ?? null;
  const [last, setLast] = useState<string | null>(null);
  if (now !== null && now !== last) setLast(now);
  return now ?? last;
}

function useSize() {
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: Math.floor(entry.contentRect.width), height: Math.floor(entry.contentRect.height) });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [box, size] as const;
}

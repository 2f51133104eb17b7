/** One person (or their screen) on the stage: picture or initials, name, muted or not, speaking or not, connection. */
import {
  useConnectionQualityIndicator,
  useIsMuted,
  useIsSpeaking,
  VideoTrack,
  type TrackReference,
  type TrackReferenceOrPlaceholder,
} from "@livekit/components-react";
import { ConnectionQuality, Track } from "livekit-client";
import { Hand, MicOff, MonitorUp, Pin, PinOff, SignalLow, SignalZero } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "@/lib/cx";
import type { Shown } from "@/live/room/gestures";
import { Avatar } from "@/ui/surface";

interface TileProps {
  track: TrackReferenceOrPlaceholder;
  pinned: boolean;
  onPin: () => void;
  /** What the page puts on this tile, e.g. the tone of words for the seller. */
  decoration?: ReactNode;
  raised: boolean;
  reactions: readonly Shown[];
  small?: boolean;
}

function hasPicture(track: TrackReferenceOrPlaceholder): track is TrackReference {
  return track.publication?.track !== undefined;
}

export function Tile({ track, pinned, onPin, decoration, raised, reactions, small = false }: TileProps) {
  const { t } = useTranslation();
  const { participant, source } = track;
  const screen = source === Track.Source.ScreenShare;
  const pictureOff = useIsMuted(track);
  const muted = useIsMuted({ participant, source: Track.Source.Microphone });
  const speaking = useIsSpeaking(participant);
  const { quality } = useConnectionQualityIndicator({ participant });
  const name = participant.name || participant.identity;
  const shown = participant.isLocal ? t("call.tile.you", { name }) : name;
  const label = screen ? t("call.tile.screenOf", { name }) : shown;
  const visible = hasPicture(track) && !pictureOff;
  return (
    <figure
      aria-label={[label, muted && !screen && t("call.tile.muted"), speaking && t("call.tile.speaking"), raised && !screen && t("call.hand.up")].filter(Boolean).join(", ")}
      data-identity={participant.identity}
      data-source={source}
      data-local={participant.isLocal ? "" : undefined}
      className={cx(
        "group/tile relative h-full w-full overflow-hidden bg-raised transition-shadow duration-200",
        small ? "rounded-lg" : "rounded-xl",
        speaking && !screen && "shadow-[0_0_0_3px_var(--accent)]",
      )}
    >
      {visible ? (
        <VideoTrack
          trackRef={track}
          className={cx(
            "h-full w-full",
            screen ? "bg-black object-contain" : "object-cover",
            participant.isLocal && !screen && "-scale-x-100",
          )}
        />
      ) : (
        <div className="grid h-full w-full place-items-center bg-linear-to-b from-raised to-sheet">
          {screen ? <MonitorUp size={small ? 22 : 40} aria-hidden className="text-ink-3" /> : <Face name={name} small={small} speaking={speaking} />}
        </div>
      )}
      {decoration}
      {!screen && reactions.length > 0 && (
        <div aria-live="polite" className={cx("pointer-events-none absolute inset-x-0 bottom-[22%] z-10 flex justify-center gap-1", small ? "text-2xl" : "text-5xl")}>
          {reactions.slice(-3).map(({ id, reaction }) => (
            <span key={id} className="animate-rise drop-shadow-lg">
              {reaction}
            </span>
          ))}
        </div>
      )}
      <figcaption
        className={cx(
          "pointer-events-none absolute bottom-2 left-2 z-10 flex max-w-[calc(100%-1rem)] items-center gap-1.5 rounded-full bg-black/55 text-white backdrop-blur-sm",
          small ? "px-2 py-0.5 text-[12px]" : "px-3 py-1 text-[14px]",
        )}
      >
        {screen && <MonitorUp size={14} aria-hidden />}
        {raised && !screen && <Hand size={small ? 13 : 16} aria-hidden className="shrink-0 text-[#ffd479]" />}
        {muted && !screen && <MicOff size={small ? 12 : 14} aria-hidden className="shrink-0 text-[#ff9d8f]" />}
        <span className="truncate">{label}</span>
        <Connection quality={quality} />
      </figcaption>
      <button
        type="button"
        aria-label={pinned ? t("call.tile.unpin", { name: label }) : t("call.tile.pin", { name: label })}
        aria-pressed={pinned}
        onClick={onPin}
        className={cx(
          "absolute top-2 right-2 z-10 grid size-9 place-items-center rounded-full bg-black/55 text-white opacity-0 backdrop-blur-sm",
          "group-hover/tile:opacity-100 focus-visible:opacity-100 focus-visible:outline-white",
          pinned && "opacity-100",
        )}
      >
        {pinned ? <PinOff size={17} aria-hidden /> : <Pin size={17} aria-hidden />}
      </button>
    </figure>
  );
}

function Face({ name, small, speaking }: { name: string; small: boolean; speaking: boolean }) {
  return (
    <span className={cx("rounded-full transition-transform duration-300", speaking && "motion-safe:scale-105")}>
      <Avatar name={name} size={small ? 48 : 104} />
    </span>
  );
}

/** Only a poor or lost connection is worth a sign. */
function Connection({ quality }: { quality: ConnectionQuality }) {
  const { t } = useTranslation();
  if (quality === ConnectionQuality.Poor) return <SignalLow size={15} role="img" aria-label={t("call.tile.poor")} className="shrink-0 text-fair" />;
  if (quality === ConnectionQuality.Lost) return <SignalZero size={15} role="img" aria-label={t("call.tile.lost")} className="shrink-0 text-poor" />;
  return null;
}

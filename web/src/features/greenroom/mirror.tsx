/** Oneself before the call: the camera's picture as in a mirror, the microphone's level, and both switches. */
import { Focus, Mic, MicOff, Video, VideoOff } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "@/lib/cx";
import { mayBlur } from "@/live/camera/background";
import { measureSound } from "@/live/devices";
import { Spinner } from "@/ui/surface";
import type { Preview } from "./use-preview";

export function Mirror({ preview, name }: { preview: Preview; name: string }) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const { stream, shown, choices, change, camera, microphone, asking } = preview;
  const picture = shown.stream !== null;
  useEffect(() => {
    if (video.current) video.current.srcObject = shown.stream;
  }, [shown.stream]);
  const initials = name.trim().slice(0, 1).toUpperCase();
  const cameraOn = choices.camera && !camera;
  const microphoneOn = choices.microphone && !microphone;
  return (
    <div data-theme="dark" className="relative aspect-[4/3] overflow-hidden rounded-xl bg-raised text-ink sm:aspect-video">
      <video
        ref={video}
        autoPlay
        muted
        playsInline
        aria-label={t("greenroom.preview")}
        className={`h-full w-full -scale-x-100 object-cover ${picture ? "" : "invisible"}`}
      />
      {!picture && (
        <div className="absolute inset-0 grid place-items-center">
          {asking || shown.pending ? (
            <span className="flex flex-col items-center gap-3 px-6 text-center text-[15px] text-ink-2">
              <Spinner size={22} />
              {asking ? t("greenroom.asking") : t("greenroom.background.pending")}
            </span>
          ) : (
            <span className="flex flex-col items-center gap-3 text-[15px] text-ink-2">
              <span aria-hidden className="grid size-20 place-items-center rounded-full bg-accent-soft font-serif text-[34px] text-accent">
                {initials || <VideoOff size={28} />}
              </span>
              {t("greenroom.cameraOff")}
            </span>
          )}
        </div>
      )}
      <div className="absolute inset-x-0 bottom-0 flex items-center justify-center gap-3 bg-linear-to-t from-black/60 to-transparent pt-12 pb-4">
        <Switch
          on={microphoneOn}
          label={microphoneOn ? t("greenroom.muteMicrophone") : t("greenroom.unmuteMicrophone")}
          onClick={() => change({ microphone: !choices.microphone })}
        >
          {microphoneOn ? <Mic size={21} aria-hidden /> : <MicOff size={21} aria-hidden />}
        </Switch>
        <Switch
          on={cameraOn}
          label={cameraOn ? t("greenroom.stopCamera") : t("greenroom.startCamera")}
          onClick={() => change({ camera: !choices.camera })}
        >
          {cameraOn ? <Video size={21} aria-hidden /> : <VideoOff size={21} aria-hidden />}
        </Switch>
      </div>
      {cameraOn && <Background chosen={choices.background === "blur"} failed={shown.trouble} onChoose={(blur) => change({ background: blur ? "blur" : "none" })} />}
      {microphoneOn && stream && <Level stream={stream} />}
    </div>
  );
}

interface BackgroundProps {
  chosen: boolean;
  failed: boolean;
  onChoose: (blur: boolean) => void;
}

const LABEL = "absolute top-3 right-3 flex h-10 max-w-[calc(100%-1.5rem)] items-center gap-2 rounded-full px-4 text-[14px] font-medium backdrop-blur-md";

/** Blurred or as it is; where it cannot be blurred, that is said in the same place. */
function Background({ chosen, failed, onChoose }: BackgroundProps) {
  const { t } = useTranslation();
  if (failed || !mayBlur()) {
    return (
      <p role={chosen ? "alert" : undefined} className={cx(LABEL, "bg-black/60 text-white")}>
        {t(failed ? "greenroom.background.failed" : "greenroom.background.cannot")}
      </p>
    );
  }
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={() => onChoose(!chosen)}
      className={cx(LABEL, "transition-colors focus-visible:outline-2 focus-visible:outline-white", chosen ? "bg-accent text-on-accent" : "bg-black/45 text-white hover:bg-black/60")}
    >
      <Focus size={17} aria-hidden />
      {t("greenroom.background.blur")}
    </button>
  );
}

interface SwitchProps {
  on: boolean;
  label: string;
  onClick: () => void;
  children: React.ReactNode;
}

function Switch({ on, label, onClick, children }: SwitchProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={!on}
      onClick={onClick}
      className={`grid size-12 place-items-center rounded-full transition-colors focus-visible:outline-2 focus-visible:outline-white ${on ? "bg-white/15 text-white backdrop-blur-md hover:bg-white/25" : "bg-[#c6402f] text-white hover:bg-[#d6503f]"}`}
    >
      {children}
    </button>
  );
}

const BARS = 5;

/** The microphone's level, live. Drawn without React: it moves twenty times a second. */
function Level({ stream }: { stream: MediaStream }) {
  const { t } = useTranslation();
  const meter = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (stream.getAudioTracks().length === 0) return undefined;
    let shown = 0;
    return measureSound(stream, (level) => {
      // Up at once, down slowly: easier on the eye than the bare measure.
      shown = Math.max(level, shown * 0.86);
      const element = meter.current;
      if (!element) return;
      element.setAttribute("aria-valuenow", String(Math.round(shown * 100)));
      for (const [index, bar] of [...element.children].entries()) {
        const middle = 1 - Math.abs(index - (BARS - 1) / 2) / BARS;
        (bar as HTMLElement).style.transform = `scaleY(${Math.max(0.12, Math.min(1, shown * 1.25 * middle))})`;
      }
    });
  }, [stream]);
  return (
    <div className="absolute right-4 bottom-4 grid size-12 place-items-center rounded-full bg-accent text-on-accent">
      <div
        ref={meter}
        role="meter"
        aria-label={t("greenroom.level")}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={0}
        className="flex h-6 items-center gap-[3px]"
      >
        {Array.from({ length: BARS }, (_, index) => (
          <span key={index} className="h-full w-[3px] rounded-full bg-current" style={{ transform: "scaleY(0.12)" }} />
        ))}
      </div>
    </div>
  );
}

/** Why a camera or microphone cannot be had, in plain words, with what to do and the way on without it. */
import { RotateCw, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { browserKind } from "@/live/devices";
import { Button } from "@/ui/button";
import type { Preview } from "./use-preview";

export function Trouble({ preview }: { preview: Preview }) {
  const { t } = useTranslation();
  const { camera, microphone, retry } = preview;
  if (!camera && !microphone) return null;
  const both = camera !== null && camera === microphone;
  const explained = both ? [`both.${camera}`] : [camera && `camera.${camera}`, microphone && `microphone.${microphone}`].filter(Boolean);
  const wayOn = microphone ? (camera ? "listenOnly" : "noMicrophone") : "audioOnly";
  return (
    <div role="alert" className="flex gap-3 rounded-lg border border-fair/40 bg-fair-soft px-4 py-3 text-[14px] leading-snug text-ink">
      <TriangleAlert size={18} aria-hidden className="mt-0.5 shrink-0 text-fair" />
      <div className="min-w-0 flex-1">
        {explained.map((key) => (
          <p key={key}>{t(`greenroom.trouble.${key}`)}</p>
        ))}
        {(camera === "denied" || microphone === "denied") && <p className="mt-1">{t(`greenroom.trouble.how.${browserKind()}`)}</p>}
        <p className="mt-1 font-medium">{t(`greenroom.trouble.${wayOn}`)}</p>
      </div>
      <Button weight="outline" size="sm" icon={<RotateCw size={15} aria-hidden />} onClick={retry}>
        {t("greenroom.trouble.retry")}
      </Button>
    </div>
  );
}

/** How a conversation came and where it stands, as small marks with words. */
import { FileText, Globe, MessageCircle, Phone, Video, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Channel, Stage } from "@/api/types";
import { Badge, Spinner, type Tint } from "@/ui/surface";

export const CHANNELS: readonly Channel[] = ["video", "phone", "whatsapp", "web", "upload"];

const icons: Record<Channel, LucideIcon> = { video: Video, phone: Phone, whatsapp: MessageCircle, web: Globe, upload: FileText };

export function ChannelMark({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  const Icon = icons[channel];
  return (
    <span className="grid size-10 shrink-0 place-items-center rounded-full bg-sunken text-ink-2" title={t(`conversation.channel.${channel}`)}>
      <Icon size={18} strokeWidth={1.7} aria-hidden="true" />
      <span className="sr-only">{t(`conversation.channel.${channel}`)}</span>
    </span>
  );
}

const tints: Record<Stage, Tint> = { live: "accent", processing: "fair", ready: "good", failed: "poor" };

/** Nothing for a finished conversation: that is the usual case and needs no words. */
export function StageMark({ stage }: { stage: Stage }) {
  const { t } = useTranslation();
  if (stage === "ready") return null;
  return (
    <Badge tint={tints[stage]}>
      {stage === "processing" ? <Spinner size={12} /> : null}
      {stage === "live" ? <span aria-hidden="true" className="size-2 animate-breathe rounded-full bg-current" /> : null}
      {t(`conversation.stage.${stage}`)}
    </Badge>
  );
}

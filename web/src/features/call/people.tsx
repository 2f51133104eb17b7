/** Who is in the room and who waits at its door; the host lets in, refuses and removes. */
import { useIsMuted, useParticipants } from "@livekit/components-react";
import { Track, type Participant } from "livekit-client";
import { Check, Hand, Mic, MicOff, UserMinus, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "@/ui/button";
import { Switch } from "@/ui/field";
import { Avatar } from "@/ui/surface";

export interface Guest {
  id: string;
  name: string;
}

/** What the host may do at the door. */
export interface Host {
  waiting: readonly Guest[];
  onAdmit: (guest: Guest) => void;
  onRefuse: (guest: Guest) => void;
  onRemove: (guest: Guest) => void;
  /** Whether newcomers are refused, and whether they wait to be let in. */
  locked: boolean;
  lobby: boolean;
  onDoor: (change: { locked: boolean } | { lobby: boolean }) => void;
}

export function People({ host, hands }: { host: Host | undefined; hands: readonly string[] }) {
  const { t } = useTranslation();
  const people = useParticipants();
  const rank = (identity: string) => (hands.includes(identity) ? hands.indexOf(identity) : hands.length);
  const inOrder = [...people].sort((a, b) => rank(a.identity) - rank(b.identity));
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-4">
      {host && (
        <section aria-label={t("call.people.door")} className="mb-5 flex flex-col gap-3 border-b border-line pb-4">
          <Switch label={t("call.people.lobby")} checked={host.lobby} disabled={host.locked} onChange={(lobby) => host.onDoor({ lobby })} />
          <Switch label={t("call.people.locked")} checked={host.locked} onChange={(locked) => host.onDoor({ locked })} />
        </section>
      )}
      {host && host.waiting.length > 0 && (
        <section aria-label={t("call.people.waiting")} className="mb-4">
          <h3 className="eyebrow mb-1">{t("call.people.waiting")}</h3>
          <ul>
            {host.waiting.map((guest) => (
              <li key={guest.id} className="flex items-center gap-3 py-1.5">
                <Avatar name={guest.name} />
                <span className="min-w-0 flex-1 truncate text-[15px]">{guest.name}</span>
                <IconButton label={t("call.people.admitName", { name: guest.name })} weight="accent" size="sm" onClick={() => host.onAdmit(guest)}>
                  <Check size={16} aria-hidden />
                </IconButton>
                <IconButton label={t("call.people.refuseName", { name: guest.name })} weight="outline" size="sm" onClick={() => host.onRefuse(guest)}>
                  <X size={16} aria-hidden />
                </IconButton>
              </li>
            ))}
          </ul>
        </section>
      )}
      <h3 className="eyebrow mb-1">{t("call.people.inRoom", { count: people.length })}</h3>
      <ul>
        {inOrder.map((participant) => (
          <Person key={participant.identity} participant={participant} host={host} raised={hands.includes(participant.identity)} />
        ))}
      </ul>
    </div>
  );
}

function Person({ participant, host, raised }: { participant: Participant; host: Host | undefined; raised: boolean }) {
  const { t } = useTranslation();
  const muted = useIsMuted({ participant, source: Track.Source.Microphone });
  const name = participant.name || participant.identity;
  const Icon = muted ? MicOff : Mic;
  return (
    <li className="flex items-center gap-3 py-1.5">
      <Avatar name={name} />
      <span className="min-w-0 flex-1 truncate text-[15px]">{participant.isLocal ? t("call.tile.you", { name }) : name}</span>
      {raised && <Hand size={17} role="img" aria-label={t("call.hand.up")} className="text-fair" />}
      <Icon size={17} role="img" aria-label={muted ? t("call.tile.muted") : t("call.people.micOn")} className={muted ? "text-poor" : "text-ink-2"} />
      {host && !participant.isLocal && (
        <IconButton label={t("call.people.removeName", { name })} size="sm" onClick={() => host.onRemove({ id: participant.identity, name })}>
          <UserMinus size={17} aria-hidden />
        </IconButton>
      )}
    </li>
  );
}

/** Somebody knocks: seen without opening anything. */
export function Knocks({ host }: { host: Host }) {
  const { t } = useTranslation();
  const [first] = host.waiting;
  if (!first) return null;
  const more = host.waiting.length - 1;
  return (
    <div
      role="alert"
      className="fixed top-4 left-[calc(50%-var(--beside-right,0px)/2+var(--beside-left,0px)/2)] z-40 flex w-max max-w-[calc(100vw-1.5rem)] -translate-x-1/2 animate-rise items-center gap-3 rounded-full border border-line bg-sheet py-2 pr-2 pl-3 shadow-3"
    >
      <Avatar name={first.name} size={32} />
      <p className="min-w-0 text-[15px]">
        <strong className="font-semibold">{first.name}</strong> {t("call.people.knocks")}
        {more > 0 && <span className="text-ink-2"> · {t("call.people.more", { count: more })}</span>}
      </p>
      <Button weight="accent" size="sm" aria-label={t("call.people.admitName", { name: first.name })} onClick={() => host.onAdmit(first)}>
        {t("call.people.admit")}
      </Button>
      <IconButton label={t("call.people.refuseName", { name: first.name })} size="sm" onClick={() => host.onRefuse(first)}>
        <X size={17} aria-hidden />
      </IconButton>
    </div>
  );
}

/** The stretches that are missing from the transcript: somebody spoke and no words arrived. */
import { useTranslation } from "react-i18next";
import type { Participant, Recap } from "@/api/types";
import { clock } from "@/lib/dates";
import { Notice } from "@/ui/surface";

interface UnheardProps {
  stretches: Recap["unheard"];
  people: ReadonlyMap<string, Participant>;
}

export function Unheard({ stretches, people }: UnheardProps) {
  const { t } = useTranslation();
  if (!stretches || stretches.length === 0) return null;
  return (
    <Notice tint="fair">
      {stretches.map(({ speaker, from, until }) => (
        <span key={`${speaker} ${from}`} className="block">
          {t("recap.unheard", { from: clock(from), until: clock(until), name: people.get(speaker)?.name ?? "?" })}
        </span>
      ))}
    </Notice>
  );
}

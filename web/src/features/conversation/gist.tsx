/** What a conversation came to, in a line and two figures. Asked for only once its row is on the screen. */
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRecap } from "@/api/conversations";
import type { Conversation, Recap } from "@/api/types";
import { percent } from "@/lib/numbers";
import { useLanguage } from "@/lib/use-page";

/** The recap, from the moment `ref`'s element is on the screen or nearly. */
export function useGist({ id, stage }: Conversation) {
  const ref = useRef<HTMLSpanElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || typeof IntersectionObserver === "undefined") return undefined;
    const observer = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      setSeen(true);
      observer.disconnect();
    }, { rootMargin: "200px" });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const recap = useRecap(id, seen && stage === "ready" ? stage : undefined).data ?? null;
  return { ref, recap };
}

export function GistFigures({ recap }: { recap: Recap }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { adherence, objections_raised: raised, objections_overcome: overcome } = recap.figures;
  return (
    <dl className="hidden shrink-0 grid-cols-[4rem_8.5rem] gap-x-4 text-right text-[13px] lg:grid">
      <div>
        <dt className="text-ink-3">{t("conversation.gist.script")}</dt>
        <dd className="figures text-[15px] font-medium text-ink">{typeof adherence === "number" ? percent(adherence / 100, language) : "–"}</dd>
      </div>
      <div>
        <dt className="text-ink-3">{t("conversation.gist.objections")}</dt>
        <dd className="figures text-[15px] font-medium text-ink">{raised === 0 ? "–" : t("conversation.gist.of", { overcome, raised })}</dd>
      </div>
    </dl>
  );
}

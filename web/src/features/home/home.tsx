/** The first lines of a member's home: good morning, and what to begin with. */
import { useNavigate } from "@tanstack/react-router";
import { Play } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { usePlayDemo } from "@/api/conversations";
import { useProblem } from "@/lib/use-problem";
import { useNow } from "@/lib/use-now";
import { Button } from "@/ui/button";
import { toast } from "@/ui/toast";

function partOfDay(hour: number): "morning" | "afternoon" | "evening" {
  if (hour < 5 || hour >= 18) return "evening";
  return hour < 13 ? "morning" : "afternoon";
}

export function Greeting({ name }: { name: string }) {
  const { t } = useTranslation();
  const first = name.trim().split(/\s+/u)[0] ?? name;
  return <h1 className="display text-[2.4rem] sm:text-[3rem]">{t(`home.${partOfDay(new Date(useNow()).getHours())}`, { name: first })}</h1>;
}

/** The stage: the one thing that one comes here for, on ink. */
export function Stage({ demo, children }: { demo: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <section className="relative isolate overflow-hidden rounded-xl bg-[#121d24] px-6 py-8 text-[#f4efe4] shadow-2 sm:px-10 sm:py-10">
      <svg aria-hidden="true" viewBox="0 0 700 320" preserveAspectRatio="xMaxYMid slice" fill="none" className="absolute inset-0 -z-10 size-full">
        {Array.from({ length: 9 }, (_, n) => (
          <circle key={n} cx="640" cy="230" r={36 + n * 46} stroke="#76cad5" strokeWidth="1.5" opacity={0.42 * 0.76 ** n} />
        ))}
        <circle cx="640" cy="230" r="15" fill="#76cad5" opacity="0.85" />
      </svg>
      <h2 className="display max-w-lg text-3xl sm:text-4xl">{t("home.stage_title")}</h2>
      <p className="mt-3 max-w-md text-[15px] text-[#f4efe4]/75">{t(demo ? "home.stage_demo" : "home.stage_text")}</p>
      <div className="mt-7 flex flex-wrap gap-3">
        {children}
        {demo ? <WatchButton /> : null}
      </div>
    </section>
  );
}

function WatchButton() {
  const { t } = useTranslation();
  const { say } = useProblem();
  const navigate = useNavigate();
  const play = usePlayDemo();
  const watch = () =>
    play.mutate(undefined, {
      onSuccess: ({ conversation_id: conversationId }) => navigate({ to: "/live/$conversationId", params: { conversationId } }),
      onError: (error) => toast.poor(say(error)),
    });
  return (
    <Button
      size="lg"
      busy={play.isPending}
      onClick={watch}
      icon={<Play size={17} aria-hidden="true" />}
      className="bg-[#76cad5]! text-[#06262b]! hover:bg-[#a3e2ea]!"
    >
      {t("home.watch")}
    </Button>
  );
}

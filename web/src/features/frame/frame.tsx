/** The frame around a member's pages: where one is, where one can go, and who one is. */
import { Link, useRouterState } from "@tanstack/react-router";
import { CalendarDays, House, MessagesSquare, NotebookText, Settings, Sparkle, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Me } from "@/api/types";
import { cx } from "@/lib/cx";
import { Wordmark } from "@/ui/brand";
import { UserMenu } from "./user-menu";

interface Place {
  to: "/" | "/meetings" | "/conversations" | "/playbooks" | "/settings";
  word: string;
  icon: LucideIcon;
}

const PLACES: readonly Place[] = [
  { to: "/", word: "home", icon: House },
  { to: "/meetings", word: "meetings", icon: CalendarDays },
  { to: "/conversations", word: "conversations", icon: MessagesSquare },
  { to: "/playbooks", word: "playbooks", icon: NotebookText },
  { to: "/settings", word: "settings", icon: Settings },
];

/** What the bottom bar of a phone has room for; the settings are in the menu of the user there. */
const ON_PHONE = PLACES.filter((place) => place.to !== "/settings");

function useHere(): (to: string) => boolean {
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (to) => (to === "/" ? path === "/" : path === to || path.startsWith(`${to}/`));
}

export function Frame({ me, action, children }: { me: Me; action: ReactNode; children: ReactNode }) {
  const { t } = useTranslation();
  const here = useHere();
  return (
    <div className="flex min-h-dvh flex-col lg:pl-64">
      <a
        href="#content"
        className="fixed top-2 left-2 z-90 -translate-y-20 rounded-full bg-solid px-4 py-2 text-sm text-on-solid focus:translate-y-0"
      >
        {t("frame.skip")}
      </a>

      <aside className="fixed inset-y-0 left-0 z-30 hidden w-64 flex-col border-r border-line bg-sheet lg:flex">
        <Link to="/" className="m-3 inline-flex rounded-md p-3">
          <Wordmark />
          <span className="sr-only">{t("ui.home")}</span>
        </Link>
        <div className="px-4 pb-5">{action}</div>
        <nav aria-label={t("frame.places")} className="flex flex-col gap-0.5 px-3">
          {PLACES.map(({ to, word, icon: Icon }) => (
            <Link
              key={to}
              to={to}
              aria-current={here(to) ? "page" : undefined}
              className={cx(
                "flex h-10 items-center gap-3 rounded-md px-3 text-sm font-medium transition-colors",
                here(to) ? "bg-sunken text-ink" : "text-ink-2 hover:bg-sunken/60 hover:text-ink",
              )}
            >
              <Icon size={18} strokeWidth={here(to) ? 2.1 : 1.7} aria-hidden="true" className={here(to) ? "text-accent" : undefined} />
              {t(`frame.place.${word}`)}
            </Link>
          ))}
        </nav>
        <div className="mt-auto border-t border-line p-3">
          <UserMenu me={me} side="top" full />
        </div>
      </aside>

      <header className="sticky top-0 z-30 flex h-14 items-center justify-between border-b border-line bg-paper/90 px-4 backdrop-blur lg:hidden">
        <Link to="/" className="inline-flex rounded-md">
          <Wordmark />
          <span className="sr-only">{t("ui.home")}</span>
        </Link>
        <UserMenu me={me} side="bottom" />
      </header>

      {me.organisation.demo ? <DemoBanner /> : null}
      <main id="content" tabIndex={-1} className="mx-auto w-full max-w-[90rem] flex-1 px-4 pt-6 pb-28 outline-none sm:px-8 lg:pt-10 lg:pb-16">
        {children}
      </main>

      <nav
        aria-label={t("frame.places")}
        className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-4 border-t border-line bg-sheet/95 pb-[env(safe-area-inset-bottom)] backdrop-blur lg:hidden"
      >
        {ON_PHONE.map(({ to, word, icon: Icon }) => (
          <Link
            key={to}
            to={to}
            aria-current={here(to) ? "page" : undefined}
            className={cx("flex h-16 flex-col items-center justify-center gap-1 text-[11px] font-medium", here(to) ? "text-ink" : "text-ink-3")}
          >
            <Icon size={21} strokeWidth={here(to) ? 2.1 : 1.6} aria-hidden="true" className={here(to) ? "text-accent" : undefined} />
            {t(`frame.place.${word}`)}
          </Link>
        ))}
      </nav>
    </div>
  );
}

function DemoBanner() {
  const { t } = useTranslation();
  return (
    <p className="flex items-center justify-center gap-2 border-b border-line bg-accent-soft px-4 py-2 text-center text-[13px] text-accent-strong">
      <Sparkle size={14} aria-hidden="true" className="shrink-0" />
      {t("frame.demo")}
    </p>
  );
}

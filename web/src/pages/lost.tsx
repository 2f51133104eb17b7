/** What stands at an address where nothing is: inside the frame for whoever is signed in, below the name for others. */
import { Link } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/api/me";
import { usePageTitle } from "@/lib/use-page";
import { Wordmark } from "@/ui/brand";
import { buttonClass } from "@/ui/button";
import { EmptyState } from "@/ui/surface";
import { Framed } from "./frame";

export function LostPage() {
  const { t } = useTranslation();
  const me = useMe();
  usePageTitle(t("ui.lost_title"));
  if (me) {
    return (
      <Framed>
        <Lost />
      </Framed>
    );
  }
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-20 items-center px-5 sm:px-10">
        <Link to="/" className="inline-flex rounded-md">
          <Wordmark />
          <span className="sr-only">{t("ui.home")}</span>
        </Link>
      </header>
      <main className="flex-1">
        <Lost />
      </main>
    </div>
  );
}

function Lost() {
  const { t } = useTranslation();
  return (
    <div className="grid min-h-[65dvh] place-items-center">
      <EmptyState page icon={<Compass />} title={t("ui.lost_title")} text={t("ui.lost_text")}>
        <Link to="/" className={buttonClass("solid")}>
          {t("ui.home")}
        </Link>
      </EmptyState>
    </div>
  );
}

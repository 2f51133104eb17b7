/** What opens beside the stage: chat or people. On a phone it covers the stage. */
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "@/ui/button";

export function SidePanel({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <aside
      aria-label={title}
      className="fixed inset-x-2 top-2 bottom-22 z-40 flex animate-rise flex-col overflow-hidden rounded-xl border border-line bg-sheet shadow-3 sm:right-[calc(0.625rem+var(--beside-right,0px))] sm:left-auto sm:w-88"
    >
      <header className="flex h-14 shrink-0 items-center justify-between pr-2 pl-4">
        <h2 className="text-[16px] font-semibold">{title}</h2>
        <IconButton label={t("ui.close")} tip={false} onClick={onClose}>
          <X size={19} aria-hidden />
        </IconButton>
      </header>
      {children}
    </aside>
  );
}

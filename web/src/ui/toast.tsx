/** Short words about what was just done. They are spoken, never steal the focus, and stay while one reads. */
import { Check, TriangleAlert, X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "@/lib/cx";
import { IconButton } from "./button";

type Kind = "good" | "poor";
interface Toast {
  id: number;
  kind: Kind;
  text: string;
}

/** Errors stay longer: they are read, not noticed. */
const LASTS: Record<Kind, number> = { good: 4_000, poor: 9_000 };

let toasts: readonly Toast[] = [];
let next = 1;
const listeners = new Set<() => void>();

function change(to: readonly Toast[]) {
  toasts = to;
  listeners.forEach((tell) => tell());
}

function show(kind: Kind, text: string) {
  const id = next++;
  change([...toasts.filter((toast) => toast.text !== text), { id, kind, text }].slice(-3));
  setTimeout(() => dismiss(id), LASTS[kind]);
}

function dismiss(id: number) {
  if (toasts.some((toast) => toast.id === id)) change(toasts.filter((toast) => toast.id !== id));
}

export const toast = { good: (text: string) => show("good", text), poor: (text: string) => show("poor", text) };

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Toaster() {
  const { t } = useTranslation();
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div
      aria-live="polite"
      className="pointer-events-none fixed inset-x-4 bottom-20 z-80 flex flex-col items-center gap-2 sm:inset-x-auto sm:right-5 sm:bottom-5 sm:items-end"
    >
      {shown.map((one) => (
        <div
          key={one.id}
          role={one.kind === "poor" ? "alert" : undefined}
          className="pointer-events-auto flex max-w-sm animate-rise items-center gap-3 rounded-lg bg-solid py-2 pr-2 pl-4 text-sm text-on-solid shadow-3"
        >
          {one.kind === "good" ? <Check size={16} aria-hidden="true" /> : <TriangleAlert size={16} aria-hidden="true" />}
          <span>{one.text}</span>
          <IconButton
            label={t("ui.close")}
            size="sm"
            tip={false}
            onClick={() => dismiss(one.id)}
            className={cx("text-on-solid! hover:bg-on-solid/15!")}
          >
            <X size={15} aria-hidden="true" />
          </IconButton>
        </div>
      ))}
    </div>
  );
}

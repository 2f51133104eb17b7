/** A question or a form above the page; on a phone it rises from below. Focus stays inside and returns afterwards. */
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "@/lib/cx";
import { Button, IconButton } from "./button";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  text?: ReactNode;
  wide?: boolean;
  children?: ReactNode;
}

export function Dialog({ open, onOpenChange, title, text, wide, children }: Props) {
  const { t } = useTranslation();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 animate-[appear_160ms] bg-[rgb(10_14_17/0.48)] backdrop-blur-[2px]" />
        <Radix.Content
          {...(text ? {} : { "aria-describedby": undefined })}
          className={cx(
            "fixed z-50 flex max-h-[92dvh] animate-rise flex-col overflow-hidden bg-sheet shadow-3 outline-none",
            "inset-x-0 bottom-0 rounded-t-xl sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:rounded-xl",
            "sm:-translate-x-1/2 sm:-translate-y-1/2",
            wide ? "sm:w-[min(44rem,94vw)]" : "sm:w-[min(30rem,94vw)]",
          )}
        >
          <header className="flex items-start justify-between gap-4 px-6 pt-5 pb-1">
            <div className="min-w-0">
              <Radix.Title className="display text-2xl text-ink">{title}</Radix.Title>
              {text ? <Radix.Description className="mt-1 text-sm text-ink-2">{text}</Radix.Description> : null}
            </div>
            <Radix.Close asChild>
              <IconButton label={t("ui.close")} size="sm" tip={false} className="-mr-2">
                <X size={18} aria-hidden="true" />
              </IconButton>
            </Radix.Close>
          </header>
          <div className="min-h-0 overflow-y-auto px-6 pt-3 pb-6">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The row of buttons at the foot of a dialog. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-6 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">{children}</div>;
}

interface ConfirmProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  text: ReactNode;
  action: string;
  danger?: boolean;
  onConfirm: () => Promise<unknown> | undefined;
}

/** Asks before something that cannot be taken back. Stays open and shows the work until it is done. */
export function Confirm({ open, onOpenChange, title, text, action, danger, onConfirm }: ConfirmProps) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    try {
      await onConfirm();
      onOpenChange(false);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} text={text}>
      <DialogActions>
        <Button weight="outline" onClick={() => onOpenChange(false)}>
          {t("ui.cancel")}
        </Button>
        <Button weight={danger ? "danger" : "solid"} busy={busy} onClick={() => void confirm()}>
          {action}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

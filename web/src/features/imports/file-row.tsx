/** One file on its way: how far it is, what came of it, or what is wrong with it and in which line. */
import { Link } from "@tanstack/react-router";
import { CircleAlert, CircleCheck, FileText, RotateCw, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { cx } from "@/lib/cx";
import { fileSize, percent } from "@/lib/numbers";
import type { Item } from "@/lib/queue";
import { useLanguage } from "@/lib/use-page";
import { buttonClass, IconButton } from "@/ui/button";

interface Props {
  item: Item<File>;
  onAgain: () => void;
  onDrop: () => void;
}

export function FileRow({ item, onAgain, onDrop }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { file, sending } = item;
  return (
    <li className="relative overflow-hidden px-4 py-3 not-last:border-b">
      {sending.state === "sending" ? (
        <span
          aria-hidden="true"
          className="absolute inset-y-0 left-0 bg-accent-soft transition-[width] duration-200"
          style={{ width: `${sending.share * 100}%` }}
        />
      ) : null}
      <div className="relative flex items-center gap-3">
        <Icon state={sending.state} />
        <div className="min-w-0 flex-1">
          <p className="truncate text-sm font-medium text-ink">{file.name}</p>
          <p className={cx("text-[13px]", sending.state === "failed" ? "text-poor" : "text-ink-3")}>
            {sending.state === "waiting" ? `${fileSize(file.size, language)} · ${t("imports.state.waiting")}` : null}
            {sending.state === "sending" ? t("imports.state.sending", { share: percent(sending.share, language) }) : null}
            {sending.state === "done" ? t("imports.state.done") : null}
            {sending.state === "failed" ? (
              <>
                {sending.line === null ? null : <strong className="font-semibold">{t("imports.line", { line: sending.line })} </strong>}
                {sending.text}
              </>
            ) : null}
          </p>
        </div>
        {sending.state === "done" ? (
          <Link to="/conversations/$conversationId" params={{ conversationId: sending.conversation }} className={buttonClass("outline", "sm")}>
            {t("imports.see")}
          </Link>
        ) : null}
        {sending.state === "failed" ? (
          <>
            <IconButton label={t("ui.again")} size="sm" onClick={onAgain}>
              <RotateCw size={16} aria-hidden="true" />
            </IconButton>
            <IconButton label={t("ui.remove")} size="sm" onClick={onDrop}>
              <X size={16} aria-hidden="true" />
            </IconButton>
          </>
        ) : null}
      </div>
    </li>
  );
}

function Icon({ state }: { state: Item<File>["sending"]["state"] }) {
  if (state === "done") return <CircleCheck size={19} aria-hidden="true" className="shrink-0 text-good" />;
  if (state === "failed") return <CircleAlert size={19} aria-hidden="true" className="shrink-0 text-poor" />;
  return <FileText size={19} aria-hidden="true" className="shrink-0 text-ink-3" />;
}

/** What people type to each other during the call. It passes through the room and is kept nowhere. */
import { SendHorizontal } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "@/lib/cx";
import type { Chat as ChatLines } from "@/live/room/hooks";
import { IconButton } from "@/ui/button";
import { Input } from "@/ui/field";
import { toast } from "@/ui/toast";

/** Web addresses become links; nothing else in a message means anything. */
const ADDRESS = /(https?:\/\/[^\s]+)/u;

export function Chat({ chat }: { chat: ChatLines }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const end = useRef<HTMLLIElement>(null);
  useEffect(() => {
    // Newer browsers return a promise here, which an effect must not.
    void end.current?.scrollIntoView({ block: "end" });
  }, [chat.lines]);
  const send = () => {
    const said = text.trim();
    if (!said) return;
    setText("");
    chat.send(said).catch(() => {
      setText(said);
      toast.poor(t("call.chat.failed"));
    });
  };
  return (
    <>
      <ul aria-label={t("call.controls.chat")} aria-live="polite" className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-4 pb-3">
        {chat.lines.length === 0 && <li className="py-4 text-[14px] text-ink-2">{t("call.chat.empty")}</li>}
        {chat.lines.map((line) => (
          <li key={line.id} className={cx("flex max-w-[86%] flex-col", line.mine && "items-end self-end")}>
            <span className="text-[12px] text-ink-3">{line.mine ? t("call.chat.you") : line.name}</span>
            <span className={cx("rounded-lg px-3 py-1.5 text-[15px] break-words whitespace-pre-wrap", line.mine ? "bg-accent-soft" : "bg-raised")}>
              {line.text.split(ADDRESS).map((part, index) =>
                ADDRESS.test(part) ? (
                  <a key={index} href={part} target="_blank" rel="noreferrer noopener" className="text-accent underline">
                    {part}
                  </a>
                ) : (
                  part
                ),
              )}
            </span>
          </li>
        ))}
        <li ref={end} aria-hidden />
      </ul>
      <form
        className="flex items-center gap-2 border-t border-line p-3"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Input
          value={text}
          onChange={(event) => setText(event.target.value)}
          aria-label={t("call.chat.write")}
          placeholder={t("call.chat.write")}
          maxLength={2_000}
          autoFocus
          autoComplete="off"
        />
        <IconButton type="submit" weight="accent" label={t("call.chat.send")} disabled={!text.trim()} tip={false}>
          <SendHorizontal size={18} aria-hidden />
        </IconButton>
      </form>
    </>
  );
}

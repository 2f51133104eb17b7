/** A seller's own door: the link for guests, what guests are told, and the start. */
import { Check, Copy, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/button";

interface SellersDoorProps {
  title: string;
  guestUrl: string;
  started: boolean;
  busy: boolean;
  error: string | null;
  onEnter: () => void;
}

export function SellersDoor({ title, guestUrl, started, busy, error, onEnter }: SellersDoorProps) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard.writeText(guestUrl).then(() => setCopied(true));
  };
  return (
    <div className="flex flex-col gap-5">
      <div>
        <p className="text-[15px] text-ink-2">{t("greenroom.seller.title")}</p>
        <h1 className="display mt-1.5 text-[34px] sm:text-[42px]">{title}</h1>
      </div>
      <div className="rounded-lg border border-line bg-sheet px-4 py-3">
        <p className="text-[13px] font-medium text-ink-2">{t("greenroom.seller.guestLink")}</p>
        <div className="mt-1 flex items-center gap-3">
          <p className="min-w-0 flex-1 truncate text-[15px]">{guestUrl}</p>
          <Button weight="outline" size="sm" icon={copied ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />} onClick={copy}>
            {copied ? t("greenroom.seller.copied") : t("greenroom.seller.copyLink")}
          </Button>
        </div>
      </div>
      <p className="flex gap-3 text-[14px] leading-snug text-ink-2">
        <ShieldCheck size={19} aria-hidden className="shrink-0 text-accent" />
        {t("greenroom.seller.guestsTold")}
      </p>
      {error && (
        <p role="alert" className="text-[14px] text-poor">
          {error}
        </p>
      )}
      <Button size="lg" busy={busy} onClick={onEnter}>
        {started ? t("greenroom.seller.join.full") : t("greenroom.seller.start")}
      </Button>
    </div>
  );
}

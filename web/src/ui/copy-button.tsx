/** Copies a text and says so. */
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { copy } from "@/lib/copy";
import { Button, type Size, type Weight } from "./button";
import { toast } from "./toast";

interface Props {
  text: string;
  label: string;
  weight?: Weight;
  size?: Size;
}

export function CopyButton({ text, label, weight = "outline", size = "sm" }: Props) {
  const { t } = useTranslation();
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), 1800);
    return () => clearTimeout(timer);
  }, [done]);
  const press = async () => {
    if (await copy(text)) setDone(true);
    else toast.poor(t("ui.copy_failed"));
  };
  return (
    <Button
      weight={weight}
      size={size}
      icon={done ? <Check size={15} aria-hidden="true" className="text-good" /> : <Copy size={15} aria-hidden="true" />}
      onClick={() => void press()}
    >
      <span aria-live="polite">{done ? t("ui.copied") : label}</span>
    </Button>
  );
}

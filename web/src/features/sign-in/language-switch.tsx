/** Italian or English, for whoever is not signed in yet. */
import { Languages } from "lucide-react";
import { useTranslation } from "react-i18next";
import { LANGUAGES, speak } from "@/lib/i18n";
import { useLanguage } from "@/lib/use-page";
import { Button } from "@/ui/button";

export function LanguageSwitch() {
  const { t } = useTranslation();
  const language = useLanguage();
  const other = LANGUAGES.find((one) => one !== language) ?? language;
  return (
    <Button
      weight="quiet"
      lang={other}
      icon={<Languages size={17} aria-hidden="true" />}
      aria-label={t(`ui.language.switch_${other}`)}
      onClick={() => void speak(other)}
    >
      {t(`ui.language.${other}`)}
    </Button>
  );
}

/** The title in the browser's tab, and the language on the screen as a value. */
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { isLanguage, type Language } from "./i18n";

export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Sottovoce` : "Sottovoce";
  }, [title]);
}

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return isLanguage(i18n.language) ? i18n.language : "en";
}

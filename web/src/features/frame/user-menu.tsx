/** Who one is here: organisation, language, theme, the way out. */
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ChevronsUpDown, LogOut, Settings } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api, ask } from "@/api/client";
import { beginAnew } from "@/api/me";
import type { Me } from "@/api/types";
import { isLanguage, LANGUAGES, speak } from "@/lib/i18n";
import { chooseTheme, useTheme, type Theme } from "@/lib/theme";
import { useLanguage } from "@/lib/use-page";
import { useProblem } from "@/lib/use-problem";
import { Menu, MenuChoice, MenuItem, MenuLine } from "@/ui/menu";
import { Avatar } from "@/ui/surface";
import { toast } from "@/ui/toast";

const THEMES: readonly Theme[] = ["light", "dark", "system"];

export function UserMenu({ me, side, full }: { me: Me; side: "top" | "bottom"; full?: boolean }) {
  const { t } = useTranslation();
  const { say } = useProblem();
  const language = useLanguage();
  const theme = useTheme();
  const navigate = useNavigate();
  const failed = { onError: (error: unknown) => toast.poor(say(error)) };

  const leave = useMutation({
    mutationFn: () => ask(api.POST("/api/logout", {})),
    onSuccess: () => beginAnew(),
    ...failed,
  });
  const move = useMutation({
    mutationFn: (organisation_id: string) => ask(api.POST("/api/me/organisation", { body: { organisation_id } })),
    onSuccess: () => beginAnew(),
    ...failed,
  });

  const chooseLanguage = (value: string) => {
    if (isLanguage(value)) void speak(value);
  };

  const trigger = full ? (
    <button type="button" className="flex w-full items-center gap-3 rounded-md p-2 text-left hover:bg-sunken">
      <Avatar name={me.user.name} size={36} />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm font-medium text-ink">{me.user.name}</span>
        <span className="block truncate text-xs text-ink-3">{me.organisation.name}</span>
      </span>
      <ChevronsUpDown size={16} aria-hidden="true" className="text-ink-3" />
    </button>
  ) : (
    <button type="button" className="rounded-full">
      <Avatar name={me.user.name} size={36} />
      <span className="sr-only">{t("frame.you", { name: me.user.name })}</span>
    </button>
  );

  return (
    <Menu trigger={trigger} side={side} align={full ? "start" : "end"}>
      <p className="px-3 pt-2 pb-1.5 text-[13px] leading-tight text-ink-3">{me.user.email}</p>
      <MenuItem icon={<Settings aria-hidden="true" />} onSelect={() => void navigate({ to: "/settings/$part", params: { part: "profile" } })}>
        {t("frame.place.settings")}
      </MenuItem>
      {me.memberships.length > 1 ? (
        <>
          <MenuLine />
          <MenuChoice
            label={t("frame.organisation")}
            value={me.organisation.id}
            onChange={(id) => move.mutate(id)}
            options={me.memberships.map((one) => ({ value: one.organisation_id, label: one.name }))}
          />
        </>
      ) : null}
      <MenuLine />
      <MenuChoice
        label={t("frame.language")}
        value={language}
        onChange={chooseLanguage}
        options={LANGUAGES.map((one) => ({ value: one, label: t(`ui.language.${one}`) }))}
      />
      <MenuChoice
        label={t("frame.theme.label")}
        value={theme}
        onChange={(value) => chooseTheme(THEMES.find((one) => one === value) ?? "system")}
        options={THEMES.map((one) => ({ value: one, label: t(`frame.theme.${one}`) }))}
      />
      <MenuLine />
      <MenuItem icon={<LogOut aria-hidden="true" />} onSelect={() => leave.mutate()}>
        {t("frame.leave")}
      </MenuItem>
    </Menu>
  );
}

/** The settings: oneself, the people, the teams, and what other systems are told. */
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay, useMe } from "@/api/me";
import { People } from "@/features/settings/people";
import { Profile } from "@/features/settings/profile";
import { Teams } from "@/features/settings/teams";
import { Webhooks } from "@/features/settings/webhooks";
import { usePageTitle } from "@/lib/use-page";
import { PageHead } from "@/ui/page-head";
import { Tabs } from "@/ui/tabs";

export function SettingsPage() {
  const { t } = useTranslation();
  const { part } = useParams({ from: "/frame/settings/$part" });
  const navigate = useNavigate();
  const me = useMe();
  const integrates = useMay("manage_integrations");
  usePageTitle(t("frame.place.settings"));
  if (!me) return null;
  const tabs = [
    { value: "profile", label: t("settings.part.profile"), content: <Profile me={me} /> },
    { value: "people", label: t("settings.part.people"), content: <People me={me} /> },
    { value: "teams", label: t("settings.part.teams"), content: <Teams /> },
    ...(integrates ? [{ value: "webhooks", label: t("settings.part.webhooks"), content: <Webhooks /> }] : []),
  ];
  const shown = tabs.some((tab) => tab.value === part) ? part : "profile";
  return (
    <>
      <PageHead title={t("frame.place.settings")} text={me.organisation.name} />
      <Tabs label={t("frame.place.settings")} tabs={tabs} value={shown} onChange={(next) => void navigate({ to: "/settings/$part", params: { part: next } })} />
    </>
  );
}

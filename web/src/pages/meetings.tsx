/** The meetings' page. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MeetingList } from "@/features/meetings/list";
import { ScheduleButton } from "@/features/meetings/schedule";
import { StartButton } from "@/features/meetings/start";
import { usePageTitle } from "@/lib/use-page";
import { PageHead } from "@/ui/page-head";
import { Card } from "@/ui/surface";
import { Tabs } from "@/ui/tabs";

const WHEN = ["upcoming", "past"] as const;

export function MeetingsPage() {
  const { t } = useTranslation();
  const [when, setWhen] = useState<string>("upcoming");
  usePageTitle(t("meetings.heading"));
  return (
    <>
      <PageHead title={t("meetings.heading")} text={t("meetings.text")}>
        <ScheduleButton />
        <StartButton />
      </PageHead>
      <Tabs
        label={t("meetings.which")}
        value={when}
        onChange={setWhen}
        tabs={WHEN.map((one) => ({
          value: one,
          label: t(`meetings.${one}`),
          content: (
            <Card>
              <MeetingList when={one} />
            </Card>
          ),
        }))}
      />
    </>
  );
}

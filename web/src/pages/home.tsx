/** The first page: the welcome of whoever is not signed in, the home of who is. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMe } from "@/api/me";
import type { Me } from "@/api/types";
import { RecentConversations } from "@/features/conversation/list";
import { Greeting, Stage } from "@/features/home/home";
import { MeetingList } from "@/features/meetings/list";
import { ScheduleButton } from "@/features/meetings/schedule";
import { StartButton } from "@/features/meetings/start";
import { Welcome } from "@/features/sign-in/welcome";
import { usePageTitle } from "@/lib/use-page";
import { buttonClass } from "@/ui/button";
import { Card, CardHead } from "@/ui/surface";
import { Framed } from "./frame";

export function FirstPage() {
  const me = useMe();
  return me ? (
    <Framed>
      <Home me={me} />
    </Framed>
  ) : (
    <Welcome />
  );
}

const onInk = "bg-[#f4efe4]! text-[#121d24]! hover:bg-white!";

function Home({ me }: { me: Me }) {
  const { t } = useTranslation();
  usePageTitle(t("home.tab"));
  return (
    <div className="flex flex-col gap-8">
      <Greeting name={me.user.name} />
      <Stage demo={me.organisation.demo}>
        <StartButton size="lg" className={onInk} />
      </Stage>
      <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-2">
        <Card>
          <CardHead title={t("home.upcoming")}>
            <ScheduleButton size="sm" />
          </CardHead>
          <MeetingList when="upcoming" most={4} />
        </Card>
        <Card>
          <CardHead title={t("home.recent")}>
            <Link to="/conversations" className={buttonClass("quiet", "sm")}>
              {t("home.all")}
            </Link>
          </CardHead>
          <RecentConversations most={5} />
        </Card>
      </div>
    </div>
  );
}

/** What a live page needs to know of its conversation besides the feed: the script it runs on and when it began. */
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, ask } from "@/api/client";
import { keys } from "@/api/queries";
import type { Feed } from "@/live/feed";
import type { Script } from "@/live/words";

interface CallScript {
  script: Script | null;
  playbook: string | null;
  playbooks: { id: string; name: string }[];
  startedAt: number | null;
  title: string;
  failed: unknown;
}

/** `version` is that of the playbook last chosen: with it, the script is read anew. */
export function useCallScript(conversation: string, feed: Feed | null, version: number | null): CallScript {
  const one = useQuery({
    queryKey: [...keys.conversation(conversation), "live", version],
    queryFn: () => ask(api.GET("/api/conversations/{id}", { params: { path: { id: conversation } } })),
    placeholderData: (before) => before,
    staleTime: Infinity,
  });
  const all = useQuery({ queryKey: keys.playbooks, queryFn: () => ask(api.GET("/api/playbooks", {})) });
  const people = one.data?.participants;
  useEffect(() => {
    if (people) feed?.meet(people);
  }, [people, feed]);
  const playbook = one.data?.playbook ?? null;
  const listed: { id: string; name: string }[] = all.data?.items ?? [];
  return {
    script: playbook,
    playbook: playbook?.id ?? null,
    playbooks: listed.map(({ id, name }) => ({ id, name })),
    startedAt: one.data?.conversation.started_at ?? null,
    title: one.data?.conversation.title ?? "",
    failed: one.error,
  };
}

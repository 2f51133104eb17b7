/** The query client: what is tried again, what is not, and how long an answer counts as fresh. */
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "@/lib/problem";

/** Trying again helps when the line or the server was down, never when the server said no. */
function again(count: number, error: unknown): boolean {
  return count < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 502);
}

/** The session ended under a member's page: off to the sign-in page, and back afterwards. */
function onError(error: unknown): void {
  if (!(error instanceof ApiError) || error.code !== "signed_out" || !queryClient.getQueryData(keys.me)) return;
  const here = `${window.location.pathname}${window.location.search}`;
  window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: { retry: again, staleTime: 10_000, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});

/** The keys of what is asked; changing something invalidates the first word of its key. */
export const keys = {
  me: ["me"] as const,
  status: ["status"] as const,
  members: ["members"] as const,
  teams: ["teams"] as const,
  invitations: ["invitations"] as const,
  invitation: (token: string) => ["invitation", token] as const,
  playbooks: ["playbooks"] as const,
  playbook: (id: string) => ["playbooks", id] as const,
  meetings: (when: "upcoming" | "past") => ["meetings", "list", when] as const,
  meeting: (id: string) => ["meetings", "one", id] as const,
  meet: (link: string) => ["meet", link] as const,
  conversations: (filter: object) => ["conversations", "list", filter] as const,
  conversation: (id: string) => ["conversations", "one", id] as const,
  utterances: (id: string) => ["conversations", "one", id, "utterances"] as const,
  facts: (id: string) => ["conversations", "one", id, "facts"] as const,
  recap: (id: string) => ["conversations", "one", id, "recap"] as const,
  progress: (id: string) => ["conversations", "one", id, "progress"] as const,
  webhooks: ["webhooks"] as const,
  deliveries: (id: string) => ["webhooks", id, "deliveries"] as const,
};

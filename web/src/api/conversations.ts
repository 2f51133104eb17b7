/** Conversations and their recaps: asking for them, and following a recap while it is made. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "./client";
import { keys } from "./queries";
import type { Channel, Stage } from "./types";

export interface ConversationFilter {
  channel?: Channel | undefined;
  limit?: number;
}

/** While one of these is the stage, something is still going to change by itself. */
const moving = (stage: Stage | undefined) => stage === "processing" || stage === "live";
/** A recap takes seconds: asking every so often shows each step. */
const POLL = 1_500;

export function useConversations({ channel, limit = 50 }: ConversationFilter) {
  return useInfiniteQuery({
    queryKey: keys.conversations({ channel, limit }),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      ask(api.GET("/api/conversations", { params: { query: { channel, cursor: pageParam, limit } } })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    refetchInterval: (query) =>
      query.state.data?.pages.some((page) => page.items.some((one) => one.stage === "processing")) ? POLL * 2 : false,
  });
}

export function useConversation(id: string) {
  return useQuery({
    queryKey: keys.conversation(id),
    queryFn: () => ask(api.GET("/api/conversations/{id}", { params: { path: { id } } })),
    refetchInterval: (query) => (moving(query.state.data?.conversation.stage) ? POLL : false),
  });
}

export function useUtterances(id: string, stage: Stage | undefined) {
  return useQuery({
    queryKey: [...keys.utterances(id), stage],
    enabled: stage !== undefined,
    placeholderData: (before) => before,
    queryFn: () => ask(api.GET("/api/conversations/{id}/utterances", { params: { path: { id } } })),
  });
}

/** Asked for only once it can be there. */
export function useRecap(id: string, stage: Stage | undefined) {
  return useQuery({
    queryKey: [...keys.recap(id), stage],
    enabled: stage === "ready" || stage === "failed",
    queryFn: () => ask(api.GET("/api/conversations/{id}/recap", { params: { path: { id } } })),
  });
}

export function useProgress(id: string, stage: Stage | undefined) {
  return useQuery({
    queryKey: keys.progress(id),
    enabled: stage === "processing" || stage === "failed",
    queryFn: () => ask(api.GET("/api/conversations/{id}/progress", { params: { path: { id } } })),
    refetchInterval: stage === "processing" ? POLL : false,
  });
}

export function useRetryRecap(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => ask(api.POST("/api/conversations/{id}/recap/retry", { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.conversation(id) }),
  });
}

export function usePlayDemo() {
  return useMutation({ mutationFn: () => ask(api.POST("/api/demo/live", {})) });
}

/** Meetings: asking for them and changing them. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "./client";
import { keys } from "./queries";
import type { NewMeeting } from "./types";

export function useMeetings(when: "upcoming" | "past") {
  return useQuery({
    queryKey: keys.meetings(when),
    queryFn: () => ask(api.GET("/api/meetings", { params: { query: { when, limit: 100 } } })),
  });
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["meetings"] });
}

export function useMeeting(id: string) {
  return useQuery({
    queryKey: keys.meeting(id),
    queryFn: () => ask(api.GET("/api/meetings/{id}", { params: { path: { id } } })),
  });
}

export function useCreateMeeting() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: NewMeeting) => ask(api.POST("/api/meetings", { body })),
    onSuccess: refresh,
  });
}

export function useRevokeMeeting() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (id: string) => ask(api.POST("/api/meetings/{id}/revoke", { params: { path: { id } } })),
    onSuccess: refresh,
  });
}

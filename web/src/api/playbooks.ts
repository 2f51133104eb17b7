/** Playbooks: asking for them and saving a new version. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "./client";
import { keys } from "./queries";
import type { Script } from "./types";

export function usePlaybooks() {
  return useQuery({ queryKey: keys.playbooks, queryFn: () => ask(api.GET("/api/playbooks", {})), staleTime: 30_000 });
}

export function usePlaybook(id: string) {
  return useQuery({
    queryKey: keys.playbook(id),
    // A newer version must not take away what somebody is writing.
    refetchOnWindowFocus: false,
    queryFn: () => ask(api.GET("/api/playbooks/{id}", { params: { path: { id } } })),
  });
}

/** Makes a playbook, or the next version of one. */
export function useSavePlaybook(id: string | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Script) =>
      id === null
        ? ask(api.POST("/api/playbooks", { body }))
        : ask(api.PUT("/api/playbooks/{id}", { params: { path: { id } }, body })),
    onSuccess: (saved) => {
      client.setQueryData(keys.playbook(saved.id), saved);
      return client.invalidateQueries({ queryKey: keys.playbooks, exact: true });
    },
  });
}

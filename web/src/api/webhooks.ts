/** Webhooks and their deliveries. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "./client";
import { keys } from "./queries";

/** A delivery on its way changes within seconds. */
const POLL = 3_000;

export function useWebhooks() {
  return useQuery({ queryKey: keys.webhooks, queryFn: () => ask(api.GET("/api/webhooks", {})) });
}

export function useCreateWebhook() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { url: string; description: string }) => ask(api.POST("/api/webhooks", { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.webhooks }),
  });
}

export function useDeleteWebhook() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => ask(api.DELETE("/api/webhooks/{id}", { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.webhooks }),
  });
}

export function useDeliveries(webhook: string) {
  return useQuery({
    queryKey: keys.deliveries(webhook),
    queryFn: () => ask(api.GET("/api/webhooks/{id}/deliveries", { params: { path: { id: webhook } } })),
    refetchInterval: (query) => (query.state.data?.items.some((one) => one.state === "pending") ? POLL : false),
  });
}

export function useRedeliver(webhook: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => ask(api.POST("/api/deliveries/{id}/redeliver", { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.deliveries(webhook) }),
  });
}

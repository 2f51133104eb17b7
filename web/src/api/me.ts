/** Who is signed in here, and what they may do. */
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { ApiError } from "@/lib/problem";
import { api, ask } from "./client";
import { keys, queryClient } from "./queries";
import type { Me, Permission } from "./types";

/** Null when nobody is signed in. */
export const meQuery = queryOptions({
  queryKey: keys.me,
  staleTime: 60_000,
  queryFn: async (): Promise<Me | null> => {
    try {
      return await ask(api.GET("/api/me", {}));
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
});

/** Who is signed in; null when nobody is. */
export function useMe(): Me | null {
  return useQuery(meQuery).data ?? null;
}

/** Whether the person on the screen may do this; the server decides again on every request. */
export function useMay(permission: Permission): boolean {
  return useMe()?.permissions.includes(permission) ?? false;
}

/** Signed in: the pages for strangers hold nothing of anybody's, so knowing who it is suffices. */
export function useEnter(): (me: Me) => void {
  const client = useQueryClient();
  return (me) => {
    client.setQueryData(keys.me, me);
  };
}

/** Signed out or in another organisation: the page begins anew, so that nothing seen before can stay in it. */
export function beginAnew(address = "/"): void {
  window.location.assign(address);
}

export const loadMe = () => queryClient.ensureQueryData(meQuery);

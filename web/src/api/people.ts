/** The people of the organisation: members, invitations, teams, and oneself. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "./client";
import { keys } from "./queries";
import type { Language } from "@/lib/i18n";
import type { Role } from "./types";

export function useMembers() {
  return useQuery({ queryKey: keys.members, queryFn: () => ask(api.GET("/api/members", {})) });
}

export function useInvitations(enabled: boolean) {
  return useQuery({ queryKey: keys.invitations, enabled, queryFn: () => ask(api.GET("/api/invitations", {})) });
}

export function useTeams() {
  return useQuery({ queryKey: keys.teams, queryFn: () => ask(api.GET("/api/teams", {})) });
}

/** A change after which these are asked for again. */
function useChange<Wish, Result>(act: (wish: Wish) => Promise<Result>, ...stale: (readonly string[])[]) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

interface MemberWish {
  user_id: string;
  role?: Role;
  active?: boolean;
  team_ids?: string[];
}

export function useChangeMember() {
  return useChange(
    ({ user_id, ...body }: MemberWish) => ask(api.PATCH("/api/members/{user_id}", { params: { path: { user_id } }, body })),
    keys.members,
    keys.teams,
  );
}

export function useInvite() {
  return useChange(
    (body: { email: string; role: Role; team_ids: string[] }) => ask(api.POST("/api/invitations", { body })),
    keys.invitations,
  );
}

export function useTakeBackInvitation() {
  return useChange((id: string) => ask(api.DELETE("/api/invitations/{id}", { params: { path: { id } } })), keys.invitations);
}

export function useCreateTeam() {
  return useChange((name: string) => ask(api.POST("/api/teams", { body: { name } })), keys.teams);
}

export function useRenameTeam() {
  return useChange(
    ({ id, name }: { id: string; name: string }) => ask(api.PATCH("/api/teams/{id}", { params: { path: { id } }, body: { name } })),
    keys.teams,
  );
}

export function useDeleteTeam() {
  return useChange((id: string) => ask(api.DELETE("/api/teams/{id}", { params: { path: { id } } })), keys.teams, keys.members);
}

export function useChangeMe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { name?: string; language?: Language }) => ask(api.PATCH("/api/me", { body })),
    onSuccess: (me) => client.setQueryData(keys.me, me),
  });
}

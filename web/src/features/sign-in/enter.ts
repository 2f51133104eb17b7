/** The ways in: each asks the server, then forgets whatever the page knew before and goes on. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import i18next from "i18next";
import { api, ask } from "@/api/client";
import { useEnter } from "@/api/me";
import { keys } from "@/api/queries";
import type { Me } from "@/api/types";
import { isLanguage, languageWasChosen, speak } from "@/lib/i18n";
import { useProblem } from "@/lib/use-problem";
import { toast } from "@/ui/toast";

/** Signed in: from now on the person's own language counts, unless another was chosen in this browser. */
export function useArrive(): (me: Me, next?: string) => Promise<void> {
  const enter = useEnter();
  const navigate = useNavigate();
  return async (me, next) => {
    enter(me);
    if (!languageWasChosen() && isLanguage(me.user.language)) await speak(me.user.language);
    await navigate({ to: next ?? "/", replace: true });
  };
}

/** Enters the demo in the language that this page speaks: its people, playbooks and calls come in both. */
async function enterDemo(): Promise<Me> {
  const me = await ask(api.POST("/api/demo", {}));
  const { language } = i18next;
  if (!isLanguage(language) || me.user.language === language) return me;
  return ask(api.PATCH("/api/me", { body: { language } }));
}

export function useDemo() {
  const arrive = useArrive();
  const { say } = useProblem();
  const demo = useMutation({
    mutationFn: enterDemo,
    onSuccess: (me) => arrive(me),
    onError: (error) => toast.poor(say(error)),
  });
  const status = useQuery({ queryKey: keys.status, queryFn: () => ask(api.GET("/api/status", {})), staleTime: Infinity });
  // Offered unless the server says that it has none: the usual answer must not make the page jump.
  return { offered: status.data?.demo_available !== false, enter: () => demo.mutate(), busy: demo.isPending };
}

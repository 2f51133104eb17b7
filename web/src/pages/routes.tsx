/**
 * Every address of the product and the page behind it. Pages load when they are needed; those for members ask first
 * who is signed in.
 */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { loadMe } from "@/api/me";
import { FailedPage, WaitingPage } from "./fallback";

const LostPage = lazyRouteComponent(() => import("./lost"), "LostPage");
const root = createRootRoute({ component: Outlet, notFoundComponent: LostPage });

/** Sends a stranger to the sign-in page, and back afterwards. */
async function membersOnly({ location }: { location: { href: string } }) {
  if (!(await loadMe())) throw redirect({ to: "/sign-in", search: { next: location.href } });
}

interface Next {
  next?: string | undefined;
}
/** Only a path of this site: an address elsewhere is no place to be sent to after signing in. */
function nextSearch(search: Record<string, unknown>): Next {
  return typeof search.next === "string" && /^\/(?!\/)/u.test(search.next) ? { next: search.next } : {};
}

// For everybody.
const signIn = createRoute({ getParentRoute: () => root, path: "/sign-in", validateSearch: nextSearch, component: lazyRouteComponent(() => import("./sign-in"), "SignInPage") });
const register = createRoute({ getParentRoute: () => root, path: "/register", component: lazyRouteComponent(() => import("./sign-in"), "RegisterPage") });
const forgot = createRoute({ getParentRoute: () => root, path: "/forgot", component: lazyRouteComponent(() => import("./sign-in"), "ForgotPage") });
const reset = createRoute({ getParentRoute: () => root, path: "/reset/$token", component: lazyRouteComponent(() => import("./sign-in"), "ResetPage") });
const verify = createRoute({ getParentRoute: () => root, path: "/verify/$token", component: lazyRouteComponent(() => import("./sign-in"), "VerifyPage") });
const invite = createRoute({ getParentRoute: () => root, path: "/invite/$token", component: lazyRouteComponent(() => import("./sign-in"), "InvitePage") });
const meet = createRoute({ getParentRoute: () => root, path: "/meet/$link", component: lazyRouteComponent(() => import("./meet"), "MeetPage") });

// For members, on a screen of their own.
const room = createRoute({ getParentRoute: () => root, path: "/meetings/$meetingId/room", beforeLoad: membersOnly, component: lazyRouteComponent(() => import("./room"), "RoomPage") });
const live = createRoute({ getParentRoute: () => root, path: "/live/$conversationId", beforeLoad: membersOnly, component: lazyRouteComponent(() => import("./live"), "LivePage") });

// The first page is the home of a member and the welcome of everybody else.
const home = createRoute({ getParentRoute: () => root, path: "/", loader: loadMe, component: lazyRouteComponent(() => import("./home"), "FirstPage") });

// For members, inside the frame.
const frame = createRoute({ getParentRoute: () => root, id: "frame", beforeLoad: membersOnly, component: lazyRouteComponent(() => import("./frame"), "FramePage") });
const meetings = createRoute({ getParentRoute: () => frame, path: "/meetings", component: lazyRouteComponent(() => import("./meetings"), "MeetingsPage") });
const conversations = createRoute({ getParentRoute: () => frame, path: "/conversations", component: lazyRouteComponent(() => import("./conversations"), "ConversationsPage") });
const conversation = createRoute({ getParentRoute: () => frame, path: "/conversations/$conversationId", component: lazyRouteComponent(() => import("./conversations"), "ConversationPage") });
const playbooks = createRoute({ getParentRoute: () => frame, path: "/playbooks", component: lazyRouteComponent(() => import("./playbooks"), "PlaybooksPage") });
const playbook = createRoute({ getParentRoute: () => frame, path: "/playbooks/$playbookId", component: lazyRouteComponent(() => import("./playbooks"), "PlaybookPage") });
const settings = createRoute({ getParentRoute: () => frame, path: "/settings", beforeLoad: ({ location }) => {
  if (location.pathname.replace(/\/$/u, "") === "/settings") throw redirect({ to: "/settings/$part", params: { part: "profile" } });
} });
const settingsPart = createRoute({ getParentRoute: () => settings, path: "/$part", component: lazyRouteComponent(() => import("./settings"), "SettingsPage") });

const tree = root.addChildren([
  home, signIn, register, forgot, reset, verify, invite, meet, room, live,
  frame.addChildren([meetings, conversations, conversation, playbooks, playbook, settings.addChildren([settingsPart])]),
]);

export const router = createRouter({
  routeTree: tree,
  defaultPreload: "intent",
  scrollRestoration: true,
  defaultPendingComponent: WaitingPage,
  defaultErrorComponent: FailedPage,
  defaultNotFoundComponent: LostPage,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

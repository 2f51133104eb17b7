/** Where a meeting stands, from its dates alone: the same order in which the server closes a link. */
import type { Meeting } from "@/api/types";

export type MeetingState = "open" | "running" | "ended" | "revoked" | "expired";

type Dates = Pick<Meeting, "revoked_at" | "ended_at" | "expires_at" | "conversation">;

export function meetingState(meeting: Dates, now: number): MeetingState {
  if (meeting.revoked_at) return "revoked";
  if (meeting.ended_at) return "ended";
  if (meeting.conversation) return "running";
  if (meeting.expires_at && meeting.expires_at <= now) return "expired";
  return "open";
}

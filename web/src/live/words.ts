/**
 * The words of the live sockets, as the server declares them: short names for the generated types. Nothing is declared
 * here that the server does not declare, and nothing here runs.
 */
import type { components } from "@/api/schema";

type Schemas = components["schemas"];

export type Language = Schemas["Language"];
export type Participant = Schemas["Participant"];
export type Utterance = Schemas["Utterance"];
export type Tick = Schemas["Tick"];
export type Objection = Schemas["Objection"];
export type Tone = Schemas["Tone"];
export type ToneChange = Schemas["ToneChange"];
export type Suggestion = Schemas["Suggestion"];
export type Insight = Schemas["Insight"];
export type Attachment = Schemas["Attachment"];
export type Point = Schemas["Point"];
export type Phase = Schemas["Phase"];
export type BattleCard = Schemas["BattleCard"];
export type Script = Schemas["Script"];
export type Figures = Schemas["Figures"];
export type Presence = Schemas["Presence"];
export type Fact = Schemas["Fact"];
export type What = Schemas["What"];
export type Signal = Schemas["Signal"];
export type RecogniserState = Schemas["RecogniserState"];

/** What the server says to a seller. */
export type SellerFrame = Schemas["LiveServerMessage"];
/** What a seller may ask of the live session; words and pings have ways of their own. */
export type Command = Exclude<Schemas["LiveCommand"], { type: "heard" } | { type: "ping" }>;
/** Recognised words on their way to the server; the times count back from the moment of sending. */
export type HeardFrame = Schemas["HeardMessage"] & { type: "heard" };
/** Everything a guest's page ever takes from its socket; anything else is refused. */
export type GuestFrame = Schemas["GuestServerMessage"];

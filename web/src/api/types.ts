/** Short names for the generated types of the API. Nothing is declared here that the server does not declare. */
import type { components } from "./schema";

type Schemas = components["schemas"];
export type Me = Schemas["Me"];

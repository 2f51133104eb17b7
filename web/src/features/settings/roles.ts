/** The roles, from the least to the most powerful, and who may give which; the server decides again. */
import type { Role } from "@/api/types";

export const ROLES: readonly Role[] = ["rep", "manager", "admin", "owner"];

/** The roles a member of this role may give: only an owner makes an owner. */
export const grantable = (own: Role): Role[] => ROLES.filter((role) => role !== "owner" || own === "owner");

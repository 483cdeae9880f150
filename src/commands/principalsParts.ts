import type { showError } from "../ui/showError.ts";
import type { CommandParts } from "./commandParts.ts";

/** What commands of service principals work with. How errors are told comes along, so that those words are there once. */
export interface PrincipalsParts extends CommandParts {
  readonly showError: typeof showError;
}

/** What can be done with service principals. */
export type PrincipalsAct = "add" | "renew" | "rename" | "remove" | "pin" | "unpin" | "prepare";

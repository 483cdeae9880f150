import type { CommandParts } from "./commandParts.ts";
import { refresh } from "./refresh.ts";

/** Checks every tenant that is listed; lists them first if none is. Never prompts. */
export async function checkAll(parts: CommandParts): Promise<void> {
  await (parts.store.rows.length === 0 ? refresh(parts) : parts.sweep.check());
}

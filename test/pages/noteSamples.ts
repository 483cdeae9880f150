import type { Note, Notes } from "../../src/ui/protocol.ts";

/** Nobody is signed in. */
export const none: NonNullable<Notes["none"]> = {
  title: "No Tenants Yet",
  text: "You are not signed in to VS Code with a Microsoft account.",
  offers: [
    { number: 1, label: "Sign In" },
    { number: 2, label: "Add Service Principal…" },
  ],
};

/** The tenants of an account are not there. */
export const failed: Note = {
  icon: "error",
  tone: "bad",
  words: "<b>bob</b>@contoso.example: listing failed",
  detail: "Azure could not be reached.",
  offer: { number: 3, label: "Refresh" },
};

/** Checks are under way. */
export const progress: Note = {
  icon: "loading~spin",
  tone: "quiet",
  words: "12 of 40 tenants checked",
  offer: { number: 4, label: "Stop" },
};

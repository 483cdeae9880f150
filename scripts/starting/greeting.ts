import type { LocalAzureDescription } from "../../test/azure/description.ts";

/** What `npm start` says once everything runs. Without an address VS Code has a window of its own. */
export function greeting(azure: LocalAzureDescription, address?: string): string {
  const people = azure.accounts.map(({ username }) => username);
  const partner = azure.partners.find(({ kind }) => kind === "location");
  const linked = azure.tenants.filter(({ partnerId }) => partnerId !== undefined).length;
  return `
${address === undefined ? "VS Code opens in a window of its own." : `VS Code is running at  ${address}`}

  1. Open the view "Partner Admin Link" in the activity bar on the left.
  2. Press Sign In, allow it, and pick an account: ${people.join(" or ")}. There is no password.
  3. See the tenants: ${azure.tenants.length} in this local Azure, ${linked} linked so far.
  4. Link one: point at it, press the link icon, and enter a partner ID, for example ${partner?.partnerId ?? "4567890"}${
    partner === undefined ? "" : ` (${partner.partnerName})`
  }.

Nothing here reaches Microsoft: sign-in and Azure are played by this machine. Ctrl+C stops everything.`;
}

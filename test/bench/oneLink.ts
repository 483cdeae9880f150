import { readFile } from "node:fs/promises";
import { ControlClient } from "../azure/controlClient.ts";
import type { LocalAzureDescription } from "../azure/description.ts";
import type { Workbench } from "../vscode/workbench.ts";
import { bareLink } from "./baselines/bareLink.ts";
import type { Figure } from "./figure.ts";
import { timeInPage } from "./timeInPage.ts";

type Tenant = LocalAzureDescription["tenants"][number];

/** So long Azure's answers take where it is far away. Milliseconds. */
const farAway = 150;

/**
 * From Enter in the input box until the row shows the partner ID, against a script that sends the same three requests
 * (read, write, read) over the same proxy with a token in its hand. Half of the tenants that can be linked are linked by
 * us, half by the script, in turn: the first with an Azure that answers at once, so that all is our own time, the others
 * with one that is as far away as the real one.
 */
export async function measureOneLink(workbench: Workbench, azure: LocalAzureDescription): Promise<Figure[]> {
  const partnerId = azure.partners.find(({ kind }) => kind === "location")?.partnerId ?? "";
  const shown = await workbench.tenants.tree.waitForText((text) => !text.includes("Checking…"));
  const tenants = linkableTenants(azure).filter(({ displayName }) =>
    shown.includes(`${displayName}  Not linked`),
  );
  const half = Math.floor(tenants.length / 2);
  const near = await measureTenants(workbench, azure, tenants.slice(0, half), partnerId);
  await new ControlClient(azure.controlUrl).changeSettings({ latencyMs: farAway });
  const far = await measureTenants(workbench, azure, tenants.slice(half), partnerId);
  const against = "a script with the same three requests";
  return [
    { name: "one link, Azure answers at once", ...near, against },
    { name: `one link, Azure answers after ${farAway} ms`, ...far, against, goal: "≤ × 1.2" },
  ];
}

async function measureTenants(
  workbench: Workbench,
  azure: LocalAzureDescription,
  tenants: readonly Tenant[],
  partnerId: string,
): Promise<Pick<Figure, "ours" | "baseline">> {
  const ours: number[] = [];
  const baseline: number[] = [];
  for (const [index, tenant] of tenants.entries()) {
    if (index % 2 === 0) {
      ours.push(await ourLink(workbench, tenant, partnerId));
    } else {
      baseline.push(await scriptLink(azure, tenant, partnerId));
    }
  }
  return { ours, baseline };
}

/** Tenants where linking needs nothing but the three requests, with names that no other tenant has. */
function linkableTenants({ tenants, accounts }: LocalAzureDescription): Tenant[] {
  const username = accounts[0]?.username ?? "";
  return tenants.filter(
    ({ policy, partnerId, members, displayName }) =>
      policy === "normal" &&
      partnerId === undefined &&
      members.includes(username) &&
      displayName !== "" &&
      tenants.filter((other) => other.displayName.includes(displayName)).length === 1,
  );
}

async function ourLink(workbench: Workbench, { displayName }: Tenant, partnerId: string): Promise<number> {
  await workbench.tenants.tree.chooseFromMenu(displayName, "Link Partner ID…");
  await workbench.quickInput.waitUntilOpen("The box for the partner ID");
  await workbench.quickInput.type(partnerId);
  const linkedRow = { selector: ".part.sidebar [role=treeitem]", texts: [displayName, partnerId] };
  return timeInPage(workbench.page, "keydown", [linkedRow], () => workbench.quickInput.accept());
}

async function scriptLink(
  { controlUrl, accounts, proxy, caFile }: LocalAzureDescription,
  { tenantId }: Tenant,
  partnerId: string,
): Promise<number> {
  const signedIn = await new ControlClient(controlUrl).signIn({
    username: accounts[0]?.username ?? "",
    tenantId,
    scope: "https://management.azure.com/.default",
  });
  const token = String(signedIn.body["access_token"]);
  return bareLink({ token, partnerId, proxy, ca: await readFile(caFile, "utf8") });
}

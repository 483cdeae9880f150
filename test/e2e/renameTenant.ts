import type { ControlClient } from "../azure/controlClient.ts";
import { eventually } from "../vscode/screen.ts";
import type { Person } from "./person.ts";

/**
 * Gives a tenant, by its domain, another name at Azure, and waits until the tree has it and the check of all tenants that
 * comes with a new list is over.
 */
export async function renameTenant(
  { workbench }: Person,
  control: ControlClient,
  { domain, name }: { readonly domain: string; readonly name: string },
): Promise<void> {
  const { page, palette, tenants } = workbench;
  const { tenants: atAzure } = await control.description();
  const tenantId = atAzure.find(({ defaultDomain }) => defaultDomain === domain)?.tenantId;
  if (tenantId === undefined) {
    throw new Error(`Azure has no tenant ${domain}`);
  }
  await control.setName(tenantId, name);
  const rows = await tenants.tree.rows();
  const readable = rows.filter(({ description }) => /^(\d|Not linked)/.test(description)).length;
  await control.forgetRequests();
  // From the palette, where no row can be meant.
  await palette.run("Partner Admin Link: Refresh");
  const read = async (): Promise<number> => {
    if ((await tenants.titleActions()).includes("Continue Checking")) {
      await tenants.pressTitleAction("Continue Checking");
    }
    const reads = (await control.requests()).filter(
      ({ part, method, path }) => part === "arm" && method === "GET" && path.endsWith("/partners"),
    );
    return new Set(reads.map(({ tenantId: of }) => of)).size;
  };
  await eventually(page, `Reading ${readable} links again`, read, (count) => count >= readable);
  // The tree cuts long names.
  await tenants.tree.waitForText(name.slice(0, 100));
  await eventually(
    page,
    "The end of the check",
    () => tenants.titleActions(),
    (actions) => actions.includes("Refresh"),
  );
  await control.forgetRequests();
}

import { describe, expect } from "vitest";
import { armRequests } from "./requests.ts";
import { test } from "./vscodeTest.ts";

const graph = "/providers/Microsoft.ResourceGraph/resources";
const query = `POST ${graph} 200`;
const home = "Contoso Consulting";
const customers = [
  "  One link, 3 customers  link here, not in their tenants",
  "  City Power & Light  alice@contoso.example · 2 subscriptions",
  "  Proseware, Inc.  alice@contoso.example after activation · one subscription",
  "  Tailwind Traders  none of yours by name · one subscription",
].join("\n");

describe("The home tenant", () => {
  test("shows the customers who come through Lighthouse once it is opened, with one query and no question", async ({
    person,
    control,
  }) => {
    const { workbench, prompts } = person;
    const { tenants } = workbench;
    const { tree } = tenants;
    await person.signIn("alice@contoso.example");
    await person.waitUntilChecked();
    const queries = async (): Promise<string[]> =>
      (await armRequests(control)).filter((request) => request.includes(graph));
    expect(await tree.text()).toMatch(/^▸ Contoso Consulting {2}/m);
    expect(await queries()).toEqual([]);
    prompts.forget();

    await control.changeSettings({ pageSize: 5 });
    await tree.expand(home);
    await tree.waitForText(customers);
    expect(await queries()).toEqual([query, query]); // eight rows on pages of five
    expect(await tree.menu("Tailwind Traders")).toEqual(["Open in Azure Portal", "Copy Tenant ID"]);
    const tooltip = await tree.tooltip("Proseware, Inc.");
    expect(tooltip).toContain("alice@contoso.example is named there: Contributor after activation.");
    expect(tooltip).toContain("Others named: Engineers (Reader)");

    await control.addFault({ path: graph, status: 503, body: "html" });
    await tree.pressInline("One link, 3 customers", "Refresh");
    await tree.waitForText("One link, 3 customers  last read failed");
    await tree.pressInline("One link, 3 customers", "Try Again");
    await tree.waitForText(customers);
    expect(prompts.seen).toEqual([]);

    await control.forgetRequests();
    await workbench.reload();
    await tenants.open();
    await tree.waitForText(/^[▸▾] Contoso Consulting {2}/m);
    await tenants.waitUntilIdle();
    expect(await queries()).toEqual([]); // nobody has opened it in this window
    await tree.expand(home);
    await tree.waitForText(customers);
  });
});

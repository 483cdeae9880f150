import { expect, it, vi } from "vitest";
import { addIdentity } from "../../../src/commands/addIdentity.ts";
import type { PrincipalsParts } from "../../../src/commands/principalsParts.ts";
import { TestLog } from "../testing/fixtures.ts";

const said = vi.hoisted(() => [] as string[]);
vi.mock("vscode", () => ({ l10n: { t: (text: string) => text } }));
vi.mock("../../../src/ui/tellWorkspaceSettings.ts", () => ({
  tellOfWorkspaceSettings: (prefix: string) => said.push(prefix),
}));
vi.mock("../../../src/ui/wizard.ts", () => ({
  runWizard: () => Promise.resolve(void said.push("the wizard")),
}));

it("Before a service principal's cloud is asked for, the person hears of a workspace that sets one", async () => {
  await addIdentity({ log: new TestLog() } as unknown as PrincipalsParts);
  expect(said).toEqual(["microsoft-sovereign-cloud.", "the wizard"]);
});

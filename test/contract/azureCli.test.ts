import { expect } from "vitest";
import { openAzureCli, provideAzureCli } from "./azureCli.ts";
import { partnerPath, tenantWith, test } from "./contractTest.ts";

const missing = await provideAzureCli();
if (missing !== undefined) {
  console.warn(`Left out: tests with the Azure CLI as a client, because ${missing}.`);
}

test("the Azure CLI signs in as a service principal and writes, reads and removes its link", async ({
  azure,
  control,
  skip,
}) => {
  skip(missing !== undefined, missing);
  const tenantId = tenantWith(azure, "normal");
  const principal = azure.servicePrincipals.find((candidate) => candidate.tenantId === tenantId);
  const { clientId = "", clientSecret = "", objectId } = principal ?? {};
  const cli = await openAzureCli(azure);
  const logIn = (secret: string): Promise<string> => cli.logIn({ tenantId, clientId, secret });
  const rest = async (method: string): Promise<unknown> => {
    const printed = await cli.az("rest", "--method", method, "--url", partnerPath("4567890"));
    return printed === "" ? undefined : (JSON.parse(printed) as { properties: unknown }).properties;
  };
  try {
    await logIn(clientSecret);
    const created = await rest("put");
    const read = await rest("get");
    await rest("delete");
    const calls = (await control.requests()).filter(({ path }) => path.includes("ManagementPartner"));

    expect(created).toMatchObject({ partnerId: "4567890", partnerName: "Contoso Consulting", objectId });
    expect(read).toEqual(created);
    expect(calls.map(({ method }) => method)).toEqual(["PUT", "GET", "DELETE"]);
    expect(await control.links()).toContainEqual(expect.objectContaining({ objectId, state: "Deleted" }));
    await expect(logIn("wrong")).rejects.toThrow("AADSTS7000215");
  } finally {
    await cli.close();
  }
});

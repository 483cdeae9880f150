import { expect, test } from "vitest";
import { buildVsix } from "../../scripts/package.ts";
import { buildWorld } from "../azure/world/buildWorld.ts";
import { defaultTenants } from "../azure/world/defaultTenants.ts";
import { fixtureSecrets } from "../secrets/fixtureSecrets.ts";
import { readFile } from "../secrets/readPlaces.ts";
import { SecretFinder } from "../secrets/secretFinder.ts";

test("The package holds no secret of the tests: no key, no password, no client secret", async () => {
  const principals = [...buildWorld(defaultTenants, 2, 1).servicePrincipals.values()];
  const clientSecrets = principals.map(({ clientSecret }) => ({ kind: "client secret", text: clientSecret }));
  const secrets = [...fixtureSecrets(), ...clientSecrets];
  expect(new Set(secrets.map(({ kind }) => kind))).toHaveLength(4);
  const finder = new SecretFinder(secrets);
  const places = [...readFile(await buildVsix(), "the VSIX")];
  expect(places.length).toBeGreaterThan(20);
  const found = places.filter(({ bytes }) => finder.find(bytes).length > 0);
  expect(found.map(({ name }) => name)).toEqual([]);
});

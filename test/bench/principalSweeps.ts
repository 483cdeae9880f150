import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { exportSPKI, generateKeyPair, SignJWT } from "jose";
import type { LocalAzureDescription } from "../azure/description.ts";
import type { ControlClient } from "../azure/controlClient.ts";
import { barePrincipalsCommand, principalsVariable } from "./baselines/barePrincipals.ts";
import type { Figure } from "./figure.ts";
import { sweepInTurn, type SweepSample } from "./sweeps.ts";
import { startSweepVscode, type SweepSetting } from "./sweepVscode.ts";

/** One application in all tenants, or one in each. */
export type PrincipalSpread = "one" | "many";

interface Principal {
  readonly clientId: string;
  readonly tenantIds: readonly string[];
}

const issuer = "https://token.actions.example";
const subject = "repo:contoso/deploy:ref:refs/heads/main";
// Of the tenants that are generated one in ten has no application.
const surplus = 1.25;

/**
 * The first check of so many tenants as service principals, which sign in with a federated token, against a bare extension
 * that makes the same requests, as many at once. Nobody is signed in to VS Code.
 */
export async function measurePrincipalSweeps(
  setting: Omit<SweepSetting, "signIn" | "env">,
  spread: PrincipalSpread,
  samples: number,
): Promise<Figure[]> {
  const { folder, tenants } = setting;
  const tokenFile = path.join(folder, "federated-token");
  const principalsFile = path.join(folder, "principals.json");
  const vscode = await startSweepVscode(
    {
      ...setting,
      tenants: Math.ceil(tenants * surplus),
      signIn: "nobody",
      env: { [principalsVariable]: principalsFile },
    },
    async (azure, storage) => {
      await rememberPrincipals(storage, principalsOf(azure, tenants, spread), tokenFile);
    },
  );
  try {
    const principals = principalsOf(vscode.azure, tenants, spread);
    await trustIssuer(vscode.control, principals, tokenFile);
    await writeFile(principalsFile, JSON.stringify({ principals, tokenFile }));
    const { ours, bare } = await sweepInTurn(vscode, barePrincipalsCommand, samples);
    const name = `check of ${tenants}, ${spread === "one" ? "one service principal" : "as many service principals"}`;
    const figure = (what: string, value: (sample: SweepSample) => number, goal?: string): Figure => ({
      name: `${name}${what}`,
      ours: ours.map(value),
      against: "a bare extension with @azure/identity and the same requests",
      baseline: bare.map(value),
      ...(goal !== undefined && { goal }),
    });
    return [
      figure("", ({ took }) => took, "≤ × 1.15"),
      figure(": processor time of the extension host", ({ cpu }) => cpu),
      figure(": longest stall", ({ longestStall }) => longestStall, "≤ 50 ms"),
      { ...figure(": requests per tenant", ({ requests }) => requests / tenants, "≤ × 1"), unit: "requests" },
    ];
  } finally {
    await vscode.stop();
  }
}

function principalsOf(
  { servicePrincipals }: LocalAzureDescription,
  tenants: number,
  spread: PrincipalSpread,
): Principal[] {
  const chosen = servicePrincipals.slice(0, tenants);
  const [first] = chosen;
  if (!first || chosen.length < tenants) {
    throw new Error(`The local Azure has only ${chosen.length} applications.`);
  }
  return spread === "many"
    ? chosen.map(({ clientId, tenantId }) => ({ clientId, tenantIds: [tenantId] }))
    : [{ clientId: first.clientId, tenantIds: chosen.map(({ tenantId }) => tenantId) }];
}

/** Writes the token that signs all of them in, and has Entra ID trust it. */
async function trustIssuer(
  control: ControlClient,
  principals: readonly Principal[],
  tokenFile: string,
): Promise<void> {
  const { publicKey, privateKey } = await generateKeyPair("RS256", { extractable: true });
  const token = new SignJWT({ iss: issuer, sub: subject, aud: "api://AzureADTokenExchange" });
  const signed = await token.setProtectedHeader({ alg: "RS256" }).setExpirationTime("1 day").sign(privateKey);
  await writeFile(tokenFile, signed);
  const federation = { issuer, subject, publicKey: await exportSPKI(publicKey) };
  for (const { clientId, tenantIds } of principals) {
    await control.setCredentials(clientId, { federation, alsoIn: tenantIds.slice(1) });
  }
}

/** Writes into our storage (`folder`) what we would remember of principals that were added. */
async function rememberPrincipals(
  folder: string,
  principals: readonly Principal[],
  tokenFile: string,
): Promise<void> {
  const known = principals.map(({ clientId, tenantIds }, index) => ({
    accountId: clientId,
    cloud: "public",
    clientId,
    tenantIds,
    label: `pipeline ${index}`,
    kind: "federation",
    keepsSecret: false,
    path: tokenFile,
  }));
  const book = { version: 1, id: crypto.randomUUID(), clouds: [], principals: known };
  await mkdir(path.join(folder, "identities"), { recursive: true });
  await writeFile(path.join(folder, "identities", "identities.json"), JSON.stringify(book));
}

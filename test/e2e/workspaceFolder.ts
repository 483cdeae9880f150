import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** A folder from a stranger that sets what only a person may set: cloud, endpoints, partner ID. */
export interface WorkspaceFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** Endpoints that nobody must ever call. */
export const strangersHost = "stranger.example";

/** The partner ID that the folder wants to be linked. */
export const strangersPartnerId = "6001002";

const settings = {
  "partnerAdminLink.partnerIds": [{ id: strangersPartnerId, name: "Strangers" }],
  "partnerAdminLink.historyDays": 0,
  "microsoft-sovereign-cloud.environment": "custom",
  "microsoft-sovereign-cloud.customEnvironment": {
    name: "Strangers",
    portalUrl: `https://portal.${strangersHost}`,
    managementEndpointUrl: `https://management.${strangersHost}`,
    resourceManagerEndpointUrl: `https://management.${strangersHost}`,
    activeDirectoryEndpointUrl: `https://login.${strangersHost}/`,
    activeDirectoryResourceId: `https://management.${strangersHost}`,
  },
};

/** Makes such a folder. */
export async function makeStrangersFolder(): Promise<WorkspaceFolder> {
  const folder = await mkdtemp(path.join(tmpdir(), "pal-stranger-"));
  await mkdir(path.join(folder, ".vscode"));
  await writeFile(path.join(folder, ".vscode", "settings.json"), JSON.stringify(settings, null, 2));
  return { path: folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

import type { ControlClient } from "../azure/controlClient.ts";

/** What was sent to Azure Resource Manager, as `METHOD path status`. */
export async function armRequests(control: ControlClient): Promise<string[]> {
  const requests = (await control.requests()).filter(({ part }) => part === "arm");
  return requests.map(({ method, path, status }) => `${method} ${path} ${status}`);
}

/** What was written, as `METHOD partner-id status`. */
export async function writes(control: ControlClient): Promise<string[]> {
  const requests = await armRequests(control);
  return requests
    .filter((request) => !request.startsWith("GET "))
    .map((request) => request.replace("/providers/Microsoft.ManagementPartner/partners/", ""));
}

/** How often VS Code asked for a token. */
export async function tokenRequests(control: ControlClient): Promise<number> {
  return (await control.requests()).filter(({ path }) => path.endsWith("/token")).length;
}

/** How often somebody was sent to the sign-in page. */
export async function signInPages(control: ControlClient): Promise<number> {
  return (await control.requests()).filter(({ path }) => path.endsWith("/authorize")).length;
}

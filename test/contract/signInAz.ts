import { spawn } from "node:child_process";
import type { HttpClient } from "./httpClient.ts";

/**
 * Signs a person in to an Azure CLI by a device code: the page that shows it is played by `client`. Throws with what the CLI
 * said if it does not end well.
 */
export function signInAz(
  env: NodeJS.ProcessEnv,
  client: HttpClient,
  person: { readonly username: string; readonly tenantId: string },
): Promise<void> {
  const args = ["login", "--use-device-code", "--allow-no-subscriptions", "--output", "none"];
  const az = spawn("az", [...args, "--tenant", person.tenantId], { env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  let isEntered = false;
  for (const stream of [az.stdout, az.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const [, address, code] = /(https:\/\/\S+) and enter the code (\w+)/.exec(said) ?? [];
      if (!isEntered && address !== undefined && code !== undefined) {
        isEntered = true;
        void client.post(new URL(address).pathname.slice(1), { user_code: code, username: person.username });
      }
    });
  }
  return new Promise((resolve, reject) => {
    az.once("error", reject);
    az.once("close", (status) => (status === 0 ? resolve() : reject(new Error(`az login failed: ${said}`))));
  });
}

import { readFileSync } from "node:fs";
import { fetch as undiciFetch, ProxyAgent } from "undici";
import { createAzureArm } from "../../../src/azure/azureArm.ts";
import { readTokenClaims } from "../../../src/identity/tokenClaims.ts";
import { clouds } from "../../../src/model/cloud.ts";
import type { AccessToken, ArmPort, DelegationPort } from "../../../src/model/ports.ts";
import { ControlClient } from "../../azure/controlClient.ts";
import type { LocalAzure, LocalAzureDescription, LocalAzureOptions } from "../../azure/localAzure.ts";

/** A local Azure with our own client of ARM in front of it: real HTTPS, by way of the proxy. */
export class LocalArm {
  readonly azure: LocalAzure;
  readonly control: ControlClient;
  readonly arm: ArmPort & DelegationPort;
  readonly #agent: ProxyAgent;

  constructor(azure: LocalAzure) {
    this.azure = azure;
    this.control = new ControlClient(azure.description.controlUrl);
    const { proxy, caFile } = azure.description;
    this.#agent = new ProxyAgent({ uri: proxy, requestTls: { ca: readFileSync(caFile, "utf8") } });
    this.arm = createAzureArm(
      (url, init) =>
        undiciFetch(url, {
          ...(init as Parameters<typeof undiciFetch>[1]),
          dispatcher: this.#agent,
        }) as unknown as Promise<Response>,
    );
  }

  static async start(options?: LocalAzureOptions): Promise<LocalArm> {
    const { startLocalAzure } = await import("../../azure/localAzure.ts");
    return new LocalArm(await startLocalAzure(options));
  }

  /** Another process's local Azure. */
  static at(description: LocalAzureDescription): LocalArm {
    return new LocalArm({ description, close: () => Promise.resolve() });
  }

  /** A token of the first account in a tenant, by default its home. */
  async token(tenantId?: string): Promise<AccessToken> {
    const [account] = this.azure.description.accounts;
    if (!account) {
      throw new Error("The local Azure has no account.");
    }
    const answer = await this.control.signIn({
      username: account.username,
      tenantId: tenantId ?? account.homeTenantId,
      scope: `${clouds.public.audience}/.default`,
    });
    const token = answer.body["access_token"];
    if (typeof token !== "string") {
      throw new Error(`The local Entra gave no token: ${JSON.stringify(answer.body)}`);
    }
    return { token, cloud: "public", expiresAt: 0, ...readTokenClaims(token) };
  }

  /** A tenant of the given policy in which the first account is not linked. */
  tenantWith(policy: string): string {
    const found = this.azure.description.tenants.find(
      (t) => t.policy === policy && t.partnerId === undefined,
    );
    if (!found) {
      throw new Error(`No tenant with policy ${policy}.`);
    }
    return found.tenantId;
  }

  /** The requests that ARM received since they were last forgotten, such as `GET /tenants`. */
  async armRequests(): Promise<string[]> {
    const requests = await this.control.requests();
    return requests.filter(({ part }) => part === "arm").map(({ method, path }) => `${method} ${path}`);
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
    await this.azure.close();
  }
}

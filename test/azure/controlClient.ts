import type { Credentials, LinkChange, SettingsChange } from "./control/controlSchemas.ts";
import type { Settings } from "./control/settings.ts";
import type { SignIn } from "./control/signIn.ts";
import type { LocalAzureDescription } from "./description.ts";
import type { StrayToken } from "./entra/entraState.ts";
import type { IssuedSecret } from "./entra/secretLog.ts";
import type { FaultInput } from "./wire/fault.ts";
import type { ActiveFault } from "./wire/faultList.ts";
import type { PhysicalRequest } from "./wire/requestLog.ts";
import type { Link, TenantPolicy } from "./world/model.ts";

export type StoredLink = Pick<Link, "tenantId" | "objectId" | "partnerId" | "state" | "version">;

/** Entra's answer to a sign-in: the token answer (200) or its OAuth error (400). */
export interface SignInAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Typed client of the control API of a running local Azure. */
export class ControlClient {
  readonly #url: string;

  /** `controlUrl` is the one of the description. */
  constructor(controlUrl: string) {
    this.#url = controlUrl;
  }

  description(): Promise<LocalAzureDescription> {
    return this.#call("GET", "/description") as Promise<LocalAzureDescription>;
  }

  /** Every physical request since the start or the last `forgetRequests`, in order. */
  requests(): Promise<PhysicalRequest[]> {
    return this.#call("GET", "/requests") as Promise<PhysicalRequest[]>;
  }

  async forgetRequests(): Promise<void> {
    await this.#call("DELETE", "/requests");
  }

  /** Every token, code and credential that the local Entra ID issued or was given since the start, refused ones included. */
  secrets(): Promise<IssuedSecret[]> {
    return this.#call("GET", "/secrets") as Promise<IssuedSecret[]>;
  }

  /** Refresh tokens that were sent to another cloud than the one that issued them. */
  strays(): Promise<StrayToken[]> {
    return this.#call("GET", "/strays") as Promise<StrayToken[]>;
  }

  /** Names of the hosts that the proxy refused. */
  refused(): Promise<string[]> {
    return this.#call("GET", "/refused") as Promise<string[]>;
  }

  async forgetRefused(): Promise<void> {
    await this.#call("DELETE", "/refused");
  }

  /** Adds a fault; gives its id. */
  async addFault(fault: FaultInput): Promise<string> {
    return ((await this.#call("POST", "/faults", fault)) as { id: string }).id;
  }

  faults(): Promise<ActiveFault[]> {
    return this.#call("GET", "/faults") as Promise<ActiveFault[]>;
  }

  async clearFaults(): Promise<void> {
    await this.#call("DELETE", "/faults");
  }

  /** Signs a person in as if interactively; refusals are answers, not errors. */
  async signIn(request: SignIn): Promise<SignInAnswer> {
    const response = await this.#send("POST", "/sign-in", request);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  /** Ends all sign-ins of a person: their refresh tokens are refused. */
  async revoke(username: string): Promise<void> {
    await this.#call("POST", "/revoke", { username });
  }

  links(): Promise<StoredLink[]> {
    return this.#call("GET", "/links") as Promise<StoredLink[]>;
  }

  /** Changes a link behind the client's back. */
  async setLink(change: LinkChange): Promise<void> {
    await this.#call("PUT", "/links", change);
  }

  /** Forgets all links, in all tenants. */
  async clearLinks(): Promise<void> {
    await this.#call("DELETE", "/links");
  }

  /** Links, policies, names, credentials, consents and settings are again as they were at the start. */
  async restore(): Promise<void> {
    await this.#call("DELETE", "/changes");
  }

  async setPolicy(tenantId: string, policy: TenantPolicy): Promise<void> {
    await this.#call("PUT", `/tenants/${tenantId}/policy`, { policy });
  }

  /** Gives a tenant another name, which everybody sees who lists tenants from then on. */
  async setName(tenantId: string, displayName: string): Promise<void> {
    await this.#call("PUT", `/tenants/${tenantId}/name`, { displayName });
  }

  /** Changes an application's secret, certificate or trusted issuer, or adds it to other tenants. */
  async setCredentials(clientId: string, credentials: Credentials): Promise<void> {
    await this.#call("PUT", `/service-principals/${clientId}/credentials`, credentials);
  }

  /** Changes the given settings; gives all of them. */
  changeSettings(change: SettingsChange): Promise<Settings> {
    return this.#call("PUT", "/settings", change) as Promise<Settings>;
  }

  /** Fills all throttling buckets and quotas again. */
  async refillBuckets(): Promise<void> {
    await this.#call("DELETE", "/throttling");
  }

  async #call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await this.#send(method, path, body);
    if (!response.ok) {
      throw new Error(`control API: ${method} ${path} answered ${response.status}: ${await response.text()}`);
    }
    return response.json();
  }

  #send(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(`${this.#url}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }
}

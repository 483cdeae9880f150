import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { fetch as undiciFetch, ProxyAgent } from "undici";
import type { Fetch } from "../../../src/azure/fetchHttpClient.ts";
import { ConfirmedClouds } from "../../../src/identity/confirmedClouds.ts";
import { createCredentials, type Credentials } from "../../../src/identity/credentials.ts";
import { IdentityBook } from "../../../src/identity/identityBook.ts";
import { ServicePrincipals } from "../../../src/identity/servicePrincipals.ts";
import { type CloudSettings, SovereignClouds } from "../../../src/identity/sovereignClouds.ts";
import type { Identity } from "../../../src/model/identity.ts";
import { isPalError } from "../../../src/model/palError.ts";
import type { CredentialPromptPort } from "../../../src/model/ports.ts";
import type { DeviceCode } from "../../../src/model/servicePrincipal.ts";
import { systemClock } from "../../../src/platform/systemClock.ts";
import { ControlClient } from "../../azure/controlClient.ts";
import { type LocalAzure, type LocalAzureOptions, startLocalAzure } from "../../azure/localAzure.ts";
import { TestLog } from "../testing/fixtures.ts";
import { TestSecrets } from "../testing/testSecrets.ts";
import { TestStorage } from "../testing/testStorage.ts";

/** A person who answers as the test says, and remembers what they were asked. */
class TestPerson implements CredentialPromptPort {
  readonly asked: string[] = [];
  secret: string | undefined;
  onCode: (code: DeviceCode) => Promise<void> = () => Promise.resolve();

  async askSecret(identity: Identity, kind: "secret" | "password"): Promise<string | undefined> {
    this.asked.push(`${kind} of ${identity.label}`);
    return this.secret;
  }

  async showDeviceCode(code: DeviceCode, label: string, _tenantId: string, over: AbortSignal): Promise<void> {
    this.asked.push(`code for ${label}`);
    await this.onCode(code);
    await new Promise<void>((resolve) => over.addEventListener("abort", () => resolve()));
  }
}

/** A local Azure that service principals sign in to over real HTTPS, by way of its proxy. */
export class LocalEntra {
  readonly azure: LocalAzure;
  readonly control: ControlClient;
  readonly #agent: ProxyAgent;

  constructor(azure: LocalAzure) {
    this.azure = azure;
    this.control = new ControlClient(azure.description.controlUrl);
    const { proxy, caFile } = azure.description;
    this.#agent = new ProxyAgent({ uri: proxy, requestTls: { ca: readFileSync(caFile, "utf8") } });
  }

  static async start(options?: LocalAzureOptions): Promise<LocalEntra> {
    return new LocalEntra(await startLocalAzure(options));
  }

  readonly fetch: Fetch = (url, init) =>
    undiciFetch(url, {
      ...(init as Parameters<typeof undiciFetch>[1]),
      dispatcher: this.#agent,
    }) as unknown as Promise<Response>;

  /** The n-th application that the local Azure has; each test takes its own. */
  app(n: number): { tenantId: string; clientId: string; clientSecret: string } {
    const found = this.azure.description.servicePrincipals[n];
    if (!found) {
      throw new Error(`There is no application ${n}.`);
    }
    return found;
  }

  /** What Entra ID was asked since the last time: `host path`, without the tenant. */
  async asked(): Promise<string[]> {
    const requests = await this.control.requests();
    return requests
      .filter(({ part }) => part === "entra")
      .map(({ host, path }) => `${host} ${path.replace(/^\/[0-9a-f-]{36}/, "")}`);
  }

  /** Enters a device code in the browser, or declines it. */
  async enter(
    { userCode, verificationUri }: DeviceCode,
    username: string,
    isDeclined = false,
  ): Promise<void> {
    const body = new URLSearchParams({ user_code: userCode, username, ...(isDeclined && { cancel: "yes" }) });
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    await this.fetch(verificationUri, { method: "POST", body: body.toString(), headers });
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
    await this.azure.close();
  }
}

/** What outlives a window. */
export class Machine {
  readonly windows = new Set<PrincipalWindow>();
  readonly storage = new TestStorage();
  readonly secrets = new TestSecrets();
  readonly log = new TestLog();
  settings: CloudSettings = { environment: undefined, customEnvironment: undefined };
}

/** One window of VS Code with its service principals. */
export class PrincipalWindow {
  readonly person = new TestPerson();
  readonly principals: ServicePrincipals;
  readonly clouds: SovereignClouds;
  readonly book: IdentityBook;
  readonly #confirmed: ConfirmedClouds;

  private constructor(machine: Machine, fetch: Fetch) {
    this.book = new IdentityBook(machine.storage, machine.log, randomUUID);
    this.#confirmed = new ConfirmedClouds(machine.secrets, machine.log);
    this.clouds = new SovereignClouds(() => machine.settings, this.#confirmed);
    let credentials: Promise<Credentials> | undefined;
    this.principals = new ServicePrincipals({
      book: this.book,
      secrets: machine.secrets,
      findCloud: this.clouds.find,
      prompts: this.person,
      credentials: () => (credentials ??= Promise.resolve(createCredentials(fetch))),
      clock: systemClock,
    });
  }

  static async open(
    entra: LocalEntra,
    machine: Machine = new Machine(),
    fetch: Fetch = entra.fetch,
  ): Promise<PrincipalWindow> {
    const window = new PrincipalWindow(machine, fetch);
    machine.windows.add(window);
    await Promise.all([window.book.start(), window.#confirmed.start()]);
    await window.principals.wipeOrphans();
    return window;
  }

  /** The first window after a restart: none of those before is there any more, and writes what it still knows. */
  static async restart(
    entra: LocalEntra,
    machine: Machine,
    fetch: Fetch = entra.fetch,
  ): Promise<PrincipalWindow> {
    machine.windows.forEach((window) => window.book.dispose());
    machine.windows.clear();
    return PrincipalWindow.open(entra, machine, fetch);
  }

  /** How a silent call for a tenant ends: `token`, `none` or the error's code and Entra's. */
  async silently(identity: Identity, tenantId?: string): Promise<string> {
    return outcome(() => this.principals.silentToken(identity, tenantId));
  }

  /** How a sign-in of the person ends. */
  async askingThePerson(identity: Identity, tenantId: string, challenge?: string): Promise<string> {
    const request = { detail: "test", ...(challenge !== undefined && { challenge }) };
    return outcome(() => this.principals.interactiveToken(identity, tenantId, request));
  }
}

/** How an attempt ends, in words. */
export async function outcome(attempt: () => Promise<unknown>): Promise<string> {
  try {
    return (await attempt()) === undefined ? "none" : "token";
  } catch (error) {
    if (isPalError(error)) {
      return [error.code, error.details.azureCode].filter(Boolean).join(" ");
    }
    throw error;
  }
}

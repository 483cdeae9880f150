import { answerArm } from "./arm/arm.ts";
import { armHeaders } from "./arm/armHeaders.ts";
import { ThrottleBuckets } from "./arm/throttleBuckets.ts";
import { controlRoutes } from "./control/controlRoutes.ts";
import { startControlServer } from "./control/controlServer.ts";
import { defaultSettings } from "./control/settings.ts";
import type { LocalAzureDescription } from "./description.ts";
import { describeWorld } from "./description.ts";
import { answerEntra, entraHeaders } from "./entra/entra.ts";
import { newEntraState } from "./entra/entraState.ts";
import { makeSigningKeys } from "./entra/signingKeys.ts";
import { FaultList } from "./wire/faultList.ts";
import { LaterWork } from "./wire/laterWork.ts";
import { makeCertificates } from "./wire/certificates.ts";
import { startForwardProxy } from "./wire/forwardProxy.ts";
import { startHttpsServer } from "./wire/httpsServer.ts";
import { identify } from "./identify.ts";
import { answerRedirect } from "./wire/redirectPage.ts";
import type { Part } from "./wire/requestLog.ts";
import { RequestLog } from "./wire/requestLog.ts";
import type { Handler } from "./wire/call.ts";
import { jsonAnswer } from "./wire/call.ts";
import { buildWorld } from "./world/buildWorld.ts";
import { playedHosts } from "./world/clouds.ts";
import { defaultTenants } from "./world/defaultTenants.ts";
import { generateTenants } from "./world/generatedTenants.ts";
import { restoreWorld } from "./world/restoreWorld.ts";
import type { TenantRow } from "./world/tenantRow.ts";

export type { LocalAzureDescription } from "./description.ts";

export interface LocalAzureOptions {
  /** How many tenants to generate, at least 2; without it there is the hand-written default data. */
  readonly tenants?: number;
  /** The tenants, written by hand, in place of all others. */
  readonly rows?: readonly TenantRow[];
  /** How many people; 2 unless told. */
  readonly accounts?: number;
  readonly seed?: number;
  /** Added to every answer. */
  readonly latencyMs?: number;
  /** Ports are chosen by the system unless told. */
  readonly port?: number;
  readonly proxyPort?: number;
}

export interface LocalAzure {
  readonly description: LocalAzureDescription;
  close(): Promise<void>;
}

/** Starts Entra ID, ARM, the forward proxy and the control API of a world of their own. */
export async function startLocalAzure(options: LocalAzureOptions = {}): Promise<LocalAzure> {
  const { tenants, accounts = 2, seed = 1 } = options;
  const rows = options.rows ?? (tenants === undefined ? defaultTenants : generateTenants(tenants, seed));
  const world = buildWorld(rows, accounts, seed);
  const settings = { ...defaultSettings(), latencyMs: options.latencyMs ?? 0 };
  const [certificates, keys] = await Promise.all([makeCertificates(playedHosts), makeSigningKeys()]);
  const entra = newEntraState(world, settings, keys);
  const arm = {
    world,
    settings,
    tokenKey: keys.publicKey,
    throttle: new ThrottleBuckets(),
    graphQuota: new ThrottleBuckets(),
  };
  const log = new RequestLog();
  const faults = new FaultList();
  const later = new LaterWork();

  const parts: Readonly<Record<Part, Handler>> = {
    entra: (call) => answerEntra(entra, call),
    arm: (call) => answerArm(arm, call),
    redirect: answerRedirect,
    other: () => jsonAnswer(404, { error: { code: "NotFound", message: "Not played by the local Azure." } }),
  };

  const server = await startHttpsServer({
    key: certificates.serverKey,
    certificate: certificates.serverCertificate,
    port: options.port ?? 0,
    log,
    faults,
    latencyMs: () => settings.latencyMs,
    identify,
    answer: async (call, part) => parts[part](call),
    headersOf: (call, part) =>
      part === "arm" ? armHeaders(call) : part === "entra" ? entraHeaders(call) : {},
    later,
  });
  const proxy = await startForwardProxy({
    playedHosts,
    serverPort: server.port,
    port: options.proxyPort ?? 0,
  });
  const describe = (): LocalAzureDescription =>
    describeWorld(world, {
      origin: `https://localhost:${server.port}`,
      proxy: proxy.url,
      caFile: certificates.caFile,
      controlUrl: control.url,
    });
  const restore = (): void => {
    later.forget();
    restoreWorld(world, buildWorld(rows, accounts, seed));
    entra.consents.clear();
    Object.assign(settings, { ...defaultSettings(), latencyMs: options.latencyMs ?? 0 });
  };
  const refillBuckets = (): void => {
    arm.throttle.refill();
    arm.graphQuota.refill();
  };
  const control = await startControlServer(
    controlRoutes({ world, entra, settings, log, faults, proxy, describe, restore, refillBuckets }),
  );
  return {
    description: describe(),
    close: async () => {
      later.forget();
      await Promise.all([control.close(), proxy.close(), server.close(), certificates.remove()]);
    },
  };
}

import * as v from "valibot";
import type { LocalAzureDescription } from "../description.ts";
import type { EntraState } from "../entra/entraState.ts";
import { faultSchema } from "../wire/fault.ts";
import type { FaultList } from "../wire/faultList.ts";
import type { ForwardProxy } from "../wire/forwardProxy.ts";
import type { RequestLog } from "../wire/requestLog.ts";
import { publicCloud } from "../world/clouds.ts";
import { objectIdOf } from "../world/ids.ts";
import { writeLink } from "../world/linkStore.ts";
import type { World } from "../world/world.ts";
import {
  credentialsSchema,
  linkChangeSchema,
  revokeSchema,
  settingsChangeSchema,
  tenantChangeSchema,
} from "./controlSchemas.ts";
import type { LinkChange } from "./controlSchemas.ts";
import type { Settings } from "./settings.ts";
import { signIn, signInSchema } from "./signIn.ts";
import { UnknownThing } from "./unknownThing.ts";

/** What the control API works on. */
export interface ControlState {
  readonly world: World;
  readonly entra: EntraState;
  readonly settings: Settings;
  readonly log: RequestLog;
  readonly faults: FaultList;
  readonly proxy: ForwardProxy;
  readonly describe: () => LocalAzureDescription;
  readonly restore: () => void;
  readonly refillBuckets: () => void;
}

/** By `METHOD /resource`: gets the parsed body and the next part of the path, gives the value to answer. */
export type ControlRoutes = Readonly<Record<string, (body: unknown, id: string) => unknown>>;

export function controlRoutes(state: ControlState): ControlRoutes {
  const { world, entra, log, faults, proxy } = state;
  return {
    "GET /description": () => state.describe(),
    "GET /requests": () => log.all(),
    "DELETE /requests": () => log.forget(),
    "GET /refused": () => proxy.refused(),
    "DELETE /refused": () => proxy.forgetRefused(),
    "GET /secrets": () => entra.secrets.all(),
    "GET /strays": () => entra.strays,
    "POST /faults": (body) => ({ id: faults.add(v.parse(faultSchema, body)) }),
    "GET /faults": () => faults.all(),
    "DELETE /faults": () => faults.clear(),
    "POST /sign-in": (body) =>
      signIn(entra, v.parse(signInSchema, body), `https://${publicCloud.authorityHosts[0]}`),
    "POST /revoke": (body) => revoke(entra, v.parse(revokeSchema, body).username),
    "GET /links": () =>
      [...world.links.values()].map(({ tenantId, objectId, partnerId, state, version }) => ({
        tenantId,
        objectId,
        partnerId,
        state,
        version,
      })),
    "PUT /links": (body) => changeLink(world, v.parse(linkChangeSchema, body)),
    "DELETE /links": () => world.links.clear(),
    "PUT /tenants": (body, id) => {
      Object.assign(existing(world.tenants.get(id), `tenant ${id}`), v.parse(tenantChangeSchema, body));
    },
    "PUT /service-principals": (body, id) => {
      Object.assign(
        existing(world.servicePrincipals.get(id), `application ${id}`),
        v.parse(credentialsSchema, body),
      );
    },
    "DELETE /changes": () => state.restore(),
    "PUT /settings": (body) => {
      Object.assign(state.settings, v.parse(settingsChangeSchema, body));
      return state.settings;
    },
    "DELETE /throttling": () => state.refillBuckets(),
  };
}

/** Changes a link behind the client's back: creates it, or sets another partner ID, known to the directory or not. */
function changeLink(world: World, change: LinkChange): unknown {
  const { tenantId, partnerId } = change;
  existing(world.tenants.get(tenantId), `tenant ${tenantId}`);
  const account = [...world.accounts.values()].find(
    ({ username, homeTenantId }) =>
      username === change.username || objectIdOf(username, homeTenantId) === change.objectId,
  );
  if (change.username !== undefined) {
    existing(account, `account ${change.username}`);
  }
  const objectId = account ? objectIdOf(account.username, tenantId) : (change.objectId ?? "");
  return writeLink(world, tenantId, objectId, partnerId);
}

/** All sign-ins of a person so far end: their refresh tokens are refused with AADSTS50173. */
function revoke(entra: EntraState, username: string): void {
  existing(entra.world.accounts.get(username), `account ${username}`);
  for (const { session } of entra.refreshTokens.values()) {
    if (session.account.username === username) {
      session.revoked = true;
    }
  }
}

function existing<T>(thing: T | undefined, name: string): T {
  if (thing === undefined) {
    throw new UnknownThing(`unknown ${name}`);
  }
  return thing;
}

import {
  type Cloud,
  type CloudName,
  clouds,
  type FindCloud,
  hasSameEndpoints,
  isBuiltIn,
} from "../model/cloud.ts";
import { readCustomCloud } from "../model/customCloud.ts";
import { PalError } from "../model/palError.ts";
import type { CloudsPort } from "../model/ports.ts";
import type { ConfirmedClouds } from "./confirmedClouds.ts";

/** What the user's own settings say, as they are. */
export interface CloudSettings {
  readonly environment: unknown;
  readonly customEnvironment: unknown;
  /** VS Code's provider obeys a workspace that sets them otherwise: no account can be asked for tokens there. */
  readonly isOfWorkspace?: boolean;
}

/** The names of VS Code's setting `microsoft-sovereign-cloud.environment`. */
const environments = new Map<unknown, Cloud>([
  ["ChinaCloud", clouds.china],
  ["USGovernment", clouds.usGovernment],
]);

/**
 * All clouds: those of the table, and the custom one of the user's settings. Nothing goes to a custom cloud before the user
 * has seen its endpoints and confirmed them; when they change, they have to be confirmed again.
 */
export class SovereignClouds implements CloudsPort {
  readonly #readSettings: () => CloudSettings;
  readonly #confirmed: ConfirmedClouds;

  constructor(readSettings: () => CloudSettings, confirmed: ConfirmedClouds) {
    this.#readSettings = readSettings;
    this.#confirmed = confirmed;
  }

  readonly find: FindCloud = (name) => {
    if (isBuiltIn(name)) {
      return clouds[name];
    }
    const present = orNone(() => this.custom);
    const confirmed = this.#confirmed.get(name);
    if (present?.name === name && !(confirmed && hasSameEndpoints(present, confirmed))) {
      throw new PalError("cloudNotConfirmed");
    }
    if (!confirmed) {
      throw new PalError("unknownCloud");
    }
    return confirmed; // also if the settings name another one now: the user has chosen it for an identity
  };

  get custom(): Cloud | undefined {
    const { customEnvironment } = this.#readSettings();
    return customEnvironment === undefined || customEnvironment === null
      ? undefined
      : readCustomCloud(customEnvironment);
  }

  get forAccounts(): Cloud | undefined {
    return this.isOfWorkspace ? undefined : this.#ofUser;
  }

  /**
   * The name of the cloud that the user's own settings name for accounts, also if a workspace sets another one; undefined
   * also if its endpoints cannot be used.
   */
  get ofProvider(): CloudName | undefined {
    return orNone(() => this.#ofUser)?.name;
  }

  /** Whether the user's own settings name a custom cloud, be it one that cannot be used. */
  get isCustom(): boolean {
    return this.#readSettings().customEnvironment !== undefined;
  }

  /** Whether the user's own settings name a cloud for accounts that cannot be used. */
  get isBad(): boolean {
    try {
      return this.#ofUser === undefined && this.#readSettings().environment === "custom";
    } catch {
      return true;
    }
  }

  /** Whether a workspace has a say in where VS Code's second provider signs in: then it must not be asked. */
  get isOfWorkspace(): boolean {
    return this.#readSettings().isOfWorkspace === true;
  }

  get #ofUser(): Cloud | undefined {
    const { environment } = this.#readSettings();
    return environment === "custom" ? this.custom : environments.get(environment);
  }

  isConfirmed(cloud: Cloud): boolean {
    const confirmed = this.#confirmed.get(cloud.name);
    return isBuiltIn(cloud.name) || (confirmed !== undefined && hasSameEndpoints(confirmed, cloud));
  }

  async confirm(cloud: Cloud): Promise<void> {
    await this.#confirmed.add(cloud);
  }
}

/** What cannot be used is told to who asks for it by name. */
function orNone(read: () => Cloud | undefined): Cloud | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

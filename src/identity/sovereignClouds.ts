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
import type { IdentityBook } from "./identityBook.ts";

/** What the user's own settings say, as they are. */
export interface CloudSettings {
  readonly environment: unknown;
  readonly customEnvironment: unknown;
}

/** The names of VS Code's setting `microsoft-sovereign-cloud.environment`. */
const environments = new Map<unknown, CloudName>([
  ["ChinaCloud", "china"],
  ["USGovernment", "usGovernment"],
]);

/**
 * All clouds: those of the table, and the custom one of the user's settings. Nothing goes to a custom cloud before the user
 * has seen its endpoints and confirmed them; when they change, they have to be confirmed again.
 */
export class SovereignClouds implements CloudsPort {
  readonly #readSettings: () => CloudSettings;
  readonly #book: IdentityBook;

  constructor(readSettings: () => CloudSettings, book: IdentityBook) {
    this.#readSettings = readSettings;
    this.#book = book;
  }

  readonly find: FindCloud = (name) => {
    if (isBuiltIn(name)) {
      return clouds[name];
    }
    const present = this.#present();
    const confirmed = this.#book.content.clouds.find((cloud) => cloud.name === name);
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

  get ofProvider(): CloudName | undefined {
    const { environment } = this.#readSettings();
    return environment === "custom" ? this.#present()?.name : environments.get(environment);
  }

  isConfirmed(cloud: Cloud): boolean {
    return isBuiltIn(cloud.name) || this.#book.content.clouds.some((known) => hasSameEndpoints(known, cloud));
  }

  async confirm(cloud: Cloud): Promise<void> {
    await this.#book.change((content) => ({
      ...content,
      clouds: [...content.clouds.filter(({ name }) => name !== cloud.name), cloud],
    }));
  }

  #present(): Cloud | undefined {
    try {
      return this.custom;
    } catch {
      return undefined; // who asks for it by `custom` is told what is wrong
    }
  }
}

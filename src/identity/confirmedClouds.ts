import type { Cloud, CloudName } from "../model/cloud.ts";
import { readStoredCloud } from "../model/customCloud.ts";
import type { LogPort, SecretPort } from "../model/ports.ts";

/** What the keys of confirmed clouds begin with. */
export const confirmedPrefix = "confirmedCloud/";

/**
 * The custom clouds whose endpoints the user saw and confirmed. They are kept where secrets are: who can change a file, and no
 * more, cannot lead secrets and tokens to a server of their own.
 */
export class ConfirmedClouds {
  readonly #port: SecretPort;
  readonly #log: LogPort;
  readonly #clouds = new Map<string, Cloud>();
  #watch: { dispose(): void } | undefined;

  constructor(port: SecretPort, log: LogPort) {
    this.#port = port;
    this.#log = log;
  }

  /** Reads them and follows other windows. Never throws: what cannot be read counts as not confirmed, and is asked again. */
  async start(): Promise<void> {
    this.#watch = this.#port.watch?.((key) => void this.#read(key));
    try {
      await Promise.all((await this.#port.keys()).map((key) => this.#read(key)));
    } catch (error) {
      this.#log.error("the confirmed clouds cannot be read", error);
    }
  }

  /** The endpoints that were confirmed under this name. */
  get(name: CloudName): Cloud | undefined {
    return this.#clouds.get(confirmedPrefix + name);
  }

  /** Throws if the system's keychain does not take it; then nothing is confirmed. */
  async add(cloud: Cloud): Promise<void> {
    const key = confirmedPrefix + cloud.name;
    const text = JSON.stringify(cloud);
    readStoredCloud(text); // what could not be read again is not stored
    await this.#port.set(key, text);
    this.#clouds.set(key, cloud);
  }

  dispose(): void {
    this.#watch?.dispose();
  }

  async #read(key: string): Promise<void> {
    if (!key.startsWith(confirmedPrefix)) {
      return;
    }
    try {
      const text = await this.#port.get(key);
      const cloud = text === undefined ? undefined : readStoredCloud(text);
      if (cloud && confirmedPrefix + cloud.name === key) {
        this.#clouds.set(key, cloud);
      } else {
        this.#clouds.delete(key);
      }
    } catch (error) {
      this.#clouds.delete(key);
      this.#log.error("a confirmed cloud cannot be read", error);
    }
  }
}

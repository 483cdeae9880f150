import { isAllowed } from "./allowedPlaces.ts";
import { followFolder } from "./followFolder.ts";
import { fixtureSecrets } from "./fixtureSecrets.ts";
import type { Secret } from "./needles.ts";
import { type Place, readFile, readFolder } from "./readPlaces.ts";
import { readProcesses } from "./readProcesses.ts";
import { SecretFinder } from "./secretFinder.ts";

/** Where secrets of a run come from, such as the local Azure's control API. */
export interface SecretSource {
  secrets(): Promise<readonly Secret[]>;
}

/** Folders and files that are looked through, by what they are called in findings. */
export type Watched = Readonly<Record<string, string>>;

/** Processes come and go. Milliseconds. */
const samplePeriod = 2000;

/**
 * Looks whether the secrets that were used in a run are anywhere but where they belong. What is gone before the end (browser profiles,
 * processes) is noted while it is there.
 */
export class SecretWatch {
  readonly #source: SecretSource;
  readonly #processes = new Map<string, Place>();
  readonly #noted: Place[] = [];
  readonly #following = new Map<string, { close(): void }>();
  readonly #timer: NodeJS.Timeout;

  /** Watches the processes that this one has started, until `findings`. */
  constructor(source: SecretSource) {
    this.#source = source;
    this.#timer = setInterval(() => this.noteProcesses(), samplePeriod);
    this.#timer.unref();
  }

  /** Notes what will be gone later, such as what a browser profile holds. */
  note(places: readonly Place[]): void {
    this.#noted.push(...places);
    this.noteProcesses();
  }

  /** Notes whatever is written below a folder, called `name` in findings, until `findings`: tests delete what they have made. */
  follow(folder: string, name: string): void {
    const meanwhile = `${name}, meanwhile`;
    this.#following.set(
      meanwhile,
      followFolder(folder, meanwhile, (place) => this.#noted.push(place)),
    );
  }

  /**
   * All that was found until now: a line for each place and kind, and no secret. Ends the watch. Throws if nothing was written
   * to a folder that was followed.
   */
  async findings(watched: Watched): Promise<string[]> {
    this.noteProcesses();
    clearInterval(this.#timer);
    for (const [name, following] of this.#following) {
      following.close();
      if (!this.#noted.some((place) => place.name.startsWith(name))) {
        throw new Error(`Nothing was written to ${name}: a watch that sees nothing finds nothing.`);
      }
    }
    const finder = new SecretFinder([...(await this.#source.secrets()), ...fixtureSecrets()]);
    const lines = new Set<string>();
    for (const { name, bytes } of this.#places(watched)) {
      for (const { kind, form } of finder.find(bytes)) {
        if (!isAllowed(name, kind)) {
          lines.add(`${kind}, ${form}, in ${name}`);
        }
      }
    }
    return [...lines];
  }

  /** Throws if anything was found. */
  async check(watched: Watched): Promise<void> {
    const findings = await this.findings(watched);
    if (findings.length > 0) {
      throw new Error(`Secrets are where they must not be:\n${findings.join("\n")}`);
    }
  }

  *#places(watched: Watched): Generator<Place> {
    yield* this.#processes.values();
    yield* this.#noted;
    for (const [name, path] of Object.entries(watched)) {
      yield* path.endsWith(".vsix") ? readFile(path, name) : readFolder(path, name);
    }
  }

  /** Notes the processes that there are now: before they are ended. */
  noteProcesses(): void {
    for (const place of readProcesses(process.pid)) {
      if (place.bytes.length > 0) {
        this.#processes.set(place.name, place);
      }
    }
  }
}

import { PalError } from "../../../src/model/palError.ts";
import type { Verb } from "../../../src/model/change.ts";
import type { Answered, ArmCall, ArmPort, LinkAnswer } from "../../../src/model/ports.ts";
import type { Tenant } from "../../../src/model/tenant.ts";

/** All ways in which the model treats one write. */
export const writeFaults = [
  "none",
  "lostBefore", // the request never arrived
  "lostAfter", // it was applied, the answer was lost
  "late", // the answer was lost, and it is applied only after the next read
  "veryLate", // the same, after the read that follows that one
  "lateOk", // Azure said yes, and it is applied only after the next read
  "twice", // it arrived twice, and the second answer is what came back
  "serverError", // Azure failed, nothing was applied
  "failedAfter", // it was applied, and then Azure failed
  "html", // it was applied, the answer is some page
  "otherId", // it was applied with another ID
  "takenBefore", // somebody else linked just before
  "goneBefore", // somebody else removed the link just before
  "mfa",
  "signIn",
  "throttled",
  "refused",
] as const;

/** How the model treats one write. */
export type WriteFault = (typeof writeFaults)[number];

/** A request, with what was linked when it arrived, and when it was answered. */
export interface ModelRequest {
  readonly verb: "GET" | "LIST" | Verb;
  readonly partnerId?: string;
  readonly before: string | undefined;
  /** What a read showed, if it did. */
  readonly shown?: string | null;
  /** When it arrived. Milliseconds. */
  readonly at: number;
  /** It was answered in a way that does not tell whether it was applied. */
  isLost?: boolean;
}

/** Errors that do not tell whether a write was applied. */
const lostCodes: ReadonlySet<string> = new Set([
  "unreachable",
  "timedOut",
  "serverError",
  "unreadableAnswer",
]);

/** A model of the ManagementPartner API for one identity in one tenant: as docs/architecture.md describes it, with faults on demand. */
export class ModelArm implements ArmPort {
  /** Every request in order. */
  readonly trace: ModelRequest[] = [];
  /** What Azure tells of a link beside its ID: old answers lack a version, and nothing says that all have a time. */
  stamps: readonly ("version" | "updatedAt")[] = ["version", "updatedAt"];
  tenants: readonly Tenant[] = [];
  writeFaults: WriteFault[] = [];
  /** Errors that reads answer with, one a read (undefined: a true answer), before they all answer truly. */
  readFaults: (PalError | undefined)[] = [];
  /** What somebody else does just before each request; `null` removes the link, undefined leaves it. */
  others: (string | null | undefined)[] = [];
  /** Called when a write arrives, before anything is done about it. */
  onWrite: (request: ModelRequest) => void = () => undefined;
  #linked: string | undefined;
  /** Rises with each write, also of others, and when the link is removed [REC]. */
  #version = 0;
  /** What is applied after so many reads. */
  #late: { left: number; readonly apply: () => void } | undefined;

  readonly #now: () => number;

  /** @param now the time that passes. */
  constructor(now: () => number = () => 0) {
    this.#now = now;
  }

  get linked(): string | undefined {
    return this.#linked;
  }

  /** Setting it is a write, by whoever it is. */
  set linked(partnerId: string | undefined) {
    this.#linked = partnerId;
    this.#version += 1;
  }

  /** Every request in order, such as `GET` or `PUT 4567890`. */
  get requests(): string[] {
    return this.trace.map(({ verb, partnerId }) => (partnerId === undefined ? verb : `${verb} ${partnerId}`));
  }

  listTenants(): Promise<readonly Tenant[]> {
    this.trace.push({ verb: "LIST", before: this.linked, at: this.#now() });
    return Promise.resolve(this.tenants);
  }

  async readLink({ signal }: ArmCall): Promise<LinkAnswer> {
    this.#somebodyElse();
    const shown = this.linked;
    const stamp = { version: this.#version, updatedAt: 1_700_000_000_000 + this.#version };
    const fault = signal?.aborted ? new PalError("cancelled") : this.readFaults.shift();
    const at = this.#now();
    this.trace.push({ verb: "GET", before: shown, at, ...(!fault && { shown: shown ?? null }) });
    if (this.#late) {
      this.#late.left -= 1;
      if (this.#late.left === 0) {
        this.#late.apply();
        this.#late = undefined;
      }
    }
    if (fault) {
      throw fault;
    }
    if (shown === undefined) {
      return {};
    }
    const told = Object.fromEntries(this.stamps.map((name) => [name, stamp[name]]));
    return { link: { partnerId: shown, partnerName: "Contoso", ...told } };
  }

  createLink(call: ArmCall, partnerId: string): Promise<Answered> {
    return this.#write(call, "PUT", partnerId, (id) => {
      if (this.linked !== undefined) {
        throw new PalError("conflict");
      }
      this.linked = id;
    });
  }

  updateLink(call: ArmCall, partnerId: string): Promise<Answered> {
    return this.#write(call, "PATCH", partnerId, (id) => {
      if (this.linked === undefined) {
        throw new PalError("notLinked");
      }
      this.linked = id;
    });
  }

  deleteLink(call: ArmCall, partnerId: string): Promise<Answered> {
    return this.#write(call, "DELETE", partnerId, (id) => {
      if (this.linked !== id) {
        throw new PalError("notLinked");
      }
      this.linked = undefined;
    });
  }

  async #write(
    { isTooLate }: ArmCall,
    verb: Verb,
    partnerId: string,
    apply: (partnerId: string) => void,
  ): Promise<Answered> {
    if (isTooLate?.()) {
      throw new PalError("notSent"); // as the HTTP client does it
    }
    this.#somebodyElse();
    const request: ModelRequest = { verb, partnerId, before: this.linked, at: this.#now() };
    this.trace.push(request);
    this.onWrite(request);
    try {
      return this.#answer(verb, partnerId, apply);
    } catch (error) {
      request.isLost = error instanceof PalError && lostCodes.has(error.code);
      throw error;
    }
  }

  #answer(verb: Verb, partnerId: string, apply: (partnerId: string) => void): Answered {
    switch (this.writeFaults.shift() ?? "none") {
      case "lostBefore":
        throw new PalError("unreachable");
      case "lostAfter":
        quietly(apply, partnerId);
        throw new PalError("unreachable");
      case "late":
        this.#late = { left: 1, apply: () => quietly(apply, partnerId) };
        throw new PalError("timedOut");
      case "veryLate":
        this.#late = { left: 2, apply: () => quietly(apply, partnerId) };
        throw new PalError("timedOut");
      case "lateOk":
        this.#late = { left: 1, apply: () => quietly(apply, partnerId) };
        break;
      case "twice":
        quietly(apply, partnerId);
        apply(partnerId);
        break;
      case "serverError":
        throw new PalError("serverError");
      case "failedAfter":
        quietly(apply, partnerId);
        throw new PalError("serverError");
      case "html":
        quietly(apply, partnerId);
        throw new PalError("unreadableAnswer");
      case "otherId":
        apply(verb === "DELETE" ? partnerId : "999999");
        break;
      case "takenBefore":
        this.linked = "111111";
        apply(partnerId);
        break;
      case "goneBefore":
        this.linked = undefined;
        apply(partnerId);
        break;
      case "mfa":
        throw new PalError("mfaNeeded", { challenge: 'Bearer claims="e30="' });
      case "signIn":
        throw new PalError("unauthorized");
      case "throttled":
        throw new PalError("throttled", { retryAfterSeconds: 1 });
      case "refused":
        throw new PalError("refused", { azureMessage: "Invalid partner id." });
      default:
        apply(partnerId);
    }
    return { correlationId: `correlation-${this.trace.length}` };
  }

  #somebodyElse(): void {
    const other = this.others.shift();
    if (other !== undefined) {
      this.linked = other ?? undefined;
    }
  }
}

/** Azure's own answer is lost as well. */
function quietly(apply: (partnerId: string) => void, partnerId: string): void {
  try {
    apply(partnerId);
  } catch {
    // nobody hears that it was refused
  }
}

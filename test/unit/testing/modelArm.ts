import { PalError } from "../../../src/model/palError.ts";
import type { Answered, ArmCall, ArmPort, LinkAnswer } from "../../../src/model/ports.ts";
import type { Tenant } from "../../../src/model/tenant.ts";

/** How the model treats one write. */
export type WriteFault =
  | "none"
  | "lostBefore" // the request never arrived
  | "lostAfter" // it was applied, the answer was lost
  | "otherId" // it was applied with another ID
  | "takenBefore" // somebody else linked just before
  | "mfa"
  | "signIn"
  | "throttled"
  | "refused";

/** A model of the ManagementPartner API for one identity in one tenant: as docs/architecture.md describes it, with faults on demand. */
export class ModelArm implements ArmPort {
  /** Every request in order, such as `GET` or `PUT 4567890`. */
  readonly requests: string[] = [];
  linked: string | undefined;
  tenants: readonly Tenant[] = [];
  writeFaults: WriteFault[] = [];
  /** Errors that reads answer with, one a read (undefined: a true answer), before they all answer truly. */
  readFaults: (PalError | undefined)[] = [];
  /** Called when a write arrives. */
  onWrite: () => void = () => undefined;

  listTenants(): Promise<readonly Tenant[]> {
    this.requests.push("LIST");
    return Promise.resolve(this.tenants);
  }

  async readLink({ signal }: ArmCall): Promise<LinkAnswer> {
    this.requests.push("GET");
    if (signal?.aborted) {
      throw new PalError("cancelled");
    }
    const fault = this.readFaults.shift();
    if (fault) {
      throw fault;
    }
    return this.linked === undefined ? {} : { link: { partnerId: this.linked, partnerName: "Contoso" } };
  }

  createLink(_call: ArmCall, partnerId: string): Promise<Answered> {
    return this.#write(`PUT ${partnerId}`, partnerId, (id) => this.#create(id));
  }

  updateLink(_call: ArmCall, partnerId: string): Promise<Answered> {
    return this.#write(`PATCH ${partnerId}`, partnerId, (id) => this.#update(id));
  }

  deleteLink(_call: ArmCall, partnerId: string): Promise<Answered> {
    return this.#write(`DELETE ${partnerId}`, partnerId, (id) => this.#delete(id));
  }

  async #write(request: string, partnerId: string, apply: (partnerId: string) => void): Promise<Answered> {
    this.requests.push(request);
    this.onWrite();
    switch (this.writeFaults.shift() ?? "none") {
      case "lostBefore":
        throw new PalError("unreachable");
      case "lostAfter":
        apply(partnerId);
        throw new PalError("unreachable");
      case "otherId":
        apply("999999");
        return {};
      case "takenBefore":
        this.linked ??= "111111";
        apply(partnerId);
        return {};
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
        return {};
    }
  }

  #create(partnerId: string): void {
    if (this.linked !== undefined) {
      throw new PalError("conflict");
    }
    this.linked = partnerId;
  }

  #update(partnerId: string): void {
    if (this.linked === undefined) {
      throw new PalError("notLinked");
    }
    this.linked = partnerId;
  }

  #delete(partnerId: string): void {
    if (this.linked !== partnerId) {
      throw new PalError("notLinked");
    }
    this.linked = undefined;
  }
}

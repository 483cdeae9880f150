export type Part = "entra" | "arm" | "redirect" | "other";

/** One physical request as it was received. */
export interface PhysicalRequest {
  /** 1, 2, 3 … in the order of arrival. */
  readonly n: number;
  /** Time of arrival, ISO 8601. */
  readonly at: string;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  readonly part: Part;
  /** The tenant in the path (Entra ID, when it is an id) or in the token (ARM). */
  readonly tenantId?: string;
  /** The object in the token (ARM). */
  readonly objectId?: string;
  /** The client's own if it sent one. */
  readonly correlationId: string;
  /** 0 while no answer was sent, and for ever if the connection was cut. */
  status: number;
}

/** Remembers every physical request. */
export class RequestLog {
  #requests: PhysicalRequest[] = [];
  #count = 0;

  add(request: Omit<PhysicalRequest, "n" | "at" | "status">): PhysicalRequest {
    this.#count += 1;
    const entry = { n: this.#count, at: new Date().toISOString(), status: 0, ...request };
    this.#requests.push(entry);
    return entry;
  }

  all(): readonly PhysicalRequest[] {
    return this.#requests;
  }

  forget(): void {
    this.#requests = [];
    this.#count = 0;
  }
}

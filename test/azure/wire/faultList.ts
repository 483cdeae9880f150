import { randomUUID } from "node:crypto";
import type { Fault } from "./fault.ts";

/** A fault that was asked for, and how often it was seen. */
export interface ActiveFault {
  readonly id: string;
  readonly fault: Fault;
  /** Requests that matched, hit or not. */
  matched: number;
  /** Requests that were hit. */
  fired: number;
}

/** What a fault is matched against. */
export interface FaultTarget {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly tenantId: string | undefined;
}

/** The faults that wait for their requests. Of several that match, the oldest hits. */
export class FaultList {
  #faults: ActiveFault[] = [];

  add(fault: Fault): string {
    const id = randomUUID();
    this.#faults.push({ id, fault, matched: 0, fired: 0 });
    return id;
  }

  all(): readonly ActiveFault[] {
    return this.#faults;
  }

  clear(): void {
    this.#faults = [];
  }

  /** The fault that hits this request; counts the match. */
  take(target: FaultTarget): Fault | undefined {
    for (const active of this.#faults) {
      const { fault } = active;
      const exhausted = fault.count > 0 && active.fired >= fault.count;
      if (exhausted || !matches(fault, target)) {
        continue;
      }
      active.matched += 1;
      if (active.matched > fault.after) {
        active.fired += 1;
        return fault;
      }
    }
    return undefined;
  }
}

function matches(fault: Fault, target: FaultTarget): boolean {
  return (
    (fault.host === undefined || fault.host === target.host) &&
    (fault.path === undefined || target.path.toLowerCase().startsWith(fault.path.toLowerCase())) &&
    (fault.method === undefined || fault.method.toUpperCase() === target.method) &&
    (fault.tenantId === undefined || fault.tenantId === target.tenantId)
  );
}

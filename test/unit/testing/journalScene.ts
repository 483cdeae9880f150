import { Journal } from "../../../src/links/journal.ts";
import type { RunLog } from "../../../src/links/runLog.ts";
import type { ChangePlan, ChangeStep } from "../../../src/model/change.ts";
import type { Clock } from "../../../src/model/ports.ts";
import { alice, tenant, TestClock, TestLog } from "./fixtures.ts";
import { TestJournalDisk } from "./testJournalDisk.ts";

/** The n-th step of a test: links 4567890 where nothing is. */
export function changeStep(n: number, more: Partial<ChangeStep> = {}): ChangeStep {
  return {
    identityId: alice.id,
    accountLabel: alice.label,
    tenantId: tenant(n).tenantId,
    tenantName: `Tenant ${n}`,
    from: null,
    wanted: "4567890",
    ...more,
  };
}

/** A plan of so many steps. */
export function changePlan(steps = 1, more: Partial<ChangePlan> = {}): ChangePlan {
  return { purpose: "link", steps: Array.from({ length: steps }, (_none, i) => changeStep(i + 1)), ...more };
}

/** A machine with one journal, on which windows are opened; time passes only when it is told to. */
export class JournalScene {
  disk = new TestJournalDisk();
  readonly clock = new TestClock();
  readonly log = new TestLog();
  #ids = 0;

  /**
   * A window that has read the journal.
   *
   * @param clock another than the scene's makes a window that sleeps while the others do not.
   */
  async openWindow(clock: Clock = this.clock): Promise<Journal> {
    const journal = new Journal({ port: this.disk, clock, log: this.log, newId: () => this.#newId() });
    await journal.start();
    return journal;
  }

  /** Lets time pass in small steps, so that whoever is alive can say so, and the windows come to rest. */
  async pass(milliseconds: number, step = 1000): Promise<void> {
    for (let left = milliseconds; left > 0; left -= step) {
      this.clock.advance(Math.min(left, step));
      await this.idle();
    }
  }

  /** The machine sleeps: time passes, and nobody does anything meanwhile. */
  async sleep(milliseconds: number): Promise<void> {
    this.clock.advance(milliseconds);
    await this.idle();
  }

  /** Lets the windows come to rest. */
  async idle(): Promise<void> {
    for (let turn = 0; turn < 30; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** The name and the text of the run's file. */
  fileOf({ runId }: Pick<RunLog, "runId">): { readonly name: string; readonly text: string } {
    const [name, text] = [...this.disk.texts].find(([file]) => file.endsWith(`-${runId}.journal`)) ?? [];
    return { name: name ?? "", text: text ?? "" };
  }

  #newId(): string {
    this.#ids += 1;
    return `id-${this.#ids}`;
  }
}

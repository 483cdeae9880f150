import { Changes, type RunOptions, type WaitOptions } from "../../../src/links/changes.ts";
import { doubtRows } from "../../../src/links/interruptedRows.ts";
import { Journal } from "../../../src/links/journal.ts";
import { LinkStore } from "../../../src/links/linkStore.ts";
import { TokenGate } from "../../../src/links/tokenGate.ts";
import type {
  ChangePlan,
  ChangeStep,
  LinkedId,
  Purpose,
  RunId,
  RunResult,
  StepResult,
} from "../../../src/model/change.ts";
import type { RunRecord } from "../../../src/model/journal.ts";
import { PalError } from "../../../src/model/palError.ts";
import type { AccessToken, ArmPort, IdentitySourcePort, JournalPort } from "../../../src/model/ports.ts";
import { type Row, rowId } from "../../../src/model/row.ts";
import { accessToken, alice, tenant, TestClock, TestLog } from "./fixtures.ts";
import { ModelArm } from "./modelArm.ts";
import { TestJournalDisk } from "./testJournalDisk.ts";

/** The partner ID that most tests want. */
export const ours = "4567890";

/** What a port call is about to do; a window that crashes there hangs for ever. */
export type Gate = (act: string) => Promise<void>;

/** One window of VS Code: its memory is gone when it crashes. */
export class ChangeWindow {
  readonly store: LinkStore;
  readonly journal: Journal;
  readonly changes: Changes;
  readonly challenges: (string | undefined)[] = [];
  /** So often a change gave tenants rows. */
  newRows = 0;
  readonly #scene: ChangeScene;
  #inDoubt = 0;
  /** It is dead: nobody waits for it any more. */
  isGone = false;

  constructor(scene: ChangeScene, gate: Gate) {
    const { clock, log } = scene;
    this.#scene = scene;
    this.store = new LinkStore(clock);
    this.store.setIdentities("vscode", [alice]);
    this.store.setTenants(alice.id, scene.tenants);
    const source: IdentitySourcePort = {
      list: () => Promise.resolve([alice]),
      silentToken: (_identity, tenantId) =>
        Promise.resolve(scene.silent ? scene.token("silent", tenantId) : undefined),
      interactiveToken: () => Promise.reject(new Error("not used here")),
      signIn: () => Promise.reject(new Error("not used here")),
    };
    const port = gatedDisk(scene.disk, gate);
    this.journal = new Journal({ port, clock, log, newId: () => scene.newId() });
    this.changes = new Changes({
      gate: new TokenGate(source, clock),
      arm: gatedArm(scene.arm, gate),
      store: this.store,
      journal: this.journal,
      clock,
      log,
      onNewRows: () => {
        this.newRows += 1;
      },
    });
  }

  /** As the engine does it at its start. */
  async start(): Promise<this> {
    await this.journal.start();
    doubtRows(this.store, this.journal.undecided);
    this.journal.onDidChange(() => doubtRows(this.store, this.journal.interrupted));
    return this;
  }

  /** So many steps are in doubt, and nothing else is done. */
  get inDoubt(): number {
    return this.#inDoubt;
  }

  /** The row of the n-th tenant. */
  row(n = 1): Row {
    const row = this.store.row(rowId(alice.id, tenant(n).tenantId));
    if (!row) {
      throw new Error("the scene has no row");
    }
    return row;
  }

  options(more: Partial<RunOptions> = {}): RunOptions {
    return {
      signIn: (step, _identity, challenge) => {
        this.challenges.push(challenge);
        if (!this.#scene.signedIn) {
          return Promise.reject(new PalError("signInCancelled"));
        }
        return Promise.resolve(this.#scene.token(`signed in ${this.challenges.length}`, step.tenantId));
      },
      onDoubt: (left) => (this.#inDoubt = left),
      ...more,
    };
  }

  /** Waits for what this window does; while all that is left is in doubt, time passes. */
  async until<T>(done: Promise<T>): Promise<T> {
    const state = { isDone: false };
    const stop = (): boolean => (state.isDone = true);
    done.then(stop, stop);
    for (let turns = 0; !state.isDone && !this.isGone; turns += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (turns % 10 === 9 && this.#inDoubt > 0) {
        this.#scene.clock.advance(5000);
      }
    }
    return done;
  }

  /** Resumes a run, however long its doubts take. */
  resume(runId: RunId, more?: Partial<RunOptions>): Promise<RunResult> {
    return this.until(this.changes.resume(runId, this.options(more)));
  }

  /** Leaves a run as it is, however long its doubts take. */
  leave(runId: RunId, more?: WaitOptions): Promise<RunRecord> {
    return this.until(this.changes.leave(runId, { onDoubt: (left) => (this.#inDoubt = left), ...more }));
  }

  /** Runs a plan of one step, and gives its result. */
  async change(
    purpose: Purpose,
    from: LinkedId,
    wanted: LinkedId,
    more?: Partial<RunOptions>,
  ): Promise<StepResult> {
    const { results } = await this.do(planOf(purpose, [step(1, from, wanted)]), more);
    const [result] = results;
    if (!result || results.length > 1) {
      throw new Error("there must be one result");
    }
    return result;
  }

  /** Does a plan, however long its doubts take. */
  do(plan: ChangePlan, more?: Partial<RunOptions>): Promise<RunResult> {
    return this.until(this.changes.run(plan, this.options(more)));
  }

  link(partnerId: string, signal?: AbortSignal): Promise<StepResult> {
    return this.change("link", null, partnerId, signal && { signal });
  }

  /** The newest run of the journal. */
  get run(): RunRecord {
    const [run] = this.journal.runs;
    if (!run) {
      throw new Error("the journal is empty");
    }
    return run;
  }
}

/** One identity with tenants 1 to n over a model of Azure, with a journal on a disk in memory. */
export class ChangeScene {
  readonly clock = new TestClock();
  readonly log = new TestLog();
  disk = new TestJournalDisk();
  readonly arms: readonly ModelArm[];
  silent = true;
  signedIn = true;
  #ids = 0;

  constructor(tenants = 1) {
    this.arms = Array.from({ length: tenants }, () => new ModelArm(() => this.clock.elapsed()));
  }

  get tenants(): ReturnType<typeof tenant>[] {
    return this.arms.map((_arm, i) => tenant(i + 1));
  }

  /** Azure in the n-th tenant. */
  azure(n = 1): ModelArm {
    const arm = this.arms[n - 1];
    if (!arm) {
      throw new Error(`there is no tenant ${n}`);
    }
    return arm;
  }

  newId(): string {
    this.#ids += 1;
    return `id-${this.#ids}`;
  }

  token(name: string, tenantId?: string): AccessToken {
    const hour = { expiresAt: this.clock.now() + 3_600_000 };
    return accessToken(name, tenantId === undefined ? hour : { ...hour, tenantId });
  }

  /** Opens a window, and waits until it knows whether others go on with their runs. */
  async openWindow(gate: Gate = () => Promise.resolve()): Promise<ChangeWindow> {
    const window = await new ChangeWindow(this, gate).start();
    const isUndecided = (): boolean => window.journal.undecided.length > window.journal.interrupted.length;
    for (let looks = 0; looks < 5 && isUndecided(); looks += 1) {
      this.clock.advance(4000);
      for (let turn = 0; turn < 20; turn += 1) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    return window;
  }

  /** Sends each call to its token's tenant. */
  get arm(): ArmPort {
    const of = (token: AccessToken): ModelArm =>
      this.azure(1 + this.tenants.findIndex(({ tenantId }) => tenantId === token.tenantId));
    return {
      listTenants: (call) => of(call.token).listTenants(),
      readLink: (call) => of(call.token).readLink(call),
      createLink: (call, id) => of(call.token).createLink(call, id),
      updateLink: (call, id) => of(call.token).updateLink(call, id),
      deleteLink: (call, id) => of(call.token).deleteLink(call, id),
    };
  }
}

/** One tenant, and a window. */
export async function openScene(): Promise<{ scene: ChangeScene; azure: ModelArm; window: ChangeWindow }> {
  const scene = new ChangeScene();
  return { scene, azure: scene.azure(), window: await scene.openWindow() };
}

/** What is to be done in the n-th tenant. */
export function step(n: number, from: LinkedId, wanted: LinkedId): ChangeStep {
  const { tenantId } = tenant(n);
  return {
    identityId: alice.id,
    accountLabel: alice.label,
    tenantId,
    tenantName: `Tenant ${n}`,
    from,
    wanted,
  };
}

export function planOf(purpose: Purpose, steps: readonly ChangeStep[]): ChangePlan {
  return { purpose, steps };
}

function gatedArm(arm: ArmPort, gate: Gate): ArmPort {
  return {
    listTenants: (call) => gated(gate, "LIST", () => arm.listTenants(call)),
    readLink: (call) => gated(gate, "GET", () => arm.readLink(call)),
    createLink: (call, id) => gated(gate, "PUT", () => arm.createLink(call, id)),
    updateLink: (call, id) => gated(gate, "PATCH", () => arm.updateLink(call, id)),
    deleteLink: (call, id) => gated(gate, "DELETE", () => arm.deleteLink(call, id)),
  };
}

function gatedDisk(disk: JournalPort, gate: Gate): JournalPort {
  return {
    list: () => gated(gate, "list", () => disk.list()),
    read: (name) => gated(gate, "read", () => disk.read(name)),
    create: (name, text) => gated(gate, "create", () => disk.create(name, text)),
    append: (name, text) => gated(gate, "append", () => disk.append(name, text)),
    replace: (name, text) => gated(gate, "replace", () => disk.replace(name, text)),
    setAside: (name) => gated(gate, "setAside", () => disk.setAside(name)),
    remove: (name) => gated(gate, "remove", () => disk.remove(name)),
    removeUnfinished: (isOurs) => disk.removeUnfinished(isOurs),
    watch: (onChange) => disk.watch(onChange),
  };
}

/** Passes the gate before and after an act, also one that fails. */
async function gated<R>(gate: Gate, name: string, act: () => Promise<R>): Promise<R> {
  await gate(`before ${name}`);
  try {
    return await act();
  } finally {
    await gate(`after ${name}`);
  }
}

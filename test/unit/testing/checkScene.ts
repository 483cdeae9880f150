import { CheckQueue } from "../../../src/links/checkQueue.ts";
import { LinkStore } from "../../../src/links/linkStore.ts";
import { TokenGate } from "../../../src/links/tokenGate.ts";
import { PalError } from "../../../src/model/palError.ts";
import type { PartnerLink } from "../../../src/model/partnerLink.ts";
import type {
  AccessToken,
  ArmCall,
  ArmPort,
  IdentitySourcePort,
  LinkAnswer,
} from "../../../src/model/ports.ts";
import { accessToken, alice, tenant, TestClock, TestLog } from "./fixtures.ts";

/** Tenants 1 to n of one account; each token carries its tenant's id, each read answers as it is told. */
export class CheckScene {
  readonly clock = new TestClock();
  readonly store: LinkStore;
  readonly queue: CheckQueue;
  readonly tokensAsked: (string | undefined)[] = [];
  onToken: () => void = () => undefined;
  onRead: () => void = () => undefined;
  reading = 0;
  mostReading = 0;
  answer: (tenantId: string) => PartnerLink | undefined = () => undefined;
  token: (tenantId: string | undefined) => AccessToken | undefined = (t) => accessToken(t ?? "home");

  constructor(tenants: number) {
    const { clock } = this;
    this.store = new LinkStore(clock);
    this.store.setIdentities("vscode", [alice]);
    this.store.setTenants(
      alice.id,
      Array.from({ length: tenants }, (_, i) => tenant(i + 1)),
    );
    const source: IdentitySourcePort = {
      list: () => Promise.resolve([alice]),
      silentToken: (_identity, tenantId) => {
        this.tokensAsked.push(tenantId);
        this.onToken();
        return Promise.resolve(this.token(tenantId));
      },
      interactiveToken: () => Promise.reject(new Error("A check must never prompt.")),
      signIn: () => Promise.reject(new Error("A check must never prompt.")),
    };
    const arm: ArmPort = {
      listTenants: () => Promise.reject(new Error("not used here")),
      createLink: () => Promise.reject(new Error("A check must never write.")),
      updateLink: () => Promise.reject(new Error("A check must never write.")),
      deleteLink: () => Promise.reject(new Error("A check must never write.")),
      readLink: (call) => this.#read(call),
    };
    const gate = new TokenGate(source, clock);
    this.queue = new CheckQueue({ gate, arm, store: this.store, clock, log: new TestLog() });
  }

  check(): Promise<void> {
    return this.queue.check(this.store.rows.map(({ id }) => id));
  }

  get kinds(): string[] {
    return this.store.rows.map(({ knowledge, attempt }) => `${knowledge.kind}/${attempt.kind}`);
  }

  async #read({ token, signal }: ArmCall): Promise<LinkAnswer> {
    this.reading += 1;
    this.onRead();
    this.mostReading = Math.max(this.mostReading, this.reading);
    await new Promise((resolve) => setTimeout(resolve, 2));
    this.reading -= 1;
    if (signal?.aborted) {
      throw new PalError("cancelled");
    }
    const link = this.answer(token.token);
    return link ? { link } : {};
  }
}

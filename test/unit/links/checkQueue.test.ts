import { describe, expect, it } from "vitest";
import type { RowWork } from "../../../src/links/rowWork.ts";
import { PalError } from "../../../src/model/palError.ts";
import { CheckScene } from "../testing/checkScene.ts";
import { accessToken, alice, tenant } from "../testing/fixtures.ts";

describe("Checking tenants", () => {
  it("gives each its own state; one that fails affects no other", async () => {
    const scene = new CheckScene(5);
    scene.token = (t) => (t === tenant(2).tenantId ? undefined : accessToken(t ?? ""));
    scene.answer = (t) => {
      if (t === tenant(3).tenantId) {
        throw new PalError("serverError");
      }
      if (t === tenant(4).tenantId) {
        throw new PalError("noAccount");
      }
      return t === tenant(5).tenantId ? { partnerId: "4567890" } : undefined;
    };
    await scene.check();
    expect(scene.kinds).toEqual([
      "notLinked/none",
      "nothing/signInNeeded",
      "nothing/failed",
      "cannotLink/none",
      "linked/none",
    ]);
  });

  it("reads several at once, but not too many, and asks for one token a tenant", async () => {
    const scene = new CheckScene(30);
    await scene.check();
    expect(scene.mostReading).toBeGreaterThan(1);
    expect(scene.mostReading).toBeLessThanOrEqual(8);
    expect(scene.tokensAsked).toHaveLength(30);
    expect(new Set(scene.kinds)).toEqual(new Set(["notLinked/none"]));
  });

  it("asks for no token again in a second check", async () => {
    const scene = new CheckScene(3);
    await scene.check();
    await scene.check();
    expect(scene.tokensAsked).toHaveLength(3);
  });

  it("asks for a new token after Azure refused the old one", async () => {
    const scene = new CheckScene(1);
    scene.answer = () => {
      throw new PalError("unauthorized", { status: 401 });
    };
    await scene.check();
    expect(scene.kinds).toEqual(["nothing/signInNeeded"]);
    await scene.check();
    expect(scene.tokensAsked).toHaveLength(2);
  });

  it("leaves what was known when it is stopped, and reaches nothing more", async () => {
    const scene = new CheckScene(20);
    scene.store.onDidChange(() => {
      if (scene.tokensAsked.length === 5) {
        scene.queue.stop();
      }
    });
    await scene.check();
    expect(scene.tokensAsked.length).toBeLessThan(8);
    expect(scene.kinds.filter((kind) => kind.endsWith("/running"))).toEqual([]);
    expect(scene.kinds.at(-1)).toBe("nothing/none");
  });

  it("lets go of rows that nobody wants any more, and of no others", async () => {
    const scene = new CheckScene(20);
    const ids = scene.store.rows.map(({ id }) => id);
    const cancel = new AbortController();
    const background = scene.queue.checkUnasked(ids.slice(0, 5));
    const others = scene.queue.check(ids.slice(5, 10));
    const cancelled = scene.queue.check(ids, cancel.signal);
    cancel.abort();
    await cancelled;
    await Promise.all([others, background]);
    const checked = scene.store.rows.filter(({ knowledge }) => knowledge.kind === "notLinked");
    // The ten that others want, and what was under way already.
    expect(checked.map(({ id }) => id)).toEqual(expect.arrayContaining(ids.slice(0, 10)));
    expect(checked.length).toBeLessThan(19);
  });

  it("keeps what was to be checked anyway, however many have asked for it and no longer do", async () => {
    const scene = new CheckScene(20);
    const ids = scene.store.rows.map(({ id }) => id);
    const [first, second] = [new AbortController(), new AbortController()];
    const background = scene.queue.checkUnasked(ids);
    const asked = [scene.queue.check(ids, first.signal), scene.queue.check(ids.slice(10), second.signal)];
    first.abort();
    second.abort();
    await Promise.all([...asked, background]);
    expect(scene.tokensAsked).toHaveLength(20);
  });

  it("lets nobody go before their rows are done because somebody else has cancelled", async () => {
    const scene = new CheckScene(3);
    const ids = scene.store.rows.map(({ id }) => id);
    const cancel = new AbortController();
    const waiting = scene.queue.check(ids);
    const cancelled = scene.queue.check(ids, cancel.signal);
    cancel.abort();
    await cancelled;
    expect(scene.store.rows.some(({ knowledge }) => knowledge.kind === "nothing")).toBe(true);
    await waiting;
    expect(scene.store.rows.every(({ knowledge }) => knowledge.kind === "notLinked")).toBe(true);
  });

  it("can be asked for again right after it was stopped", async () => {
    const scene = new CheckScene(4);
    const first = scene.check();
    scene.queue.stop();
    await Promise.all([first, scene.check()]);
    expect(new Set(scene.kinds)).toEqual(new Set(["notLinked/none"]));
  });

  it("takes a tenant that is asked for before those that wait", async () => {
    const scene = new CheckScene(20);
    const last = scene.store.rows.at(-1);
    const checking = scene.check();
    await scene.queue.check(last ? [last.id] : []);
    await checking;
    expect(scene.tokensAsked.indexOf(last?.tenant.tenantId)).toBeLessThan(3);
    expect(scene.tokensAsked).toHaveLength(20);
  });

  it("tells how far it is", async () => {
    const scene = new CheckScene(3);
    const told: string[] = [];
    scene.queue.onDidProgress(({ checked, total }) => told.push(`${checked}/${total}`));
    await scene.check();
    expect(told).toEqual(["1/3", "2/3", "3/3"]);
  });

  it("lets a tenant alone that is being changed, and drops what it had read of it before", async () => {
    const scene = new CheckScene(1);
    const [row] = scene.store.rows;
    let change: RowWork | undefined;
    scene.onRead = () => {
      change = row && scene.store.begin(row.id, "link");
      change?.learn({ kind: "linked", link: { partnerId: "4567890" }, at: 1 });
    };
    await scene.check();
    await scene.check();
    change?.end();
    expect(scene.kinds).toEqual(["linked/none"]);
  });

  it("leaves a tenant that needs the user as it was when it is stopped", async () => {
    const scene = new CheckScene(1);
    scene.token = () => undefined;
    await scene.check();
    scene.token = (t) => accessToken(t ?? "");
    scene.onRead = () => scene.queue.stop();
    await scene.check();
    expect(scene.kinds).toEqual(["nothing/signInNeeded"]);
  });

  it("works again after it had nothing to do", async () => {
    const scene = new CheckScene(3);
    await scene.queue.check([]);
    await scene.queue.checkUnasked([]);
    await scene.check();
    expect(new Set(scene.kinds)).toEqual(new Set(["notLinked/none"]));
  });

  it("lets go of who asked for one tenant when that one is done", async () => {
    const scene = new CheckScene(40);
    const all = scene.check();
    const [first] = scene.store.rows;
    await scene.queue.check(first ? [first.id] : []);
    expect(scene.tokensAsked.length).toBeLessThan(20);
    await all;
    expect(scene.tokensAsked).toHaveLength(40);
  });

  it("lets go of everybody when it is stopped", async () => {
    const scene = new CheckScene(40);
    const all = scene.check();
    scene.queue.stop();
    await all;
    expect(scene.tokensAsked.length).toBeLessThan(3);
  });

  it("does not read a tenant twice that is asked for twice", async () => {
    const scene = new CheckScene(8);
    let reads = 0;
    scene.onRead = () => {
      reads += 1;
    };
    await Promise.all([scene.check(), scene.check()]);
    expect(reads).toBe(8);
  });

  it("keeps what is known when a later check fails", async () => {
    const scene = new CheckScene(1);
    scene.answer = () => ({ partnerId: "4567890" });
    await scene.check();
    scene.answer = () => {
      throw new PalError("timedOut");
    };
    await scene.check();
    expect(scene.kinds).toEqual(["linked/failed"]);
  });

  it("forgets a tenant that disappears while it is checked", async () => {
    const scene = new CheckScene(2);
    const checking = scene.check();
    scene.store.setTenants(alice.id, [tenant(1)]);
    await checking;
    expect(scene.kinds).toEqual(["notLinked/none"]);
  });
});

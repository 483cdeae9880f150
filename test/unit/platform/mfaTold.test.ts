import { describe, expect, it } from "vitest";
import { createIdentity } from "../../../src/model/identity.ts";
import { MfaTold } from "../../../src/platform/mfaTold.ts";

const person = createIdentity({ source: "vscode", cloud: "public", accountId: "a.t", label: "alice" });
const other = createIdentity({ source: "vscode", cloud: "public", accountId: "b.t", label: "bob" });
const device = createIdentity({
  source: "servicePrincipal",
  cloud: "public",
  accountId: "app/a.t",
  label: "c",
});
const principal = createIdentity({
  source: "servicePrincipal",
  cloud: "public",
  accountId: "app",
  label: "d",
});
const elsewhere = createIdentity({ source: "vscode", cloud: "usGovernment", accountId: "a.t", label: "e" });
const all = [person, other, device, principal, elsewhere];

class TestMemento {
  readonly values = new Map<string, unknown>();
  keys = (): string[] => [...this.values.keys()];
  get = <T>(name: string, other?: T): T | undefined => (this.values.get(name) as T | undefined) ?? other;
  update = async (name: string, value: unknown): Promise<void> => {
    this.values.set(name, value);
  };
}

describe("That Azure may ask for MFA to write", () => {
  it("is said to people of the public cloud only", () => {
    const told = new MfaTold(new TestMemento());
    expect(all.filter((one) => told.isDue(one))).toEqual([person, other, device]);
  });

  it("is said once to each, also in other windows, and again when all is forgotten", async () => {
    const memento = new TestMemento();
    await new MfaTold(memento).note(person, all);
    await new MfaTold(memento).note(device, all);
    expect(all.filter((one) => new MfaTold(memento).isDue(one))).toEqual([other]);
    await new MfaTold(memento).forget();
    expect(new MfaTold(memento).isDue(person)).toBe(true);
    expect(JSON.stringify([...memento.values])).not.toContain(person.id);
  });

  it("is kept of nobody who has gone, and survives whatever stands there", async () => {
    const memento = new TestMemento();
    await new MfaTold(memento).note(person, all);
    await new MfaTold(memento).note(other, [other]);
    expect(JSON.stringify([...memento.values])).not.toContain(person.id);
    for (const odd of [{}, "x", [5, null], null]) {
      memento.values.set("mfaTold", odd);
      expect(new MfaTold(memento).isDue(other)).toBe(true);
    }
  });
});

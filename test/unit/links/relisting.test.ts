import { expect, it, vi } from "vitest";
import { Relisting } from "../../../src/links/relisting.ts";
import { PalError } from "../../../src/model/palError.ts";
import { TestClock } from "../testing/fixtures.ts";

/** Lists as often as it is asked; fails while `refuses`. */
function scene(): {
  clock: TestClock;
  relisting: Relisting;
  lists: () => number;
  state: { refuses: boolean };
} {
  const clock = new TestClock();
  const state = { refuses: true };
  let asked = 0;
  const listIdentities = (): Promise<PalError[]> => {
    asked += 1;
    return Promise.resolve(state.refuses ? [new PalError("unexpected", {}, new Error("Canceled"))] : []);
  };
  return { clock, relisting: new Relisting({ listIdentities }, clock), lists: () => asked, state };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it("Identities that cannot be listed are listed again a little later, until they can", async () => {
  const { clock, relisting, lists, state } = scene();
  relisting.ask();
  await settle();
  expect(lists()).toBe(1);
  clock.advance(1000);
  await vi.waitFor(() => expect(lists()).toBe(2));
  await settle();
  state.refuses = false;
  clock.advance(3000);
  await vi.waitFor(() => expect(lists()).toBe(3));
  await settle();
  clock.advance(600_000);
  await settle();
  expect(lists()).toBe(3);
});

it("A source that never comes is not asked for ever, but again when there is news", async () => {
  const { clock, relisting, lists } = scene();
  relisting.ask();
  for (let i = 0; i < 20; i += 1) {
    await settle();
    clock.advance(60_000);
  }
  expect(lists()).toBe(6);
  relisting.ask();
  await settle();
  expect(lists()).toBe(7);
});

it("News overtake a try that waits, and nothing is tried after the window ended", async () => {
  const { clock, relisting, lists, state } = scene();
  relisting.ask();
  await settle();
  state.refuses = false;
  relisting.ask();
  await settle();
  clock.advance(60_000);
  await settle();
  expect(lists()).toBe(2);
  state.refuses = true;
  relisting.ask();
  relisting.dispose();
  await settle();
  clock.advance(60_000);
  relisting.ask();
  await settle();
  expect(lists()).toBe(3);
});

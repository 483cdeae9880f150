import { beforeEach, expect, it } from "vitest";
import { trustedTime } from "../../../src/links/trustedTime.ts";
import { TestStorage } from "../testing/testStorage.ts";

const day = 24 * 60 * 60_000;
const start = 20_000 * day;
let storage: TestStorage;

beforeEach(() => {
  storage = new TestStorage();
});

/** What each of these looks at the clock (days since the start) may rely on, in days since the start. */
async function looks(...days: readonly number[]): Promise<(number | "nothing")[]> {
  const trusted: (number | "nothing")[] = [];
  for (const at of days) {
    const time = await trustedTime(storage, start + at * day);
    trusted.push(time === 0 ? "nothing" : (time - start) / day);
  }
  return trusted;
}

it("trusts the clock as soon as it was seen on two days", async () => {
  expect(await looks(0, 0.5, 1, 1.5, 2, 9, 9.1)).toEqual(["nothing", "nothing", 1, 1, 2, 3, 3]);
});

it("goes no further than a day when the clock is years ahead, in however many windows", async () => {
  expect(await looks(0, 1, 9000, 9000, 9000.5, 2, 3)).toEqual(["nothing", 1, 2, 2, 2, "nothing", 3]);
});

it("says nothing when what was noted makes no sense", async () => {
  for (const text of ["", "{", "null", '{"last":"x"}', `{"last":1e400}`]) {
    storage.texts.set("clock.json", text);
    expect(await looks(0)).toEqual(["nothing"]);
  }
});

it("fails as the storage does", async () => {
  storage.fault = new Error("EACCES");
  await expect(trustedTime(storage, start)).rejects.toThrow("EACCES");
});

import { expect, it } from "vitest";
import { loadOnce } from "../../../src/platform/loadOnce.ts";

it("What is loaded is loaded once; after a failure the next one who asks tries again", async () => {
  let asked = 0;
  const load = loadOnce(() => {
    asked += 1;
    return asked === 1 ? Promise.reject(new Error("no such file")) : Promise.resolve({ asked });
  });
  const outcomes = await Promise.allSettled([load(), load()]);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(asked).toBe(1);
  const [first, second] = await Promise.all([load(), load()]);
  expect(first).toEqual({ asked: 2 });
  expect(second).toBe(first);
  expect(await load()).toBe(first);
  expect(asked).toBe(2);
});

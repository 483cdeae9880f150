import assert from "node:assert/strict";

const patienceMs = 5000;

/** Asks again and again until the answer is `accepted`, and returns it; fails with the last answer. */
export async function eventually<T>(ask: () => T, accepted: (answer: T) => boolean): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const answer = ask();
    if (accepted(answer)) {
      return answer;
    }
    if (Date.now() > end) {
      assert.fail(`At last there was: ${JSON.stringify(answer)}`);
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}

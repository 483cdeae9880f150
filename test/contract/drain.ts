import type { Reply } from "./httpClient.ts";

/** Repeats a request, many at a time, until one is answered 429; gives that answer. */
export async function drain(send: () => Promise<Reply>): Promise<Reply> {
  for (let round = 0; round < 20; round += 1) {
    const replies = await Promise.all(Array.from({ length: 50 }, send));
    const refused = replies.find(({ status }) => status === 429);
    if (refused) {
      return refused;
    }
  }
  throw new Error("never throttled");
}

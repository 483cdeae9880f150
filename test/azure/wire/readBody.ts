import type { IncomingMessage } from "node:http";

const limit = 1024 * 1024;

/** The whole body of a request as text; more than 1 MiB is an error. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer;
    length += bytes.length;
    if (length > limit) {
      throw new Error("request body larger than 1 MiB");
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

import { createServer } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { Answer, Call, RawCall } from "./call.ts";
import { faultAnswer } from "./faultAnswer.ts";
import type { FaultList } from "./faultList.ts";
import type { LaterWork } from "./laterWork.ts";
import { readBody } from "./readBody.ts";
import type { PhysicalRequest, RequestLog } from "./requestLog.ts";

/** What is known of a request before it is answered. */
export type CallIdentity = Pick<PhysicalRequest, "part" | "tenantId" | "objectId" | "correlationId">;

export interface HttpsServerOptions {
  readonly key: string;
  readonly certificate: string;
  readonly port: number;
  readonly log: RequestLog;
  readonly faults: FaultList;
  readonly latencyMs: () => number;
  /** Says where a request belongs, for the log and for faults. */
  readonly identify: (call: RawCall) => CallIdentity;
  readonly answer: (call: Call, part: PhysicalRequest["part"]) => Promise<Answer>;
  /** The headers that every answer of a part has. */
  readonly headersOf: (call: Call, part: PhysicalRequest["part"]) => Record<string, string>;
  /** What is to be done later; nothing of it once the world is restored. */
  readonly later: LaterWork;
}

export interface HttpsServer {
  readonly port: number;
  close(): Promise<void>;
}

/** The one HTTPS server on 127.0.0.1: logs each physical request, applies faults and latency, answers. */
export async function startHttpsServer(options: HttpsServerOptions): Promise<HttpsServer> {
  // By the client's port: only the socket under the TLS one can be reset.
  const rawSockets = new Map<number, Socket>();
  const server = createServer({ key: options.key, cert: options.certificate }, (request, response) => {
    const cut = (): unknown => rawSockets.get(request.socket.remotePort ?? 0)?.resetAndDestroy();
    serve(options, request, response, cut).catch((error: unknown) => {
      // A client that went away is no news. Else it is a defect of the local Azure: loud, and no hanging request.
      if (!request.errored) {
        console.error(error);
      }
      response.destroy();
    });
  });
  server.on("connection", (socket: Socket) => {
    const port = socket.remotePort ?? 0;
    rawSockets.set(port, socket);
    socket.on("close", () => rawSockets.delete(port));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  options: HttpsServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
  cut: () => unknown,
): Promise<void> {
  const raw = await readCall(request);
  const identity = options.identify(raw);
  const { method, host, path } = raw;
  const entry = options.log.add({ method, host, path, query: raw.query.toString(), ...identity });
  const fault = options.faults.take({ method, host, path, tenantId: identity.tenantId });
  const call: Call = { ...raw, fault, correlationId: identity.correlationId };

  const delay = options.latencyMs() + (fault?.delayMs ?? 0);
  if (delay > 0) {
    await wait(delay);
  }
  if (fault?.appliedAfterMs !== undefined) {
    options.later.add(fault.appliedAfterMs, () => options.answer(call, identity.part));
  }
  if (fault?.stall) {
    return;
  }
  if (fault?.reset) {
    cut();
    return;
  }
  const given = fault && faultAnswer(fault, options.headersOf(call, identity.part));
  if (fault?.appliedAfterMs !== undefined && !given) {
    request.socket.destroy();
    return;
  }
  const answer = given ?? (await options.answer(call, identity.part));
  if (fault?.lostAnswer) {
    request.socket.destroy();
    return;
  }
  entry.status = answer.status;
  const body = Buffer.from(answer.body ?? "");
  response.writeHead(answer.status, {
    date: new Date().toUTCString(),
    ...lowerCaseNames(answer.headers),
    ...lowerCaseNames(fault?.headers),
    "content-length": body.length,
  });
  response.end(method === "HEAD" ? undefined : body);
}

async function readCall(request: IncomingMessage): Promise<RawCall> {
  const hostHeader = (request.headers.host ?? "localhost").toLowerCase();
  const origin = `https://${hostHeader}`;
  const url = new URL(request.url ?? "/", origin);
  return {
    method: request.method ?? "GET",
    host: url.hostname,
    origin,
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: await readBody(request),
  };
}

function lowerCaseNames(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

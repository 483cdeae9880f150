import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import * as v from "valibot";
import { EntraError, entraErrorBody } from "../entra/entraError.ts";
import { readBody } from "../wire/readBody.ts";
import type { ControlRoutes } from "./controlRoutes.ts";
import { UnknownThing } from "./unknownThing.ts";

export interface ControlServer {
  readonly url: string;
  close(): Promise<void>;
}

/** The control API on 127.0.0.1, plain http: JSON in, JSON out; see controlRoutes.ts for what it can do. */
export async function startControlServer(routes: ControlRoutes): Promise<ControlServer> {
  const server = createServer((request, response) => {
    void serve(routes, request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  routes: ControlRoutes,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { status, value } = await answer(routes, request);
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(value));
}

async function answer(
  routes: ControlRoutes,
  request: IncomingMessage,
): Promise<{ status: number; value: unknown }> {
  try {
    const body = await readBody(request);
    const [, resource = "", id] = (request.url ?? "").split("/");
    const route = routes[`${request.method} /${resource}`];
    if (!route) {
      throw new UnknownThing(`no ${request.method} ${request.url}`);
    }
    return { status: 200, value: (await route(body === "" ? {} : JSON.parse(body), id ?? "")) ?? {} };
  } catch (error) {
    if (error instanceof EntraError) {
      return { status: 400, value: entraErrorBody(error, crypto.randomUUID()) };
    }
    if (error instanceof UnknownThing) {
      return { status: 404, value: { error: error.message } };
    }
    if (error instanceof v.ValiError || error instanceof SyntaxError) {
      return { status: 400, value: { error: error.message } };
    }
    console.error(error);
    return { status: 500, value: { error: String(error) } };
  }
}

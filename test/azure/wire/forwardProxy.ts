import { createServer } from "node:http";
import { connect } from "node:net";
import type { AddressInfo, Socket } from "node:net";

export interface ForwardProxy {
  readonly url: string;
  /** Names of the hosts that were refused, in the order of their first refusal. */
  refused(): string[];
  forgetRefused(): void;
  close(): Promise<void>;
}

/**
 * A forward proxy on 127.0.0.1 that sends the names in `playedHosts` (port 443) to the local server and refuses every
 * other: the list of refusals proves what else a program tried to call.
 */
export async function startForwardProxy(options: {
  playedHosts: readonly string[];
  serverPort: number;
  port: number;
}): Promise<ForwardProxy> {
  const played = new Set([
    ...options.playedHosts.map((host) => `${host}:443`),
    `localhost:${options.serverPort}`,
    `127.0.0.1:${options.serverPort}`,
  ]);
  const refused = new Set<string>();
  const tunnels = new Set<{ destroy(): unknown }>();

  // Only TLS is played: a plain-http request through the proxy is always refused.
  const proxy = createServer((request, response) => {
    refused.add(URL.parse(request.url ?? "")?.hostname ?? request.url ?? "");
    response.writeHead(403).end("refused by the local Azure");
  });
  proxy.on("connect", (request, client, head) => {
    client.on("error", () => client.destroy());
    const target = (request.url ?? "").toLowerCase();
    if (!played.has(target)) {
      refused.add(target.replace(/:\d+$/, ""));
      client.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    const server = connect(options.serverPort, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      server.write(head);
      server.pipe(client).pipe(server);
    });
    server.on("error", () => (client as Socket).resetAndDestroy());
    // pipe() passes an orderly end on, but not a cut connection.
    server.on("close", () => client.destroy());
    client.on("close", () => server.destroy());
    tunnels.add(client);
    client.on("close", () => tunnels.delete(client));
  });

  await new Promise<void>((resolve, reject) => {
    proxy.once("error", reject);
    proxy.listen(options.port, "127.0.0.1", resolve);
  });
  const { port } = proxy.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    refused: () => [...refused],
    forgetRefused: () => refused.clear(),
    close: () =>
      new Promise((resolve) => {
        proxy.close(() => resolve());
        proxy.closeAllConnections();
        for (const tunnel of tunnels) {
          tunnel.destroy();
        }
      }),
  };
}

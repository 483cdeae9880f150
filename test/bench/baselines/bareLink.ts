import { performance } from "node:perf_hooks";
import { ProxyAgent, request } from "undici";

const apiVersion = "2018-02-01";
const partners = "https://management.azure.com/providers/Microsoft.ManagementPartner/partners";

/** What a bare script needs to link one partner ID. */
export interface BareLink {
  /** Access token for ARM in the tenant. */
  readonly token: string;
  readonly partnerId: string;
  /** The forward proxy, and the CA behind it in PEM. */
  readonly proxy: string;
  readonly ca: string;
}

/** Reads, writes and reads the link again, as short as it can be written. Returns milliseconds. */
export async function bareLink({ token, partnerId, proxy, ca }: BareLink): Promise<number> {
  const dispatcher = new ProxyAgent({ uri: proxy, requestTls: { ca } });
  const send = async (method: "GET" | "PUT", url: string, ...expected: number[]): Promise<void> => {
    const { statusCode, body } = await request(`${url}?api-version=${apiVersion}`, {
      method,
      dispatcher,
      headers: { authorization: `Bearer ${token}` },
    });
    const text = await body.text();
    if (!expected.includes(statusCode)) {
      throw new Error(`${method} ${url} answered ${statusCode}: ${text}`);
    }
  };
  const started = performance.now();
  try {
    // 404: never linked; 200: linked once, and the link was removed.
    await send("GET", partners, 404, 200);
    await send("PUT", `${partners}/${partnerId}`, 200);
    await send("GET", partners, 200);
    return performance.now() - started;
  } finally {
    await dispatcher.close();
  }
}

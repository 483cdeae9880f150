import { readFile } from "node:fs/promises";
import { fetch, ProxyAgent } from "undici";
import type { LocalAzureDescription } from "../azure/localAzure.ts";

/** An answer as a client got it. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; undefined if there is none or it is not JSON. */
  readonly json: Record<string, unknown> | undefined;
}

export interface SendOptions {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Calls the local Azure as programs in the field do: by Microsoft's names, through the proxy, trusting its CA. */
export class HttpClient {
  readonly #agent: ProxyAgent;

  private constructor(agent: ProxyAgent) {
    this.#agent = agent;
  }

  static async open(azure: LocalAzureDescription): Promise<HttpClient> {
    const ca = await readFile(azure.caFile, "utf8");
    return new HttpClient(new ProxyAgent({ uri: azure.proxy, requestTls: { ca } }));
  }

  async send(url: string, options: SendOptions = {}): Promise<Reply> {
    const response = await fetch(url, { ...options, redirect: "manual", dispatcher: this.#agent });
    const text = await response.text();
    return {
      status: response.status,
      headers: new Headers([...response.headers]),
      text,
      json: parse(text),
    };
  }

  /** A request to ARM of the public cloud with an access token. */
  arm(token: string, method: string, path: string, body?: unknown): Promise<Reply> {
    return this.send(`https://management.azure.com${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  /** A form posted to Entra ID; `path` starts with the tenant. */
  post(path: string, form: Record<string, string>): Promise<Reply> {
    return this.send(`https://login.microsoftonline.com/${path}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(form).toString(),
    });
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

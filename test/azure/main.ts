import { parseArgs } from "node:util";
import { startLocalAzure } from "./localAzure.ts";

// npm run azure -- [--tenants N] [--accounts N] [--seed S] [--latency MS] [--port P] [--proxy-port P]
const { values } = parseArgs({
  options: {
    tenants: { type: "string" },
    accounts: { type: "string" },
    seed: { type: "string" },
    latency: { type: "string" },
    port: { type: "string" },
    "proxy-port": { type: "string" },
  },
});

const azure = await startLocalAzure({
  ...number("tenants", values.tenants),
  ...number("accounts", values.accounts),
  ...number("seed", values.seed),
  ...number("latencyMs", values.latency),
  ...number("port", values.port),
  ...number("proxyPort", values["proxy-port"]),
});
process.stdout.write(`${JSON.stringify(azure.description)}\n`);

// Ctrl+C reaches this process twice, from the terminal and from the runner: the second must not cut the first short.
let closing: Promise<void> | undefined;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    closing ??= azure.close();
  });
}

function number<Name extends string>(name: Name, text: string | undefined): { [K in Name]?: number } {
  if (text === undefined) {
    return {};
  }
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) {
    throw new Error(`${name} must be a whole number, not '${text}'`);
  }
  return { [name]: value } as { [K in Name]?: number };
}

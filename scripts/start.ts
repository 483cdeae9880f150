// Shows the extension at work: `npm start [-- --desktop] [--no-open] [--port P] [--tenants N] [--accounts N] [--seed S]
// [--latency MS]`. Packages it, starts the local Azure and a real VS Code with the extension installed and a demo
// sign-in, tells where to look, and runs until Ctrl+C. Needs no internet but for what is installed the first time.
import { parseArgs } from "node:util";
import { startLocalAzure } from "../test/azure/localAzure.ts";
import { buildVsix } from "./package.ts";
import { greeting } from "./starting/greeting.ts";
import { openInBrowser } from "./starting/openInBrowser.ts";
import { startDesktop } from "./starting/startDesktop.ts";
import { startInBrowser } from "./starting/startInBrowser.ts";

const { values } = parseArgs({
  options: {
    desktop: { type: "boolean", default: false },
    "no-open": { type: "boolean", default: false },
    port: { type: "string" },
    tenants: { type: "string" },
    accounts: { type: "string" },
    seed: { type: "string" },
    latency: { type: "string" },
  },
});

const interrupted = new Promise((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    // More than once: Ctrl+C reaches this program from the terminal and again from the one that started it.
    process.on(signal, resolve);
  }
});

console.log("Packaging the extension …");
const vsix = await buildVsix();
console.log("Starting the local Azure and VS Code …");
const azure = await startLocalAzure({
  ...numberOption("tenants", values.tenants),
  ...numberOption("accounts", values.accounts),
  ...numberOption("seed", values.seed),
  ...numberOption("latencyMs", values.latency),
});
try {
  const vscode = values.desktop
    ? await startDesktop(azure.description, vsix)
    : await startInBrowser(azure.description, vsix, numberOption("port", values.port));
  try {
    console.log(greeting(azure.description, vscode.address));
    if (vscode.address !== undefined && !values["no-open"]) {
      openInBrowser(vscode.address);
    }
    await Promise.race([interrupted, vscode.ended]);
  } finally {
    console.log("\nStopping …");
    await vscode.stop();
  }
} finally {
  await azure.close();
}

function numberOption<Name extends string>(
  name: Name,
  value: string | undefined,
): Partial<Record<Name, number>> {
  if (value === undefined) {
    return {};
  }
  if (!/^\d+$/.test(value)) {
    throw new Error(`"${value}" is not a number.`);
  }
  return { [name]: Number(value) } as Partial<Record<Name, number>>;
}

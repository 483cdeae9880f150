import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { LocalArm } from "../azure/localArm.ts";
import { type ChangeOrder, openEngine } from "./realEngine.ts";

/**
 * A process that makes one change, in place of an extension host: it says `ready`, waits for a line, changes, and says what
 * came of it. Run by `killedChanges.test.ts`, which kills it on the way.
 */
const { values } = parseArgs({ options: { order: { type: "string", default: "" } } });
const order = JSON.parse(values.order) as ChangeOrder;
const local = LocalArm.at(order.description);
const { changes } = await openEngine(local, order, Date.now);
await local.arm.listTenants({ token: await local.token() }); // the first request of a process takes long

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
process.stdout.write("ready\n");
await lines.next();
const { results } = await changes.run(order.plan, {
  signIn: () => Promise.reject(new Error("nobody is there to sign in")),
});
process.stdout.write(`${JSON.stringify(results.map(({ kind }) => kind))}\n`);
process.exit();

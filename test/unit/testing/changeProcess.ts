import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import type { ArmPort } from "../../../src/model/ports.ts";
import { LocalArm } from "../azure/localArm.ts";
import { type ChangeOrder, fastClock, openEngine } from "./realEngine.ts";

/**
 * A process that makes one change, in place of an extension host: it says `ready`, waits for a line, changes, and says what
 * came of it. Run by `killedChanges.test.ts`, which kills it on the way, and by `stoppedChanges.test.ts`: there it stops itself
 * between making sure that the run is its own and its request.
 */
const { values } = parseArgs({ options: { order: { type: "string", default: "" } } });
const order = JSON.parse(values.order) as ChangeOrder;
const local = LocalArm.at(order.description);
const { changes } = await openEngine(
  local,
  order,
  order.timesFaster === undefined ? undefined : fastClock(order.timesFaster),
  order.stopsItself ? stoppingItself(local.arm) : local.arm,
);
await local.arm.listTenants({ token: await local.token() }); // the first request of a process takes long

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
process.stdout.write("ready\n");
await lines.next();
const { results } = await changes.run(order.plan, {
  signIn: () => Promise.reject(new Error("nobody is there to sign in")),
});
process.stdout.write(
  `${JSON.stringify(results.map((result) => (result.kind === "failed" ? result.error.code : result.kind)))}\n`,
);
process.exit();

/** The kernel stops the process before the call returns; it goes on with the request when somebody wakes it up. */
function stoppingItself(arm: ArmPort): ArmPort {
  return {
    ...arm,
    createLink: (call, partnerId) => {
      process.kill(process.pid, "SIGSTOP");
      return arm.createLink(call, partnerId);
    },
  };
}

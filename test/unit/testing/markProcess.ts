import { parseArgs } from "node:util";
import { LinkMemory } from "../../../src/links/linkMemory.ts";
import { LinkStore } from "../../../src/links/linkStore.ts";
import { FileStorage } from "../../../src/platform/fileStorage.ts";
import { systemClock } from "../../../src/platform/systemClock.ts";
import { TestLog } from "./fixtures.ts";

/**
 * A process that marks tenants, one after another, in place of a window: it says each one's name once that is stored. Run by
 * `killedWindows.test.ts`, which stops and kills it on the way.
 */
const { values } = parseArgs({
  options: { folder: { type: "string", default: "" }, name: { type: "string", default: "" } },
});
const storage = new FileStorage(values.folder);
const store = new LinkStore(systemClock);
const memory = new LinkMemory({ store, storage, clock: systemClock, log: new TestLog() });
await memory.start();
for (let n = 0; n < 30; n += 1) {
  await memory.mark([`${values.name}-${n}`], () => ({ hidden: true }));
  process.stdout.write(`${values.name}-${n}\n`);
}
process.exit();

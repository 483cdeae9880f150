import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "./browser.ts";

const file = path.join(import.meta.dirname, "..", "vscode", "node_modules", "axe-core", "axe.min.js");

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe finds in a page or a frame, a line each; empty if all is well. */
export async function axeFindings(page: Pick<Page, "evaluate">): Promise<string[]> {
  await page.evaluate(await readFile(file, "utf8"));
  const findings = await page.evaluate(async () => {
    const axe = Reflect.get(window, "axe") as { run(options: object): Promise<{ violations: Finding[] }> };
    // Without loading style sheets a second time, which the page's policy refuses.
    return (await axe.run({ preload: false })).violations;
  });
  return findings.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ""}`),
  );
}

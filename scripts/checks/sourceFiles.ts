import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { repository } from "../repository.ts";

/** The text of every TypeScript file of the extension, by its path relative to the repository. */
export async function sourceFiles(): Promise<ReadonlyMap<string, string>> {
  const files = globSync("src/**/*.ts", { cwd: repository }).toSorted();
  const texts = await Promise.all(files.map((file) => readFile(path.join(repository, file), "utf8")));
  return new Map(files.map((file, index) => [file, texts[index] ?? ""]));
}

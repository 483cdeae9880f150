import { readFile } from "node:fs/promises";
import path from "node:path";
import { type BaseIssue, type BaseSchema, type InferOutput, parse } from "valibot";
import { repository } from "../repository.ts";

/** Reads a JSON file of the repository and checks its shape. Throws if it is missing or of another shape. */
export async function readJson<S extends BaseSchema<unknown, unknown, BaseIssue<unknown>>>(
  file: string,
  schema: S,
): Promise<InferOutput<S>> {
  return parse(schema, JSON.parse(await readFile(path.join(repository, file), "utf8")));
}

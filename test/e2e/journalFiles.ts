import { randomUUID } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { crc32 } from "node:zlib";
import type { ControlClient } from "../azure/controlClient.ts";
import type { PhysicalRequest } from "../azure/wire/requestLog.ts";
import type { VscodeServer } from "../vscode/vscodeServer.ts";
import { extensionId } from "./vscodeTest.ts";
import type { WatchedVscode } from "./watchedVscode.ts";

/** A line of a run's file. */
interface Line {
  readonly type: string;
  readonly at: number;
  readonly step?: number;
  readonly verb?: string;
  readonly partnerId?: string;
  readonly end?: string;
  readonly how?: string;
  readonly plan?: { readonly steps: readonly { readonly tenantId: string }[] };
}

/** A run's file, read by other means than the extension's own. */
export interface JournalFile {
  readonly name: string;
  readonly lines: readonly Line[];
}

/** A write: what it asks for, where, and when it was announced or arrived (milliseconds since 1970). */
interface Write {
  readonly what: string;
  readonly at: number;
}

/** The journal's files, oldest first. Throws if a line but the last is not whole, or if a file was set aside as damaged. */
export async function readJournal(server: VscodeServer): Promise<readonly JournalFile[]> {
  const names = await readdir(folderOf(server)).catch((): string[] => []);
  const damaged = names.filter((name) => name.endsWith(".damaged"));
  if (damaged.length > 0) {
    throw new Error(`damaged: ${damaged.join(", ")}`);
  }
  const runs = names.filter((name) => name.endsWith(".journal")).toSorted();
  return Promise.all(
    runs.map(async (name) => ({ name, lines: linesOf(await readFile(inFolder(server, name), "utf8")) })),
  );
}

/** Whether a run is over. */
export function isOver({ lines }: JournalFile): boolean {
  return lines.at(-1)?.type === "closed";
}

/** The writes that files announce, in the order in which they were announced, as `VERB partner-id tenant-id`. */
export function announcedIn(files: readonly JournalFile[]): readonly Write[] {
  return files
    .flatMap(({ lines }) => {
      const steps = lines[0]?.plan?.steps ?? [];
      return lines
        .filter(({ type }) => type === "writing")
        .map(({ verb, partnerId, step = 0, at }) => ({
          what: `${verb ?? ""} ${partnerId ?? ""} ${steps[step]?.tenantId ?? ""}`,
          at,
        }));
    })
    .toSorted((a, b) => a.at - b.at);
}

/** The writes that the local Azure has received, in the order of their arrival. */
export async function receivedWrites(control: ControlClient): Promise<readonly Write[]> {
  return (await linkRequests(control))
    .filter(({ method }) => method !== "GET")
    .map(({ method, path: where, tenantId, at }) => ({
      what: `${method} ${where.split("/").at(-1) ?? ""} ${tenantId ?? ""}`,
      at: Date.parse(at),
    }));
}

/** Reads and writes of links, in the order of their arrival. */
export async function linkRequests(control: ControlClient): Promise<readonly PhysicalRequest[]> {
  const all = await control.requests();
  return all.filter(({ path: where }) => where.includes("Microsoft.ManagementPartner/partners"));
}

/** Adds a copy of a run as it would stand there had it been done so many days earlier; gives the name of its file. */
export async function copyOfOld(server: VscodeServer, name: string, days: number): Promise<string> {
  const text = await readFile(inFolder(server, name), "utf8");
  const runId = randomUUID();
  const earlier = (at: number): number => at - days * 24 * 60 * 60_000;
  const lines = text.split("\n").filter((line) => line !== "");
  const copies = lines.map((line) => {
    const json = JSON.parse(line.slice(9)) as Line & { readonly runId?: string };
    const old = { ...json, at: earlier(json.at), ...(json.runId !== undefined && { runId }) };
    const ascii = JSON.stringify(old);
    return `${crc32(ascii).toString(16).padStart(8, "0")} ${ascii}\n`;
  });
  const begun = (JSON.parse(lines[0]?.slice(9) ?? "{}") as Line).at;
  const time = new Date(earlier(begun)).toISOString().replaceAll(/[-:.]/g, "");
  const copy = `${time}-${runId}.journal`;
  await writeFile(inFolder(server, copy), copies.join(""));
  return copy;
}

/** Makes it impossible to write anything into the journal, as a full or read-only disk would; forgets what is in it. */
export async function blockJournal(server: WatchedVscode): Promise<void> {
  await server.setAside(folderOf(server));
  await writeFile(folderOf(server), "");
}

/** Lets the journal be written again. */
export async function unblockJournal(server: VscodeServer): Promise<void> {
  await rm(folderOf(server), { force: true });
}

function linesOf(text: string): readonly Line[] {
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.flatMap((line, index) => {
    const [, checksum, json = ""] = /^([0-9a-f]{8}) (.*)$/.exec(line) ?? [];
    if (checksum === crc32(json).toString(16).padStart(8, "0")) {
      return JSON.parse(json) as Line;
    }
    if (index < lines.length - 1 && !lines[index + 1]?.includes('"type":"owned"')) {
      throw new Error(`a line that is not whole: ${line}`);
    }
    return [];
  });
}

function folderOf(server: VscodeServer): string {
  return path.join(server.storageOf(extensionId), "journal");
}

function inFolder(server: VscodeServer, name: string): string {
  return path.join(folderOf(server), name);
}

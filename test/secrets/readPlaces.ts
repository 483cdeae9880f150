import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gunzipSync } from "node:zlib";
import { unzipSync } from "fflate";

/** Something that can be looked through, and where it is. */
export interface Place {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * All files below a folder, and what is packed in them: archives, compressed files, databases. Links are not followed: what they lead to
 * is nobody's state. What goes away meanwhile is gone; what cannot be unpacked, such as a file that is half written, is given as it is.
 *
 * @param name what the folder is called in findings.
 */
export function* readFolder(folder: string, name: string): Generator<Place> {
  for (const entry of ifThere(() => readdirSync(folder, { withFileTypes: true })) ?? []) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      yield* readFolder(path, `${name}/${entry.name}`);
    } else if (entry.isFile()) {
      yield* readFileIfThere(path, `${name}/${entry.name}`);
    }
  }
}

/** A file as it is, and what is packed in it. Throws if it is not there, or cannot be unpacked. */
export function* readFile(file: string, name: string): Generator<Place> {
  const bytes = readFileSync(file);
  yield { name, bytes };
  yield* unpack(bytes, file, name);
}

/** The same of a file that may be gone or half written: its bytes are given, even if they cannot be unpacked. */
export function* readFileIfThere(file: string, name: string): Generator<Place> {
  const bytes = ifThere(() => readFileSync(file));
  if (bytes !== undefined) {
    yield { name, bytes };
    try {
      yield* unpack(bytes, file, name);
    } catch {
      // Its bytes were given.
    }
  }
}

function ifThere<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}

function* unpack(bytes: Buffer, file: string, name: string): Generator<Place> {
  if (startsWith(bytes, "PK\u0003\u0004")) {
    for (const [entry, content] of Object.entries(unzipSync(bytes))) {
      yield { name: `${name}!${entry}`, bytes: Buffer.from(content) };
    }
  } else if (startsWith(bytes, "\u001F\u008B")) {
    yield { name: `${name}!`, bytes: gunzipSync(bytes) };
  } else if (startsWith(bytes, "SQLite format 3\0")) {
    yield* readDatabase(file, name);
  }
}

/** Long values are spread over pages of the file, so its bytes alone do not tell. */
function* readDatabase(file: string, name: string): Generator<Place> {
  // Somebody may be writing to it: a copy, with what was not moved into the file yet.
  const folder = mkdtempSync(join(tmpdir(), "pal-sqlite-"));
  try {
    const copy = join(folder, "copy");
    for (const part of ["", "-wal"].filter((end) => existsSync(`${file}${end}`))) {
      copyFileSync(`${file}${part}`, `${copy}${part}`);
    }
    const database = new DatabaseSync(copy);
    try {
      const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
      for (const { name: table } of tables) {
        const quoted = `"${String(table).replaceAll('"', '""')}"`;
        for (const row of database.prepare(`SELECT * FROM ${quoted}`).all()) {
          const values = Object.values(row).map((value) =>
            value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value)),
          );
          yield { name: `${name}!${String(table)}`, bytes: Buffer.concat(values) };
        }
      }
    } finally {
      database.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function startsWith(bytes: Buffer, magic: string): boolean {
  return bytes.toString("latin1", 0, magic.length) === magic;
}

import { execFile } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { linkBuiltinExtensions } from "./builtinExtensions.ts";
import { serverFolder } from "./installRig.ts";
import { type ProcessGroup, startProcessGroup } from "./processGroup.ts";
import { quietSettings } from "./quietSettings.ts";

export interface VscodeServerOptions {
  /** User settings, added to the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Environment variables for the server and its extension host, added to those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** VSIX files to install before the start. */
  readonly vsixes?: readonly string[];
  /** A folder with an extension that provides Microsoft accounts instead of VS Code's own. */
  readonly signInExtension?: string;
  /** Whether VS Code asks which folders to trust; default: it trusts all. */
  readonly workspaceTrust?: boolean;
  /** A folder with user data (`User/settings.json`) that somebody else made; then `settings` are ignored. */
  readonly userDataDir?: string;
  /** The port to listen on; 0, the default, lets the system choose. */
  readonly port?: number;
}

/** A VS Code that people and tests open in a browser. */
export interface VscodeServer {
  /** http://127.0.0.1:PORT */
  readonly origin: string;
  /** The folder with all that it keeps: user data, extensions, logs. */
  readonly folder: string;
  /** Settles when the server ends, by itself or by `stop`. */
  readonly ended: Promise<unknown>;
  /** Copies the logs of the server, the extension host and the extensions. */
  copyLogs(folder: string): Promise<void>;
  /** What an extension (by its id) has written into its logs, in all windows so far. */
  readLogs(extensionId: string): Promise<string>;
  /** The folder in which an extension (by its id) stores what outlives the window; shared by all browser profiles. */
  storageOf(extensionId: string): string;
  /** The process ids of its extension hosts: one for each window. */
  extensionHosts(): Promise<number[]>;
  /** Ends the server with all that it started; its data stays. */
  end(): Promise<void>;
  /** Ends the server with all that it started, if it has not ended yet, and removes its data. */
  stop(): Promise<void>;
}

const main = path.join(serverFolder, "out", "server-main.js");
const startWithinMs = 30_000;
// The extension host may still write its last words.
const removal = { recursive: true, force: true, maxRetries: 5, retryDelay: 100 };

/** Starts a fresh VS Code server on this machine's loopback address. Needs `installRig` to have run. */
export async function startVscodeServer(options: VscodeServerOptions = {}): Promise<VscodeServer> {
  const folder = await mkdtemp(path.join(tmpdir(), "pal-vscode-"));
  try {
    return await startIn(folder, options);
  } catch (error) {
    await rm(folder, removal);
    throw error;
  }
}

async function startIn(folder: string, options: VscodeServerOptions): Promise<VscodeServer> {
  const userData = options.userDataDir ?? path.join(folder, "data");
  if (options.userDataDir === undefined) {
    await writeSettings(userData, { ...quietSettings, ...options.settings });
  }
  const builtins = path.join(folder, "builtin-extensions");
  linkBuiltinExtensions(builtins, options.signInExtension);
  const common = [main, "--accept-server-license-terms", "--disable-telemetry"];
  common.push("--server-data-dir", folder, "--user-data-dir", userData);
  common.push("--extensions-dir", path.join(folder, "extensions"), "--builtin-extensions-dir", builtins);
  // An empty gallery: VS Code must not ask a marketplace for anything.
  const env = { ...process.env, EXTENSIONS_GALLERY: "{}", ...options.env };
  for (const vsix of options.vsixes ?? []) {
    await promisify(execFile)(process.execPath, [...common, "--install-extension", vsix], { env });
  }
  const listen = ["--host", "127.0.0.1", "--port", String(options.port ?? 0)];
  const trust = options.workspaceTrust ? [] : ["--disable-workspace-trust"];
  const open = ["--without-connection-token", ...trust];
  const group = startProcessGroup(process.execPath, [...common, ...listen, ...open], env);
  const port = await portOf(group, path.join(folder, "server.log"));
  let ending: Promise<void> | undefined;
  const end = (): Promise<void> => (ending ??= group.stop());
  return {
    origin: `http://127.0.0.1:${port}`,
    folder,
    ended: once(group.process, "exit"),
    async copyLogs(target) {
      await mkdir(target, { recursive: true });
      await cp(path.join(userData, "logs"), target, { recursive: true, force: true }).catch(ignoreMissing);
      await cp(path.join(folder, "server.log"), path.join(target, "server.log"));
    },
    readLogs: (extensionId) => readLogs(path.join(userData, "logs"), extensionId),
    storageOf: (extensionId) => path.join(userData, "User", "globalStorage", extensionId),
    extensionHosts: () => extensionHostsOf(group.process.pid),
    end,
    async stop() {
      await end();
      await rm(folder, removal);
    },
  };
}

/** Writes VS Code's user settings into a folder with user data. */
export async function writeSettings(
  userDataDir: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  await mkdir(path.join(userDataDir, "User"), { recursive: true });
  await writeFile(path.join(userDataDir, "User", "settings.json"), JSON.stringify(settings, null, 2));
}

/** Each extension host has a folder of its own, and in it each extension. */
async function readLogs(folder: string, extensionId: string): Promise<string> {
  const files = await readdir(folder, { recursive: true });
  const ours = files.filter((file) => path.basename(path.dirname(file)) === extensionId).toSorted();
  const texts = await Promise.all(ours.map((file) => readFile(path.join(folder, file), "utf8")));
  return texts.join("");
}

async function extensionHostsOf(server: number | undefined): Promise<number[]> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,args="]);
  return stdout.split("\n").flatMap((line) => {
    const [, pid, parent] = /^\s*(\d+)\s+(\d+)\s.*--type=extensionHost/.exec(line) ?? [];
    return pid !== undefined && Number(parent) === server ? [Number(pid)] : [];
  });
}

/** The port that the server says it listens on. Throws with the server's words when it does not start. */
async function portOf(group: ProcessGroup, logFile: string): Promise<string> {
  const log = createWriteStream(logFile);
  const deadline = AbortSignal.timeout(startWithinMs);
  let words = "";
  const found = new Promise<string>((resolve) => {
    const read = (chunk: Buffer): void => {
      log.write(chunk);
      words += words.length < 20_000 ? chunk.toString() : "";
      const port = /listening on (\d+)/.exec(words)?.[1];
      if (port !== undefined) {
        resolve(port);
      }
    };
    group.process.stdout?.on("data", read);
    group.process.stderr?.on("data", read);
  });
  group.process.once("close", () => log.end());
  const ended = once(group.process, "exit", { signal: deadline }).then(
    () => Promise.reject(new Error(`The VS Code server ended at once:\n${words}`)),
    (cause: unknown) => Promise.reject(new Error(`The VS Code server did not start:\n${words}`, { cause })),
  );
  try {
    return await Promise.race([found, ended]);
  } catch (error) {
    await group.stop();
    throw error;
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") {
    throw error;
  }
}

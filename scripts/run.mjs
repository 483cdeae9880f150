#!/usr/bin/env node
// Runs one of the project's programs on a machine that has nothing but Node >= 20 and npm:
//   node scripts/run.mjs PROGRAM [ARGS]
// First the packages are installed if they are missing or older than the lock file; then PROGRAM runs under
// Node 24, which npm brings as a plain package, because the tools need Node >= 22.18 (TypeScript without a build step).
// This file itself must run under Node 20, before anything is installed: plain JavaScript, no packages.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Runs `npm ci` in `folder` unless its packages are already those of its lock file. npm's words go to stderr. */
export function installPackages(folder) {
  const lock = createHash("sha256")
    .update(readFileSync(path.join(folder, "package-lock.json")))
    .digest("hex");
  const stamp = path.join(folder, "node_modules", ".installed-lock");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) {
    return;
  }
  console.error(`Installing packages in ${path.relative(root, folder) || "."} …`);
  const npm = spawnSync("npm", ["ci", "--loglevel=error"], {
    cwd: folder,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (npm.status !== 0) {
    throw new Error(`npm ci failed in ${folder} (exit ${npm.status ?? npm.signal ?? npm.error})`);
  }
  writeFileSync(stamp, lock);
}

/** The path of a Node that runs TypeScript directly: npm's Node 24, or the one running now if it is new enough. */
function findNode() {
  const name = process.platform === "win32" ? "win" : process.platform;
  const file = process.platform === "win32" ? "node.exe" : "node";
  const bundled = path.join(root, "node_modules", `node-${name}-${process.arch}`, "bin", file);
  if (existsSync(bundled)) {
    return bundled;
  }
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) {
    return process.execPath;
  }
  throw new Error(
    `No Node 24 package exists for ${process.platform}-${process.arch}: put Node 22.18 or later on PATH.`,
  );
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [program, ...args] = process.argv.slice(2);
  if (!program) {
    console.error("usage: node scripts/run.mjs PROGRAM [ARGS]");
    process.exit(2);
  }
  installPackages(root);
  const node = findNode();
  // The sources are modules, but package.json cannot say so: VS Code loads the extension as CommonJS. Node mentions it.
  const quiet = "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON";
  const child = spawn(node, [quiet, path.join(root, program), ...args], {
    stdio: "inherit",
    env: { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => child.kill(signal));
  }
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
}

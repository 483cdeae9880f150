import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { installNpmChromium } from "./npmChromium.ts";

/** A browser, with what it wants besides the usual. */
export interface ChromiumProgram {
  readonly executablePath: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
}

/**
 * A Chromium: the one that `PAL_CHROMIUM` names, else an installed Chrome, Edge or Chromium, else Debian's, installed
 * by apt where this process may do that, else the one that npm brings. Throws where there is none.
 */
export function findChromium(): ChromiumProgram {
  const executablePath = process.env["PAL_CHROMIUM"] ?? findInstalled() ?? installByApt();
  if (executablePath !== undefined) {
    return { executablePath };
  }
  if (process.platform !== "linux") {
    throw new Error("No Chrome, Edge or Chromium was found. Install one, or name one in PAL_CHROMIUM.");
  }
  return installNpmChromium();
}

/** Where Chrome, Edge and Chromium are on the three systems. */
function findInstalled(): string | undefined {
  return candidates().find((file) => existsSync(file));
}

function candidates(): string[] {
  switch (process.platform) {
    case "win32": {
      const roots = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"].map(
        (name) => process.env[name] ?? "",
      );
      const files = ["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"];
      return roots.flatMap((root) => files.map((file) => path.join(root, file)));
    }
    case "darwin": {
      const names = ["Google Chrome", "Microsoft Edge", "Chromium"];
      return names.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
    }
    default: {
      const names = [
        "google-chrome",
        "google-chrome-stable",
        "microsoft-edge",
        "chromium",
        "chromium-browser",
      ];
      const folders = (process.env["PATH"] ?? "").split(path.delimiter);
      return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
    }
  }
}

/** Only on Debian itself: Ubuntu's package of that name is a download of a snap. */
function installByApt(): string | undefined {
  if (process.getuid?.() !== 0 || !isDebian()) {
    return undefined;
  }
  console.error("Installing Chromium with apt-get …");
  try {
    apt("update", "-qq");
    apt("install", "-y", "-qq", "--no-install-recommends", "chromium");
  } catch (error) {
    console.error(`apt-get could not install Chromium: ${String(error)}`);
    return undefined;
  }
  return findInstalled();
}

function apt(...args: string[]): void {
  execFileSync("apt-get", args, {
    // Its words go to stderr: what the project's programs say on stdout is theirs alone.
    stdio: ["ignore", 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}

function isDebian(): boolean {
  const file = "/etc/os-release";
  return existsSync(file) && /^ID=debian$/m.test(readFileSync(file, "utf8"));
}

import { spawn } from "node:child_process";

/** Opens an address in the person's browser; does nothing where no display exists. */
export function openInBrowser(address: string): void {
  const opener = openerOf(process.platform);
  if (opener === undefined) {
    return;
  }
  const [program, ...args] = opener;
  const child = spawn(program, [...args, address], { stdio: "ignore", detached: true });
  // The address is printed as well: a machine without an opener is no failure.
  child.on("error", () => console.log(`Open ${address} in your browser.`));
  child.unref();
}

function openerOf(platform: NodeJS.Platform): [string, ...string[]] | undefined {
  switch (platform) {
    case "darwin":
      return ["open"];
    case "win32":
      // `start` takes its first quoted argument for a window title.
      return ["cmd", "/c", "start", ""];
    default:
      return process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"] ? ["xdg-open"] : undefined;
  }
}

import { spawnSync } from "node:child_process";

/** The text that bash is given by a `pastable` text. */
export function pastedText(text: string): string {
  const lines = text.split("\n");
  if (lines[0] !== "bash /dev/fd/3 3<<'PARTNER_ADMIN_LINK'" || lines.at(-2) !== "PARTNER_ADMIN_LINK") {
    throw new Error(`not pastable: ${text}`);
  }
  return lines.slice(1, -2).join("\n");
}

/** What bash has against the text, without running it. */
export function bashProblems(text: string): string {
  return spawnSync("bash", ["-n"], { input: text, encoding: "utf8" }).stderr;
}

/** Whether a program can be run here. */
export function isInstalled(program: string, ...args: string[]): boolean {
  return spawnSync(program, args).status === 0;
}

/** What PowerShell's own parser has against the text, without running it. */
export function powershellProblems(text: string): string {
  const script = `$errors = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($env:TEXT, [ref] $null, [ref] $errors)
    $errors | ForEach-Object { $_.Message }`;
  const { stdout, stderr } = spawnSync("pwsh", ["-NoProfile", "-NonInteractive", "-Command", script], {
    env: { ...process.env, TEXT: text },
    encoding: "utf8",
  });
  return stdout + stderr;
}

/** What Terraform has against the text: its syntax, and whether it is formatted as Terraform would. Needs no network. */
export function terraformProblems(text: string): string {
  const { status, stdout, stderr } = spawnSync("terraform", ["fmt", "-check", "-diff", "-"], {
    input: text,
    encoding: "utf8",
    env: { ...process.env, CHECKPOINT_DISABLE: "1" },
  });
  return status === 0 ? "" : `${stdout}${stderr}`;
}

const pairs: Readonly<Record<string, string>> = { "}": "{", ")": "(", "]": "[" };

/**
 * What is left open in a text whose strings are of one line (PowerShell as it is written here, HCL), where no parser is at
 * hand: quotes and brackets outside of comments.
 */
export function unbalanced(text: string): string[] {
  const open: string[] = [];
  const bare = text
    .replaceAll(/^\s*#.*$/gm, "")
    .replaceAll(/'[^'\n]*'/g, "")
    .replaceAll(/"[^"\n]*"/g, "");
  for (const mark of bare.replaceAll(/[^'"(){}[\]]/g, "")) {
    if (pairs[mark] === undefined) {
      open.push(mark);
    } else if (open.pop() !== pairs[mark]) {
      open.push(mark);
      return open;
    }
  }
  return open;
}

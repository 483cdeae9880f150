import * as vscode from "vscode";
import type { LinkStore } from "../links/linkStore.ts";
import { redact, redactIds, type Secret } from "../model/redact.ts";
import { deriveState } from "../model/rowState.ts";
import type { CommandParts } from "./commandParts.ts";
import { rawText } from "../model/untrusted.ts";

/** Report a Problem…: what helps to find out, with nothing in it that names anybody, in a new editor to be read first. */
export async function reportProblem(parts: CommandParts): Promise<void> {
  const content = problemReport(parts);
  const document = await vscode.workspace.openTextDocument({ language: "markdown", content });
  await vscode.window.showTextDocument(document);
}

/** Field names are not translated: those who read the report know them so. */
function problemReport({ store, log, ours }: CommandParts): string {
  const version: unknown = vscode.extensions.getExtension("palworks.partner-admin-link")?.packageJSON.version;
  const facts: [string, string | number][] = [
    ["extension", String(version)],
    ["vscode", `${vscode.version} (${vscode.env.appName}, ${vscode.env.appHost})`],
    ["system", `${process.platform} ${process.arch}`],
    ["remote", vscode.env.remoteName === undefined ? "no" : "yes"],
    ["language", vscode.env.language],
    ["accounts", counted(store.identities.map(({ listing }) => listing.kind))],
    ["tenants", counted(store.rows.map((row) => deriveState(row, ours())))],
    ["attempts", counted(store.rows.map(({ attempt }) => attempt.kind))],
    ["partnerIds", ours().size],
  ];
  return [
    `# ${vscode.l10n.t("Partner Admin Link: a problem")}`,
    vscode.l10n.t(
      "Read this before you share it. Names, mail addresses and tenant IDs are replaced; correlation IDs are kept, because Microsoft's support asks for them.",
    ),
    `## ${vscode.l10n.t("What happened, and what you expected")}`,
    "",
    `## ${vscode.l10n.t("Facts")}`,
    facts.map(([name, value]) => `- ${name}: ${value}`).join("\n"),
    `## ${vscode.l10n.t("Log")}`,
    fenced(redactIds(redact(log.tail.join("\n"), [...secretsOf(store), ...ownNames()]))),
  ].join("\n\n");
}

/** Nothing in a text ends a fence that is longer than any row of backticks in it. */
function fenced(text: string): string {
  let fence = "```";
  for (const [row] of text.matchAll(/`+/g)) {
    fence = row.length < fence.length ? fence : `${row}\``;
  }
  return `${fence}text\n${text}\n${fence}\n`;
}

/** Who works at this computer, and where: wherever that is, a path may tell it. */
function ownNames(): Secret[] {
  const { HOME, USERPROFILE, USER, USERNAME, LOGNAME } = process.env;
  return [HOME, USERPROFILE, USER, USERNAME, LOGNAME].map((text) => ({
    text: text ?? "",
    instead: "<user>",
  }));
}

function counted(kinds: readonly string[]): string {
  const counts = Map.groupBy(kinds, (kind) => kind);
  const words = [...counts].map(([kind, all]) => `${kind} ${all.length}`).toSorted();
  return words.length === 0 ? "0" : words.join(", ");
}

/** Everything by which customers and people could be known; the same tenant always gets the same number. */
function secretsOf({ identities, rows }: LinkStore): Secret[] {
  const numbers = new Map<string, number>();
  for (const { tenant } of rows) {
    numbers.set(tenant.tenantId, numbers.get(tenant.tenantId) ?? numbers.size + 1);
  }
  const ofRows = rows.flatMap(({ tenant, mark, knowledge }) => {
    const link = knowledge.kind === "linked" ? knowledge.link : undefined;
    const instead = `<tenant ${numbers.get(tenant.tenantId) ?? 0}>`;
    const names = [tenant.tenantId, tenant.displayName, tenant.defaultDomain, mark.name];
    return [
      ...names.map((text) => ({ text: rawText(text) ?? "", instead })),
      { text: link?.objectId ?? "", instead: "<object>" },
      { text: rawText(link?.partnerName) ?? "", instead: "<partner>" },
    ];
  });
  const ofIdentities = identities.flatMap(({ identity: { label, accountId, homeTenantId } }, index) =>
    [label, accountId, ...accountId.split("."), homeTenantId].map((text) => ({
      text: rawText(text) ?? "",
      instead: `<account ${index + 1}>`,
    })),
  );
  return [...ofRows, ...ofIdentities];
}

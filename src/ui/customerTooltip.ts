import * as vscode from "vscode";
import type { OwnPrincipal } from "../links/delegationStore.ts";
import { type Customer, customerLabel, type DelegatedRole } from "../model/delegation.ts";
import type { IdentityId } from "../model/identity.ts";
import type { PalError } from "../model/palError.ts";
import type { DelegationsText } from "./customerText.ts";
import { entraWords } from "./entraWords.ts";
import { inertMarkdown } from "./markdown.ts";
import { roleName } from "./roleNames.ts";
import type { Untrusted } from "../model/untrusted.ts";
import { plainText } from "./plainText.ts";

/** More subscriptions are only counted: a tooltip does not scroll far. */
const mostShown = 15;

/** Tooltip of the line above the customers: what one link does, what counts, and why they could not be read. */
export function delegationsTooltip(
  { icon, label, description }: DelegationsText,
  error: PalError | undefined,
): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString("", true).appendMarkdown(
    `$(${icon}) **${inertMarkdown(label)}**`,
  );
  const sentences = [
    ...(error ? [error.code === "notOffered" ? description : entraWords(error)] : []),
    vscode.l10n.t(
      "Customers who delegate subscriptions to this tenant through Azure Lighthouse need no link of their own: link once here, with an identity that has access to each of them.",
    ),
    roleSentence(),
  ];
  return append(tooltip, sentences);
}

/** Tooltip of a customer: who of us is named, and for what. Every text goes in as text, never as Markdown. */
export function customerTooltip(
  customer: Customer,
  ours: readonly OwnPrincipal[],
  nameOf: (id: IdentityId) => Untrusted,
): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString("", true).appendMarkdown(
    `$(organization) **${inertMarkdown(customerLabel(customer))}**`,
  );
  const own = new Map(ours.flatMap(({ identityId, objectId }) => (objectId ? [[objectId, identityId]] : [])));
  const named = [...namedIn(customer)].map(([principalId, roles]) => ({
    identityId: own.get(principalId),
    name: roles.find(({ principalName }) => principalName !== undefined)?.principalName ?? principalId,
    roles: rolesWords(roles),
  }));
  const unknown = ours.filter(({ objectId }) => objectId === undefined);
  const isPartlyHidden = customer.delegations.some(({ roles }) => !roles);
  append(tooltip, [
    ...named.flatMap(({ identityId, roles }) =>
      identityId === undefined
        ? []
        : [vscode.l10n.t("{0} is named there: {1}.", plainText(nameOf(identityId)), roles)],
    ),
    ...(named.some(({ identityId }) => identityId !== undefined) || unknown.length > 0 || isPartlyHidden
      ? []
      : [vscode.l10n.t("None of your identities is named there.")]),
    ...unknown.map(({ identityId }) =>
      vscode.l10n.t(
        "Whether {0} is named is not known before it has signed in to the home tenant.",
        plainText(nameOf(identityId)),
      ),
    ),
    ...(isPartlyHidden ? [vscode.l10n.t("For a part of it, Azure does not show who has access.")] : []),
    groupSentence(),
    roleSentence(),
  ]);
  const others = named.flatMap(({ identityId, name, roles }) =>
    identityId === undefined ? [`${plainText(name)} (${roles})`] : [],
  );
  const facts: [string, string][] = [
    ...(others.length > 0 ? [[vscode.l10n.t("Others named"), others.join(", ")] as [string, string]] : []),
    [vscode.l10n.t("Tenant ID"), customer.tenantId],
    ...scopesOf(customer).map((scope): [string, string] => [vscode.l10n.t("Delegated"), scope]),
  ];
  const rows = facts.map(([name, value]) => `${inertMarkdown(name)}: ${inertMarkdown(value)}`);
  return tooltip.appendMarkdown(`\n\n---\n\n${rows.join("  \n")}`);
}

function namedIn({ delegations }: Customer): Map<string, DelegatedRole[]> {
  return Map.groupBy(
    delegations.flatMap(({ roles = [] }) => roles),
    ({ principalId }) => principalId,
  );
}

function rolesWords(roles: readonly DelegatedRole[]): string {
  const words = roles.map(({ roleId, justInTime }) =>
    justInTime ? vscode.l10n.t("{0} after activation", roleName(roleId)) : roleName(roleId),
  );
  return [...new Set(words)].join(", ");
}

function scopesOf({ delegations }: Customer): string[] {
  const scopes = delegations.map(({ subscriptionId, resourceGroup }) =>
    resourceGroup === undefined ? subscriptionId : `${subscriptionId} · ${plainText(resourceGroup)}`,
  );
  const more = scopes.length - mostShown;
  return more > 0 ? [...scopes.slice(0, mostShown), vscode.l10n.t("and {0} more", more)] : scopes;
}

function groupSentence(): string {
  return vscode.l10n.t(
    "Who is in a group cannot be seen here, so an identity may have access without being named.",
  );
}

function roleSentence(): string {
  return vscode.l10n.t(
    "For partner earned credit, the role must be eligible and permanent, not activated just in time.",
  );
}

function append(tooltip: vscode.MarkdownString, sentences: readonly string[]): vscode.MarkdownString {
  for (const sentence of sentences) {
    tooltip.appendMarkdown(`\n\n${inertMarkdown(sentence)}`);
  }
  return tooltip;
}

import * as vscode from "vscode";
import type { Delegations, OwnPrincipal } from "../links/delegationStore.ts";
import { accessOf, type Customer } from "../model/delegation.ts";
import type { IdentityId } from "../model/identity.ts";
import type { PalError } from "../model/palError.ts";
import { shortErrorWords } from "./errorWords.ts";
import { plainText } from "./plainText.ts";
import type { Untrusted } from "../model/untrusted.ts";

/** What the line above the customers says. */
export interface DelegationsText {
  readonly icon: string;
  readonly label: string;
  readonly description: string;
  /** The end of its context value, which decides about the actions. */
  readonly context: "unread" | "reading" | "needsYou" | "failed" | "known";
  readonly spoken: string;
}

/** Renders how the list of a home tenant's customers stands. @param delegations undefined: nobody has asked. */
export function delegationsText(delegations: Delegations | undefined): DelegationsText {
  const { icon, label, description, context } = look(delegations);
  return { icon, label, description, context, spoken: [label, description].filter(Boolean).join(". ") };
}

function look(delegations: Delegations | undefined): Omit<DelegationsText, "spoken"> {
  if (!delegations) {
    return {
      icon: "circle-outline",
      label: vscode.l10n.t("Customers through Lighthouse"),
      description: vscode.l10n.t("not read yet"),
      context: "unread",
    };
  }
  const { known, attempt } = delegations;
  if (attempt.kind === "reading") {
    return known
      ? { ...knownLook(known.customers.length), description: vscode.l10n.t("reading…"), context: "reading" }
      : {
          icon: "loading~spin",
          label: vscode.l10n.t("Reading the customers…"),
          description: "",
          context: "reading",
        };
  }
  if (attempt.kind === "none") {
    return knownLook(known?.customers.length ?? 0);
  }
  const waits = needsPerson(attempt.error);
  const context = waits ? "needsYou" : "failed";
  if (known) {
    const description = waits ? vscode.l10n.t("needs you") : vscode.l10n.t("last read failed");
    return { ...knownLook(known.customers.length), description, context };
  }
  return waits
    ? {
        icon: "account",
        label: vscode.l10n.t("Needs you"),
        description: vscode.l10n.t("sign in to read the customers"),
        context,
      }
    : {
        icon: attempt.error.code === "throttled" ? "watch" : "error",
        label: vscode.l10n.t("The customers could not be read"),
        description: readErrorWords(attempt.error),
        context,
      };
}

function knownLook(customers: number): Omit<DelegationsText, "spoken"> {
  return {
    icon: "references",
    label: customersWords(customers),
    description: customers === 0 ? "" : vscode.l10n.t("link here, not in their tenants"),
    context: "known",
  };
}

function customersWords(count: number): string {
  switch (count) {
    case 0:
      return vscode.l10n.t("No customer has delegated a subscription to this tenant");
    case 1:
      return vscode.l10n.t("One link, one customer");
    default:
      return vscode.l10n.t("One link, {0} customers", count);
  }
}

/** Whether the person has to sign in first. */
function needsPerson({ code }: PalError): boolean {
  return code === "signInNeeded" || code === "mfaNeeded" || code === "unauthorized";
}

/** What happened, in a few words: what a cloud does not offer is here another service than elsewhere. */
function readErrorWords(error: PalError): string {
  return error.code === "notOffered"
    ? vscode.l10n.t("Azure Resource Graph, which lists them, is not offered in this cloud.")
    : shortErrorWords(error);
}

/** How much the customer delegated. */
export function countWords({ delegations }: Customer): string {
  const whole = new Set<string>();
  let groups = 0;
  for (const { subscriptionId, resourceGroup } of delegations) {
    if (resourceGroup === undefined) {
      whole.add(subscriptionId);
    } else {
      groups += 1;
    }
  }
  return [
    ...(whole.size === 1 ? [vscode.l10n.t("one subscription")] : []),
    ...(whole.size > 1 ? [vscode.l10n.t("{0} subscriptions", whole.size)] : []),
    ...(groups === 1 ? [vscode.l10n.t("one resource group")] : []),
    ...(groups > 1 ? [vscode.l10n.t("{0} resource groups", groups)] : []),
  ].join(", ");
}

/** Which of our identities the customer named, and how far. */
export function accessWords(
  customer: Customer,
  ours: readonly OwnPrincipal[],
  nameOf: (id: IdentityId) => Untrusted,
): string {
  const all = customer.delegations.length;
  const named = ours.flatMap(({ identityId, objectId }) => {
    const { permanent, justInTime } =
      objectId === undefined ? { permanent: 0, justInTime: 0 } : accessOf(customer, objectId);
    const name = plainText(nameOf(identityId));
    if (permanent === all) {
      return [name];
    }
    if (permanent > 0) {
      return [vscode.l10n.t("{0} in {1} of {2}", name, permanent, all)];
    }
    return justInTime > 0 ? [vscode.l10n.t("{0} after activation", name)] : [];
  });
  if (named.length > 0) {
    return named.join(", ");
  }
  if (customer.delegations.some(({ roles }) => !roles)) {
    return vscode.l10n.t("who has access is not shown");
  }
  return ours.some(({ objectId }) => objectId === undefined)
    ? vscode.l10n.t("which of yours is not known")
    : vscode.l10n.t("none of yours by name");
}

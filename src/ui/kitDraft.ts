import type { Cloud } from "../model/cloud.ts";
import { isGuid } from "../model/tenant.ts";
import { parseTenantReference } from "../model/tenantReference.ts";

/** What a customer can be asked to prepare. */
export type KitKind = "secret" | "federation" | "managedIdentity";

/** What a script is written for. */
export type KitTool = "azureCli" | "powershell" | "githubActions" | "azureDevOps";

/** What a person has entered of what a customer is to prepare. */
export interface KitDraft {
  readonly kind?: KitKind;
  readonly cloud?: Cloud;
  /** An ID or a domain; empty: the tenant that the customer is signed in to. */
  readonly tenant: string;
  readonly name: string;
  /** What the roles are for; empty: the subscription that the customer works in. */
  readonly scope: string;
  readonly issuer: string;
  readonly subject: string;
  readonly partnerId: string;
  readonly tool?: KitTool;
}

/** Where the wizard begins. */
export const emptyKitDraft: KitDraft = {
  tenant: "",
  name: "",
  scope: "",
  issuer: "",
  subject: "",
  partnerId: "",
};

/** What is asked for, one thing a step. */
export type KitStep = keyof KitDraft;

const ofKind: Readonly<Record<KitKind, readonly KitStep[]>> = {
  secret: ["name", "scope"],
  federation: ["name", "scope", "issuer", "subject"],
  managedIdentity: ["partnerId"],
};

/** The steps for what was entered so far. */
export function kitSteps({ kind = "secret" }: KitDraft): readonly KitStep[] {
  return ["kind", "cloud", "tenant", ...ofKind[kind], "tool"];
}

/** What a script can be written for: a managed identity is linked where it lives, in a pipeline or on a machine. */
export function kitTools({ kind }: KitDraft): readonly KitTool[] {
  return kind === "managedIdentity"
    ? ["githubActions", "azureDevOps", "azureCli"]
    : ["azureCli", "powershell"];
}

/** Whether the tenant that was typed can be taken: a managed identity has one for sure. */
export function isTenantOf({ kind }: KitDraft, text: string): boolean {
  return text.trim() === "" ? kind !== "managedIdentity" : parseTenantReference(text) !== undefined;
}

/** A scope as it was typed: the ID of a subscription stands for the whole of it. */
export function readScope(text: string): string {
  const scope = text.trim().replace(/\/$/, "");
  return isGuid(scope.toLowerCase()) ? `/subscriptions/${scope}` : scope;
}

import * as vscode from "vscode";
import type { Cloud } from "../model/cloud.ts";
import type { Identity } from "../model/identity.ts";
import { asPalError, isPalError, PalError } from "../model/palError.ts";
import type { NewPrincipal } from "../model/servicePrincipal.ts";
import type { TenantReference } from "../model/tenantReference.ts";
import { principalStep, type PrincipalQuestions } from "../ui/askPrincipal.ts";
import { isOfFile, oldCipherWords } from "../ui/credentialFileWords.ts";
import { cancellable } from "../ui/cancellable.ts";
import { plainText } from "../ui/plainText.ts";
import {
  emptyDraft,
  nameOf,
  newPrincipalOf,
  type PrincipalDraft,
  principalSteps,
  readTenants,
} from "../ui/principalDraft.ts";
import { tellOfWorkspaceSettings } from "../ui/tellWorkspaceSettings.ts";
import { runWizard } from "../ui/wizard.ts";
import type { CommandArguments } from "./commandParts.ts";
import type { PrincipalsParts } from "./principalsParts.ts";
import { tellAdded } from "./tellAdded.ts";

/** Add Service Principal…: asks for it, and adds it once it has signed in; if it cannot, nothing of it is kept. */
export async function addIdentity(
  parts: PrincipalsParts,
  { answered }: CommandArguments = {},
): Promise<void> {
  const questions: PrincipalQuestions = {
    title: vscode.l10n.t("Add Service Principal"),
    clouds: parts.clouds,
    kinds: ["secret", "certificate", "federation", "deviceCode"],
  };
  tellOfWorkspaceSettings("microsoft-sovereign-cloud.", parts.log);
  await askAndAdd(parts, questions, emptyDraft, 0, answered);
}

/** @param first the step at which the wizard begins. */
async function askAndAdd(
  parts: PrincipalsParts,
  questions: PrincipalQuestions,
  start: PrincipalDraft,
  first: number,
  answered?: () => void,
): Promise<void> {
  const draft = await runWizard(
    start,
    (state) => principalSteps(state, false).map((name) => principalStep(questions, name)),
    first,
  );
  if (!draft?.cloud) {
    return;
  }
  const known = new Set(parts.principals.principals.map(({ id }) => id));
  try {
    const identity = await signInAndAdd(parts, draft, draft.cloud);
    await tellAdded(parts, identity, known.has(identity.id), answered);
  } catch (error) {
    answered?.();
    const palError = asPalError(error);
    parts.log.error("adding a service principal failed", palError);
    const added = parts.principals.principals.find(({ id }) => !known.has(id));
    if (added && !isPalError(error)) {
      // The keychain refused it, so it is here for this window.
      const what = vscode.l10n.t("{0} was added, but its secret cannot be kept.", plainText(added.label));
      await parts.showError(what, error);
      return;
    }
    const again = principalSteps(draft, false).indexOf("kind");
    await parts.showError(notAdded(draft, palError), error, () => askAndAdd(parts, questions, draft, again));
  }
}

function notAdded({ clientId, tenants }: PrincipalDraft, error: PalError): string {
  const who = clientId.trim() === "" ? vscode.l10n.t("The person") : plainText(clientId);
  if (isOfFile(error)) {
    return [vscode.l10n.t("{0} was not added.", who), oldCipherWords(error)].join(" ").trim();
  }
  const [first] = readTenants(tenants).tenants;
  return vscode.l10n.t("{0} was not added: it could not sign in to {1}.", who, first ? nameOf(first) : "");
}

/** Looks up the domains, and lets the principal sign in. */
function signInAndAdd(parts: PrincipalsParts, draft: PrincipalDraft, cloud: Cloud): Promise<Identity> {
  const title = vscode.l10n.t("Signing in to {0}", plainText(draft.tenants));
  return cancellable(title, async (signal) => {
    const tenants = await Promise.all(
      readTenants(draft.tenants).tenants.map((reference) => find(parts, cloud, reference, signal)),
    );
    const wanted = newPrincipalOf(draft, [...new Set(tenants.map(({ tenantId }) => tenantId))]);
    if (!wanted) {
      throw new PalError("unknownTenant");
    }
    const identity = await addUnlessCancelled(parts, wanted, signal);
    await parts.lister.listIdentities();
    for (const { tenantId, domain } of tenants.filter((tenant) => tenant.domain !== undefined)) {
      parts.store.addTenant(identity.id, tenantId, domain); // Azure tells applications no names
    }
    return identity;
  });
}

async function find(
  { directory }: PrincipalsParts,
  { name }: Cloud,
  reference: TenantReference,
  signal: AbortSignal,
): Promise<{ readonly tenantId: string; readonly domain?: string }> {
  if (reference.kind === "id") {
    return reference;
  }
  const { domain } = reference;
  return { tenantId: await directory.findTenantId(name, domain, signal), domain };
}

/** A sign-in cannot be called back; a principal that came of it after all is forgotten again. */
async function addUnlessCancelled(
  { principals }: PrincipalsParts,
  wanted: NewPrincipal,
  signal: AbortSignal,
): Promise<Identity> {
  const known = new Set(principals.principals.map(({ id }) => id));
  const identity = await principals.add(wanted);
  if (signal.aborted && !known.has(identity.id)) {
    await principals.forget(identity.id);
    throw new PalError("cancelled");
  }
  return identity;
}

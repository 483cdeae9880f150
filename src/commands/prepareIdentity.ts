import * as vscode from "vscode";
import type { Cloud } from "../model/cloud.ts";
import { commandIds } from "../model/commandIds.ts";
import { parsePartnerId } from "../model/partnerId.ts";
import { asPalError } from "../model/palError.ts";
import { parseTenantReference } from "../model/tenantReference.ts";
import { checkKit, type KitCredential, secretMinutes } from "../recipes/kit.ts";
import { kitAzureCli } from "../recipes/kitAzureCli.ts";
import { kitPowershell } from "../recipes/kitPowershell.ts";
import { recipeChange } from "../recipes/recipeChange.ts";
import { type KitForms, kitStep } from "../ui/askKit.ts";
import { cancellable } from "../ui/cancellable.ts";
import { emptyKitDraft, type KitDraft, kitSteps, readScope } from "../ui/kitDraft.ts";
import { plainText } from "../ui/plainText.ts";
import { runWizard } from "../ui/wizard.ts";
import type { PrincipalsParts } from "./principalsParts.ts";

/**
 * Prepare a Service Principal…: a script that the customer runs, or for a managed identity the step that links it where it
 * lives. Nothing is sent from here. Texts are in English whatever the language here, because they travel.
 */
export async function prepareIdentity(parts: PrincipalsParts): Promise<void> {
  await askAndWrite(parts, emptyKitDraft);
}

async function askAndWrite(parts: PrincipalsParts, start: KitDraft): Promise<void> {
  const draft = await runWizard(start, (state) => kitSteps(state).map((name) => kitStep(forms, name)));
  if (!draft?.cloud) {
    return;
  }
  try {
    const tenantId = await tenantOf(parts, draft, draft.cloud);
    const text = await write(draft, draft.cloud, tenantId);
    if (text) {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(text));
      await tellNext(draft);
    }
  } catch (error) {
    parts.log.error("preparing a service principal failed", asPalError(error));
    const what = vscode.l10n.t("The script for {0} was not written.", plainText(draft.tenant));
    await parts.showError(what, error, () => askAndWrite(parts, draft));
  }
}

/** The ID of the tenant that was named, if one was. */
async function tenantOf(
  { directory }: PrincipalsParts,
  { tenant }: KitDraft,
  cloud: Cloud,
): Promise<string | undefined> {
  const reference = parseTenantReference(tenant);
  if (reference?.kind !== "domain") {
    return reference?.tenantId;
  }
  return cancellable(vscode.l10n.t("Looking up {0}", plainText(tenant)), (signal) =>
    directory.findTenantId(cloud.name, reference.domain, signal),
  );
}

/** The text of an editor. */
interface Script {
  readonly content: string;
  readonly language: string;
}

async function write(
  draft: KitDraft,
  cloud: Cloud,
  tenantId: string | undefined,
): Promise<Script | undefined> {
  if (draft.kind === "managedIdentity") {
    return tenantId === undefined ? undefined : pipelineStep(draft, cloud, tenantId);
  }
  const scope = readScope(draft.scope);
  const kit = checkKit(
    {
      name: draft.name,
      ...(tenantId !== undefined && { tenantId }),
      ...(scope !== "" && { scope }),
      credential: credentialOf(draft),
    },
    cloud,
  );
  if (!kit) {
    return undefined;
  }
  return draft.tool === "powershell"
    ? { content: kitPowershell(kit), language: "powershell" }
    : { content: kitAzureCli(kit), language: "shellscript" };
}

async function pipelineStep(
  { partnerId, tenant, tool }: KitDraft,
  cloud: Cloud,
  tenantId: string,
): Promise<Script | undefined> {
  const parsed = parsePartnerId(partnerId);
  const step = {
    tenantId,
    tenantName: tenant,
    accountLabel: "managed identity",
    from: null,
    wanted: parsed.ok ? parsed.partnerId : null,
  };
  const change = recipeChange(step, { kind: "managedIdentity" }, cloud);
  if (!change || tool === undefined) {
    return undefined;
  }
  const { recipes } = await import("../recipes/recipes.ts");
  const recipe = recipes[tool];
  return { content: recipe.write(change), language: recipe.language };
}

function credentialOf({ kind, issuer, subject }: KitDraft): KitCredential {
  return kind === "federation"
    ? { kind, issuer: issuer.trim(), subject: subject.trim() }
    : { kind: "secret" };
}

/** Whether a part has its form is said by who writes it; all else is in order in these kits. */
const forms: KitForms = {
  isScope: (text) => isSound({ scope: readScope(text) }),
  isIssuer: (issuer) =>
    isSound({ credential: { kind: "federation", issuer: issuer.trim(), subject: "a:b" } }),
  isSubject: (subject) =>
    isSound({ credential: { kind: "federation", issuer: "https://a.example", subject: subject.trim() } }),
};

function isSound(part: { readonly scope?: string; readonly credential?: KitCredential }): boolean {
  const publicCloud = { armEndpoint: "https://management.azure.com" };
  return checkKit({ name: "", credential: { kind: "secret" }, ...part }, publicCloud) !== undefined;
}

async function tellNext({ kind }: KitDraft): Promise<void> {
  const add = vscode.l10n.t("Add Service Principal…");
  const choice = await vscode.window.showInformationMessage(
    kind === "managedIdentity"
      ? vscode.l10n.t(
          "Read the step, then run it where the managed identity lives: it links itself there. It cannot be used from this computer.",
        )
      : kind === "federation"
        ? vscode.l10n.t(
            "Read the script, then send it to the customer, who runs it. With the IDs that it prints, your pipeline signs in and links itself; with a file of its token you can add the service principal here.",
          )
        : vscode.l10n.t(
            "Read the script, then send it to the customer, who runs it and tells you the IDs and the secret. Add the service principal here within {0} minutes and link it; then the secret can go.",
            secretMinutes,
          ),
    ...(kind === "managedIdentity" ? [] : [add]),
  );
  if (choice === add) {
    await vscode.commands.executeCommand(commandIds.addIdentity);
  }
}

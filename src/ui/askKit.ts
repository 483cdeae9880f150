import * as vscode from "vscode";
import { type Cloud, clouds } from "../model/cloud.ts";
import { parsePartnerId } from "../model/partnerId.ts";
import { type Asked, askChoice, askText, type Choice, type TextQuestion } from "./askStep.ts";
import { cloudWords } from "./cloudWords.ts";
import { isTenantOf, type KitDraft, type KitKind, type KitStep, type KitTool, kitTools } from "./kitDraft.ts";
import { partnerIdProblems } from "./partnerIdProblems.ts";
import { agreesToUnusual } from "./unusualPartnerId.ts";
import type { StepAnswer, WizardStep } from "./wizard.ts";

/** What can be said of parts of a kit only by who writes it. */
export interface KitForms {
  readonly isScope: (text: string) => boolean;
  readonly isIssuer: (text: string) => boolean;
  readonly isSubject: (text: string) => boolean;
}

/** Asks for one thing of what a customer is to prepare. */
export function kitStep(forms: KitForms, name: KitStep): WizardStep<KitDraft> {
  return async (draft, place) => {
    const asked = { title: vscode.l10n.t("Prepare a Service Principal"), place };
    switch (name) {
      case "kind":
        return entered(draft, name, await askChoice<KitKind>({ ...asked, ...kindQuestion(draft) }));
      case "cloud":
        return entered(draft, name, await askChoice<Cloud>({ ...asked, ...cloudQuestion(draft) }));
      case "tool":
        return entered(draft, name, await askChoice<KitTool>({ ...asked, ...toolQuestion(draft) }));
      default: {
        const question = { ...asked, ...textQuestions[name](draft, forms), value: draft[name] };
        return entered(draft, name, await askMeant(question));
      }
    }
  };
}

/** Asks for a text until the person means what they entered. */
async function askMeant(question: TextQuestion & Box): Promise<Asked<string>> {
  const answer = await askText(question);
  const isMeant = answer?.go !== "on" || (await question.isMeant?.(answer.value)) !== false;
  return isMeant ? answer : askMeant({ ...question, value: answer.value });
}

function entered<T>(draft: KitDraft, name: KitStep, answer: Asked<T>): StepAnswer<KitDraft> {
  return (
    answer && {
      go: answer.go,
      state: answer.value === undefined ? draft : { ...draft, [name]: answer.value },
    }
  );
}

interface List<T> {
  readonly placeholder: string;
  readonly choices: readonly Choice<T>[];
  readonly marked: (value: T) => boolean;
}

function kindQuestion(draft: KitDraft): List<KitKind> {
  return {
    placeholder: vscode.l10n.t("How will it sign in, to be linked?"),
    choices: [
      {
        label: vscode.l10n.t("With a Secret for Ten Minutes"),
        detail: vscode.l10n.t(
          "The customer runs a script and tells you the secret; you link; the secret ends.",
        ),
        value: "secret",
      },
      {
        label: vscode.l10n.t("With Tokens of a Pipeline (Federation)"),
        detail: vscode.l10n.t(
          "The customer runs a script that trusts your pipeline. There is no secret at all.",
        ),
        value: "federation",
      },
      {
        label: vscode.l10n.t("It Is a Managed Identity"),
        detail: vscode.l10n.t("It can be linked only where it lives: you get a step that does it there."),
        value: "managedIdentity",
      },
    ],
    marked: (kind) => kind === draft.kind,
  };
}

function cloudQuestion(draft: KitDraft): List<Cloud> {
  return {
    placeholder: vscode.l10n.t("In which cloud is the customer?"),
    choices: Object.values(clouds).map((cloud) => ({ label: cloudWords(cloud), value: cloud })),
    marked: ({ name }) => name === draft.cloud?.name,
  };
}

/** Names of products stay as they are. */
const toolNames: Readonly<Record<KitTool, string>> = {
  azureCli: "Azure CLI (bash)",
  powershell: "Azure PowerShell",
  githubActions: "GitHub Actions",
  azureDevOps: "Azure DevOps",
};

function toolQuestion(draft: KitDraft): List<KitTool> {
  return {
    placeholder: vscode.l10n.t("A script for which tool?"),
    choices: kitTools(draft).map((tool) => ({ label: toolNames[tool], value: tool })),
    marked: (tool) => tool === draft.tool,
  };
}

interface Box {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly problem: (text: string) => string | undefined;
  /** Asks once more about a text that can be taken, but is unusual. */
  readonly isMeant?: (text: string) => Promise<boolean>;
}

const textQuestions: Readonly<
  Record<Exclude<KitStep, "kind" | "cloud" | "tool">, (draft: KitDraft, forms: KitForms) => Box>
> = {
  tenant: (draft) => ({
    prompt:
      draft.kind === "managedIdentity"
        ? vscode.l10n.t("The tenant of the managed identity: its ID or a domain")
        : vscode.l10n.t(
            "The customer's tenant: its ID or a domain. Leave it empty for the one that they are signed in to.",
          ),
    placeholder: vscode.l10n.t("For example fabrikam.com or fabrikam.onmicrosoft.com"),
    problem: (text) =>
      isTenantOf(draft, text) ? undefined : vscode.l10n.t("This is neither a tenant ID nor a domain."),
  }),
  name: () => ({
    prompt: vscode.l10n.t("What the application is called in the customer's tenant"),
    placeholder: "Partner Admin Link",
    problem: (text) =>
      text.length > longestName ? vscode.l10n.t("Take at most {0} letters.", longestName) : undefined,
  }),
  scope: (_draft, { isScope }) => ({
    prompt: vscode.l10n.t(
      "What it may see: a subscription's ID, or the scope of a resource group or management group. Leave it empty for the subscription that the customer works in.",
    ),
    placeholder: "/subscriptions/…/resourceGroups/…",
    problem: (text) =>
      text.trim() === "" || isScope(text) ? undefined : vscode.l10n.t("This is no scope of Azure."),
  }),
  issuer: (_draft, { isIssuer }) => ({
    prompt: vscode.l10n.t("The issuer of the pipeline's tokens"),
    placeholder: "https://token.actions.githubusercontent.com",
    problem: (text) => (isIssuer(text) ? undefined : vscode.l10n.t("Enter the https address of the issuer.")),
  }),
  subject: (_draft, { isSubject }) => ({
    prompt: vscode.l10n.t("The subject of the pipeline's tokens"),
    placeholder: "repo:contoso/deploy:ref:refs/heads/main",
    problem: (text) =>
      isSubject(text) ? undefined : vscode.l10n.t("Enter the subject as the issuer writes it."),
  }),
  partnerId: () => ({
    prompt: vscode.l10n.t(
      "The location ID of your company (Partner Center: Account settings > Legal > Business locations)",
    ),
    placeholder: vscode.l10n.t("Partner ID, for example 4567890"),
    problem: (text) => {
      const parsed = parsePartnerId(text);
      return parsed.ok ? undefined : partnerIdProblems[parsed.problem]();
    },
    isMeant: (text) => agreesToUnusual(text.trim()),
  }),
};

/** Entra ID takes no longer name of an application [V Learn]. */
const longestName = 120;

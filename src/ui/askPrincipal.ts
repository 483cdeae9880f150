import * as vscode from "vscode";
import type { CloudsPort } from "../model/ports.ts";
import type { CredentialKind } from "../model/servicePrincipal.ts";
import { askCloud } from "./askCloud.ts";
import { type Asked, askChoice, askText, type Choice } from "./askStep.ts";
import { plainText } from "./plainText.ts";
import {
  type PrincipalDraft,
  type PrincipalStep,
  readClientId,
  readDay,
  readPath,
  readTenants,
} from "./principalDraft.ts";
import type { StepAnswer, WizardStep } from "./wizard.ts";

/** What the steps of the wizard need to know. */
export interface PrincipalQuestions {
  readonly title: string;
  readonly clouds: CloudsPort;
  /** Kinds of credentials that can be chosen. */
  readonly kinds: readonly CredentialKind[];
}

/** Asks for one thing of a service principal. */
export function principalStep(
  questions: PrincipalQuestions,
  name: PrincipalStep,
): WizardStep<PrincipalDraft> {
  return async (draft, place) => {
    const asked = { title: questions.title, place };
    switch (name) {
      case "cloud":
        return entered(draft, name, await askCloud(questions.clouds, asked.title, place, draft.cloud));
      case "clientId":
        return entered(
          draft,
          name,
          await askText({ ...asked, ...clientIdQuestion(), value: draft.clientId }),
        );
      case "tenants":
        return entered(draft, name, await askText({ ...asked, ...tenantsQuestion(), value: draft.tenants }));
      case "kind":
        return entered(
          draft,
          name,
          await askChoice({
            ...asked,
            placeholder: vscode.l10n.t("How does it sign in?"),
            choices: questions.kinds.filter((kind) => fitsClientId(kind, draft)).map(kindChoice),
            marked: (kind) => kind === draft.kind,
          }),
        );
      case "secret":
        return entered(draft, name, await askText({ ...asked, ...secretQuestion(), value: draft.secret }));
      case "path":
        return entered(draft, name, await askText({ ...asked, ...pathQuestion(draft), value: draft.path }));
      case "password":
        return entered(
          draft,
          name,
          await askText({ ...asked, ...passwordQuestion(), value: draft.password }),
        );
      case "keep":
        return entered(
          draft,
          name,
          await askChoice({
            ...asked,
            placeholder: vscode.l10n.t("What becomes of it afterwards?"),
            choices: keepChoices(draft),
            marked: (keep) => keep === draft.keep,
          }),
        );
      case "endsOn":
        return entered(draft, name, await askText({ ...asked, ...endQuestion(), value: draft.endsOn }));
      default:
        return name satisfies never;
    }
  };
}

/** The draft with what a step came to; what stood in the box is kept on the way back, too. */
function entered<T>(
  draft: PrincipalDraft,
  name: PrincipalStep,
  answer: Asked<T>,
): StepAnswer<PrincipalDraft> {
  return (
    answer && {
      go: answer.go,
      state: answer.value === undefined ? draft : { ...draft, [name]: answer.value },
    }
  );
}

interface Words {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly password?: true;
  readonly problem: (text: string) => string | undefined;
}

function clientIdQuestion(): Words {
  return {
    prompt: vscode.l10n.t(
      "The application (client) ID. Leave it empty to sign in as a person, with a code that you enter in any browser.",
    ),
    placeholder: "00000000-0000-0000-0000-000000000000",
    problem: (text) =>
      text.trim() === "" || readClientId(text) !== undefined
        ? undefined
        : vscode.l10n.t("This is no client ID: it has 32 letters and digits in five groups."),
  };
}

function tenantsQuestion(): Words {
  return {
    prompt: vscode.l10n.t(
      "The tenant in which it signs in, or several of them: IDs or domains, with commas between",
    ),
    placeholder: vscode.l10n.t("For example fabrikam.com, contoso.onmicrosoft.com"),
    problem: (text) => {
      const { tenants, strange } = readTenants(text);
      if (strange[0] !== undefined) {
        return vscode.l10n.t("{0} is neither a tenant ID nor a domain.", plainText(strange[0]));
      }
      return tenants.length === 0 ? vscode.l10n.t("Enter at least one tenant.") : undefined;
    },
  };
}

function secretQuestion(): Words {
  return {
    prompt: vscode.l10n.t("The value of the client secret, not its ID"),
    password: true,
    problem: (text) => (text.trim() === "" ? vscode.l10n.t("Enter the client secret.") : undefined),
  };
}

function pathQuestion({ kind }: PrincipalDraft): Words {
  const isToken = kind === "federation";
  return {
    prompt: isToken
      ? vscode.l10n.t("The path of the file that holds the token; it is read anew each time")
      : vscode.l10n.t("The path of the certificate with its private key (PEM or PFX)"),
    placeholder: isToken
      ? vscode.l10n.t("For example {0}", "/keys/token")
      : vscode.l10n.t("For example {0}", "/keys/principal.pfx"),
    problem: (text) =>
      readPath(text) === undefined ? vscode.l10n.t("Enter the whole path of a file.") : undefined,
  };
}

function passwordQuestion(): Words {
  return {
    prompt: vscode.l10n.t("The password of the file. Leave it empty if it has none."),
    password: true,
    problem: () => undefined,
  };
}

function endQuestion(): Words {
  return {
    prompt: vscode.l10n.t(
      "The day on which the secret ends, to be warned in time. Leave it empty if you do not know it.",
    ),
    placeholder: vscode.l10n.t("Year-month-day, for example 2027-01-31"),
    problem: (text) =>
      text.trim() === "" || readDay(text) !== undefined
        ? undefined
        : vscode.l10n.t("This is no day: write it as year-month-day."),
  };
}

/** Without an application of one's own a person signs in with a code, and nobody else. */
function fitsClientId(kind: CredentialKind, { clientId }: PrincipalDraft): boolean {
  return kind === "deviceCode" || readClientId(clientId) !== undefined;
}

function kindChoice(value: CredentialKind): Choice<CredentialKind> {
  return { ...kindWords[value](), value };
}

const kindWords: Readonly<Record<CredentialKind, () => { label: string; detail: string }>> = {
  secret: () => ({
    label: vscode.l10n.t("Client Secret"),
    detail: vscode.l10n.t("A password of the application"),
  }),
  certificate: () => ({
    label: vscode.l10n.t("Certificate"),
    detail: vscode.l10n.t("A PEM or PFX file with the private key"),
  }),
  federation: () => ({
    label: vscode.l10n.t("Federated Token"),
    detail: vscode.l10n.t("A file with a token of another issuer that the application trusts (OIDC)"),
  }),
  deviceCode: () => ({
    label: vscode.l10n.t("Device Code"),
    detail: vscode.l10n.t("A person signs in, by a code that is entered in any browser"),
  }),
};

function keepChoices({ kind }: PrincipalDraft): Choice<boolean>[] {
  const isCertificate = kind === "certificate";
  return [
    {
      label: vscode.l10n.t("Use Once and Forget"),
      detail: isCertificate
        ? vscode.l10n.t("Only the path is remembered. A password is forgotten with this window.")
        : vscode.l10n.t("It stays in this window's memory only. You are asked again when it is needed."),
      value: false,
    },
    {
      label: vscode.l10n.t("Keep in VS Code's Secret Storage"),
      detail: isCertificate
        ? vscode.l10n.t("Certificate and key are encrypted by your system; the file is not read again.")
        : vscode.l10n.t("It is encrypted by your system, and wiped when you forget the service principal."),
      value: true,
    },
  ];
}

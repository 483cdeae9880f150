import * as vscode from "vscode";
import type { Identity, IdentityId } from "../model/identity.ts";
import type { CredentialPromptPort, IdentitySourcePort, SignInRequest } from "../model/ports.ts";
import type { DeviceCode } from "../model/servicePrincipal.ts";
import { isGuid } from "../model/tenant.ts";
import { plainText, visibleText } from "./plainText.ts";
import { type Untrusted, rawText } from "../model/untrusted.ts";

/** Asks a person for what an identity of its own needs to sign in, and says where and why. */
export class CredentialPrompts implements CredentialPromptPort {
  /** Why an identity signs in at present, and in which tenant: the port does not tell. */
  readonly #reasons = new Map<IdentityId, { readonly detail: string; readonly tenantId: string }>();

  /** A source whose prompts name the tenant and the reason. */
  explaining(source: IdentitySourcePort): IdentitySourcePort {
    const because = async <T>(
      { id }: Identity,
      tenantId: string,
      { detail }: SignInRequest,
      ask: () => Promise<T>,
    ): Promise<T> => {
      const reason = { detail, tenantId };
      this.#reasons.set(id, reason);
      try {
        return await ask();
      } finally {
        if (this.#reasons.get(id) === reason) {
          this.#reasons.delete(id);
        }
      }
    };
    return {
      list: (of) => source.list(of),
      isUnsure: (identity) => source.isUnsure?.(identity) ?? false,
      silentToken: (identity, tenantId) => source.silentToken(identity, tenantId),
      namedTenants: (identity) => source.namedTenants?.(identity) ?? [],
      needsPerson: (identity, tenantId) => source.needsPerson?.(identity, tenantId) ?? false,
      interactiveToken: (identity, tenantId, request) =>
        because(identity, tenantId, request, () => source.interactiveToken(identity, tenantId, request)),
      signIn: (request, identity) =>
        identity
          ? because(identity, identity.homeTenantId ?? "", request, () => source.signIn(request, identity))
          : source.signIn(request),
    };
  }

  async askSecret(
    { id, label, homeTenantId }: Identity,
    kind: "secret" | "password",
  ): Promise<string | undefined> {
    const { detail = "", tenantId = homeTenantId ?? "" } = this.#reasons.get(id) ?? {};
    const what =
      kind === "secret"
        ? vscode.l10n.t(
            "The client secret for tenant {0}. It is used in this window and then forgotten, unless you asked to keep it.",
            tenantId,
          )
        : vscode.l10n.t(
            "The password of the certificate's file, for tenant {0}. It is forgotten with this window.",
            tenantId,
          );
    return vscode.window.showInputBox({
      title: plainText(label),
      prompt: [detail, what].filter((part) => part !== "").join(" "),
      password: true,
      ignoreFocusOut: true,
    });
  }

  async showDeviceCode(
    { userCode, verificationUri }: DeviceCode,
    label: Untrusted,
    tenantId: string,
    over: AbortSignal,
  ): Promise<void> {
    const open = vscode.l10n.t("Copy Code and Open Page");
    const [page, code] = [plainText(verificationUri), plainText(userCode)];
    // Whoever comes for the first time has no name yet but the application's ID.
    const message = isGuid(rawText(label))
      ? vscode.l10n.t(
          "To sign in to tenant {0}, open {1} in any browser and enter the code {2}.",
          tenantId,
          page,
          code,
        )
      : vscode.l10n.t(
          "To sign in as {0} in tenant {1}, open {2} in any browser and enter the code {3}.",
          plainText(label),
          tenantId,
          page,
          code,
        );
    const shown = vscode.window.showInformationMessage(message, open).then(async (choice) => {
      if (choice === open && !over.aborted) {
        await vscode.env.clipboard.writeText(visibleText(userCode));
        await vscode.env.openExternal(vscode.Uri.parse(verificationUri, true));
      }
      return choice === open;
    });
    // The message above hides after a while; this one stays.
    const title = vscode.l10n.t("Waiting until the code {0} is entered at {1}", code, page);
    const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
    await vscode.window.withProgress(options, async (_progress, cancelled) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      over.addEventListener("abort", () => resolve(), { once: true });
      cancelled.onCancellationRequested(() => resolve());
      if (over.aborted) {
        resolve();
      }
      shown.then(undefined, () => resolve());
      await promise;
    });
  }
}

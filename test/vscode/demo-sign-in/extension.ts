import * as vscode from "vscode";
import { DemoProvider } from "./demoProvider.ts";
import { SignInControl } from "./signInControl.ts";

/** `supportsChallenges` belongs to the proposed API `authenticationChallenges`, like two methods of the provider. */
interface ProviderOptions extends vscode.AuthenticationProviderOptions {
  readonly supportsChallenges: boolean;
}

/** Registers the demo's accounts in the place of VS Code's own Microsoft accounts. */
export function activate(context: vscode.ExtensionContext): void {
  const controlUrl = process.env["PAL_CONTROL_URL"];
  if (controlUrl === undefined) {
    throw new Error("PAL_CONTROL_URL does not name the local Azure's control address.");
  }
  const seeded = (process.env["PAL_DEMO_SIGNED_IN"] ?? "").split(",").filter((name) => name !== "");
  const provider = new DemoProvider(new SignInControl(controlUrl), context.globalState, seeded);
  const options: ProviderOptions = { supportsMultipleAccounts: true, supportsChallenges: true };
  context.subscriptions.push(
    provider,
    vscode.authentication.registerAuthenticationProvider("microsoft", "Microsoft", provider, options),
  );
}

import { beforeEach, describe, expect, it, vi } from "vitest";
import { AccountClouds } from "../../../src/identity/accountClouds.ts";
import { readEntraMessage } from "../../../src/identity/entraMessage.ts";
import { ConfirmedClouds } from "../../../src/identity/confirmedClouds.ts";
import { IdentityBook } from "../../../src/identity/identityBook.ts";
import { SovereignClouds } from "../../../src/identity/sovereignClouds.ts";
import { VscodeAccounts } from "../../../src/identity/vscodeAccounts.ts";
import { readError } from "../../../src/model/knowledge.ts";
import { asPalError } from "../../../src/model/palError.ts";
import { systemClock } from "../../../src/platform/systemClock.ts";
import { authentication } from "../testing/fakeVscode.ts";
import { alice, TestLog } from "../testing/fixtures.ts";
import { TestSecrets } from "../testing/testSecrets.ts";
import { TestStorage } from "../testing/testStorage.ts";

vi.mock("vscode", () => import("../testing/fakeVscode.ts"));

/** As VS Code, its providers and the systems' brokers say that the person did not go on. */
const cancelled = [
  "User did not consent to login.",
  "User did not consent to account access",
  "Cancelled",
  "Canceled",
  "Canceled: Canceled",
  "Error: Cancelled",
  "User cancelled",
  "user_canceled: See https://aka.ms/msal.js.errors#user_canceled for details",
  "user_cancelled: User cancelled the flow.",
  "user_canceled: User canceled the flow.",
  "user_cancel: the dialog was cancelled",
  "authentication_canceled: User canceled authentication.",
  "device_code_polling_cancelled: Caller has cancelled token endpoint polling during device code flow by setting DeviceCodeRequest.cancel = true.",
  "access_denied: AADSTS65004: User declined to consent to access the app. Trace ID: 1",
  "access_denied: The user has denied access to the scope requested by the client application",
  "authorization_declined: AADSTS70018: The end user denied the authorization request.",
  "(pii) Status_UserCanceled, context: User cancelled the Accounts Control Operation.",
  'platform_broker_error: {"status":"UserCanceled","tag":508170375}',
  "ApplicationCanceled",
  "WAM Error 0x800704c7: The operation was canceled by the user.",
  "The user closed the sign-in window.",
  "The sign-in window was closed.",
  "User closed the browser tab before the sign-in was over",
  "loopback_server_timeout: Timed out waiting for auth code from the loopback server.",
  "user_timeout_reached: User defined timeout for device code polling reached. The timeout was set for 300",
  "The sign-in timed out.",
  "Timed out",
  "Timed out waiting for the user to sign in",
  "Sign-in was cancelled.",
  "The sign in has been canceled",
  "Login cancelled",
  "Log-in to Microsoft was cancelled",
  "The operation was canceled.",
  "Authentication was canceled",
  "The authentication flow was cancelled",
  "Request cancelled",
  "UserCancelledError: x",
  "UserCanceledException: the window went away",
  "Error: UserCancelledError: x",
  "user-cancelled",
  "user cancelled",
  "Error: Error: Canceled",
  "Error: User did not consent to login.",
  "AuthError: Error: User did not consent to login.",
  "OperationCanceledException: Canceled",
];

/** What sounds alike, and is a failure that the person must hear of. */
const failed = [
  "Timed out waiting for authentication provider 'microsoft' to register.",
  "network_error: Network request failed: request timed out",
  "Request timeout",
  "access_denied: AADSTS53003: Access has been blocked by Conditional Access policies. The user cancelled nothing.",
  "access_denied: AADSTS50105: The signed in user is not assigned to a role for the application.",
  "access_denied",
  "interaction_required: AADSTS50058: A silent sign-in request was sent but no user is signed in.",
  "The socket was closed",
  "no_account_found: No account found",
  "The user's subscription cancels nothing",
  "The request was canceled due to the configured HttpClient.Timeout of 100 seconds elapsing.",
  "The operation was canceled by the server",
  "The request was cancelled because the network changed",
  "The sign-in was not cancelled",
  "NetworkError: timed out",
  "TimeoutError: Timed out",
  "FetchError: Error: canceled",
  "invalid_grant: AADSTS50057: The account is disabled. The operation was canceled.",
  "The operation failed. Cancelled subscriptions give no token.",
];

describe("A sign-in that the person did not go on with", () => {
  let accounts: VscodeAccounts;

  beforeEach(async () => {
    authentication.reset();
    const book = new IdentityBook(new TestStorage(), new TestLog(), () => crypto.randomUUID());
    await book.start();
    const settings = { environment: undefined, customEnvironment: undefined };
    accounts = new VscodeAccounts(
      systemClock,
      new SovereignClouds(() => settings, new ConfirmedClouds(new TestSecrets(), new TestLog())),
      new AccountClouds(book),
    );
  });

  it.each(cancelled)("is one that was cancelled: %s", async (message) => {
    authentication.whileAsked = () => Promise.reject(new Error(message));
    const request = { detail: "test" };
    for (const asked of [
      accounts.signIn(request),
      accounts.interactiveToken(alice, "tenant", request),
      accounts.interactiveToken(alice, "tenant", { ...request, challenge: "Bearer" }),
    ]) {
      await expect(asked).rejects.toMatchObject({ code: "signInCancelled" });
    }
  });

  it.each(["Canceled", "CancellationError", "UserCancelledError", "OperationCanceledError"])(
    "is told by the name of the error, too: %s",
    async (name) => {
      authentication.whileAsked = () => Promise.reject(Object.assign(new Error(""), { name }));
      await expect(accounts.signIn({ detail: "test" })).rejects.toMatchObject({ code: "signInCancelled" });
    },
  );

  it.each(cancelled)("leaves the row as it was: %s", (message) => {
    const row = { attempt: { kind: "mfaNeeded" }, knowledge: { kind: "notLinked", at: 1 } } as const;
    expect(readError(readEntraMessage(message), "check", row, 2)).toEqual({ attempt: row.attempt });
  });

  it.each(failed)("is told from one that failed: %s", async (message) => {
    authentication.whileAsked = () => Promise.reject(new Error(message));
    const error = await accounts.signIn({ detail: "test" }).catch(asPalError);
    expect(error).toMatchObject({ code: "signInFailed" });
  });
});

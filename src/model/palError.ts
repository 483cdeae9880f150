import type { Untrusted } from "./untrusted.ts";

/** Everything that can go wrong, by name. The user interface has words for each. */
export type PalErrorCode =
  | "signInNeeded"
  | "signInCancelled"
  | "signInFailed"
  | "mfaNeeded"
  | "unauthorized"
  | "forbidden"
  | "noAccount"
  | "notOffered"
  | "refused"
  | "conflict"
  /** There is no such link (any more) to be changed or removed. */
  | "notLinked"
  | "throttled"
  | "serverError"
  | "unreadableAnswer"
  | "answerTooLarge"
  | "unexpectedAnswer"
  /** Something between us and Azure answered in its place: a proxy, a firewall, a network that wants a sign-in. */
  | "gatewayAnswered"
  | "redirected"
  | "wrongHost"
  | "timedOut"
  | "unreachable"
  | "cancelled"
  /** The request was so late that it was not sent: this process stood still meanwhile. */
  | "notSent"
  | "notVerified"
  /** A change was sent, and what became of it could not be read. */
  | "unclear"
  /** A change was announced and is not there so far: it may still come, and is read again. */
  | "inDoubt"
  /** Another change of the same row is under way. */
  | "busy"
  /** The journal cannot be written, so nothing may be changed. */
  | "noJournal"
  /** VS Code ended in the middle of the change, and the link is as it was before. */
  | "interrupted"
  /** Another window has taken the run over. */
  | "notOwner"
  | "wrongAccount"
  | "wrongTenant"
  /** Azure answered about another identity than the token's. */
  | "wrongIdentity"
  /** There is no tenant of that ID or domain. */
  | "unknownTenant"
  /** A custom cloud whose endpoints the user's settings do not name (any more). */
  | "unknownCloud"
  /** The workspace sets where VS Code signs in to other clouds, so that no account is used there. */
  | "workspaceCloud"
  /** The user has not confirmed the endpoints of a custom cloud, or they changed since. */
  | "cloudNotConfirmed"
  /** The settings of a custom cloud do not name an https address where one must be: see `field`. */
  | "badEndpoint"
  /** The file of a certificate or a federated token is not there, or holds nothing that can be read. */
  | "credentialFile"
  /** There is no certificate in what the user gave. */
  | "noCertificate"
  /** The certificate comes without its private key. */
  | "noPrivateKey"
  /** The password of a certificate is wrong or missing. */
  | "wrongPassword"
  /** A kind of key or encryption that cannot be used here. */
  | "unsupportedKey"
  /** The authority of a custom cloud is AD FS: there are no partner links without Entra ID. */
  | "needsEntraId"
  /** A custom cloud that has some of the endpoints of one of Microsoft's clouds, but not all of them. */
  | "mixedCloud"
  | "deviceCodeExpired"
  /** Entra ID refused the secret, certificate or federated token itself (OAuth's `invalid_client`). */
  | "credentialRefused"
  | "unexpected";

/** `field` of an `unsupportedKey`: the file is encrypted in a way that is not used any more, and can be written anew. */
export const oldCipherField = "oldCipher";

/** What is known about a failure beside its code. Texts from Azure are untranslated. */
export interface PalErrorDetails {
  /** HTTP status. */
  readonly status?: number;
  readonly azureCode?: Untrusted;
  readonly azureMessage?: Untrusted;
  /** The server that an answer led to although it is not Azure's. */
  readonly foreignHost?: Untrusted;
  /** `x-ms-correlation-request-id`: what Microsoft's support asks for. */
  readonly correlationId?: Untrusted;
  readonly retryAfterSeconds?: number;
  /** The `WWW-Authenticate` header of a claims challenge, to be answered by the user. */
  readonly challenge?: string;
  /** The system's own code of a network failure, such as `ECONNREFUSED`. */
  readonly networkCode?: Untrusted;
  /** The setting or property that is wrong. */
  readonly field?: string;
  /** The partner ID that is linked although another one was written. */
  readonly foundPartnerId?: string;
}

/** The one error of this project. Tell errors apart by `code`, never by class: bundles do not share classes. */
export class PalError extends Error {
  override readonly name = "PalError";
  readonly code: PalErrorCode;
  readonly details: PalErrorDetails;

  constructor(code: PalErrorCode, details: PalErrorDetails = {}, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.code = code;
    this.details = details;
  }
}

/** Whether `error` is a `PalError` of this or any other bundle. */
export function isPalError(error: unknown): error is PalError {
  return error instanceof Error && error.name === "PalError" && "code" in error && "details" in error;
}

/** Whether Azure wants another token than the one that was sent; a gateway's refusal says nothing of it. */
export function wantsOtherToken({ code, details }: PalError): boolean {
  return code !== "gatewayAnswered" && (details.status === 401 || details.challenge !== undefined);
}

/** `error` itself if it is a `PalError`, else an `unexpected` one that carries it. */
export function asPalError(error: unknown): PalError {
  return isPalError(error) ? error : new PalError("unexpected", {}, error);
}

import * as vscode from "vscode";
import { oldCipherField, type PalError, type PalErrorCode } from "../model/palError.ts";

/** What is wrong with a file of a certificate or token, before anything was sent. */
const ofFiles: ReadonlySet<PalErrorCode> = new Set<PalErrorCode>([
  "credentialFile",
  "noCertificate",
  "noPrivateKey",
  "wrongPassword",
  "unsupportedKey",
]);

/** Whether an error is of the file alone: nobody was asked. */
export function isOfFile({ code }: PalError): boolean {
  return ofFiles.has(code);
}

/**
 * How to write a PFX file anew that is encrypted with RC2 or RC4; nothing for any other error. The new file is PEM, with its key
 * encrypted, so that no key lies on the disk in between [V openssl-pkcs12(1), learn.microsoft.com: Export-PfxCertificate].
 */
export function oldCipherWords({ details }: PalError): string {
  return details.field === oldCipherField
    ? vscode.l10n.t(
        "The file is encrypted in an old way (RC2 or RC4). Write it anew with {0}, or export it from Windows once more, with {1} as its encryption.",
        "openssl pkcs12 -legacy -in old.pfx -out new.pem",
        "AES256-SHA256",
      )
    : "";
}

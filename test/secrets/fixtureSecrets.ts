import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { repository } from "../../scripts/repository.ts";
import type { Secret } from "./needles.ts";

const certificates = path.join(repository, "test", "unit", "identity", "certificates");

/** The password of the encrypted certificates of the tests. */
const passwords = ["open-sesame"];

/** What tests use and never send to the local Azure: keys and passwords of certificates. */
export function fixtureSecrets(): Secret[] {
  return [
    ...passwords.map((text) => ({ kind: "password of a certificate", text })),
    ...globSync("*.pem", { cwd: certificates }).flatMap((file) =>
      privateKeys(readFileSync(path.join(certificates, file), "utf8")),
    ),
    ...globSync("!(without-key).pfx", { cwd: certificates }).map((file) => ({
      kind: "certificate with its key",
      text: readFileSync(path.join(certificates, file)).toString("base64"),
    })),
  ];
}

function privateKeys(pem: string): Secret[] {
  return [...pem.matchAll(/-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*/g)].map(([text]) => ({
    kind: "private key",
    text,
  }));
}

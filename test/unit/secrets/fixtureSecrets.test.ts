import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { fixtureSecrets } from "../../secrets/fixtureSecrets.ts";
import { SecretFinder } from "../../secrets/secretFinder.ts";

const certificates = path.join(import.meta.dirname, "..", "identity", "certificates");
const finder = new SecretFinder(fixtureSecrets());

function kindsIn(bytes: Buffer): string[] {
  return [...new Set(finder.find(bytes).map(({ kind }) => kind))];
}

const file = (name: string): Promise<Buffer> => readFile(path.join(certificates, name));

/** As a program may have written bytes. */
const forms: readonly (readonly [string, (bytes: Buffer) => Buffer])[] = [
  ["copied", (bytes) => bytes],
  ["in base64", (bytes) => Buffer.from(bytes.toString("base64"))],
  [
    "in base64url of something longer",
    (bytes) => Buffer.from(Buffer.concat([Buffer.from("x"), bytes]).toString("base64url")),
  ],
  ["in hexadecimal", (bytes) => Buffer.from(bytes.toString("hex"))],
  ["as JSON of a buffer", (bytes) => Buffer.from(JSON.stringify(bytes))],
];

it.each(forms)("A PFX file and the bytes of a private key are found %s", async (_, write) => {
  for (const name of ["aes", "no-password", "rc2", "triple-des", "unicode", "unicode-triple-des"]) {
    expect([name, ...kindsIn(write(await file(`${name}.pfx`)))]).toEqual([name, "certificate with its key"]);
  }
  for (const name of ["plain", "elliptic", "encrypted"]) {
    const [, body = ""] = /PRIVATE KEY-----([^-]+)/.exec((await file(`${name}.pem`)).toString()) ?? [];
    expect([name, ...kindsIn(write(Buffer.from(body, "base64")))]).toEqual([name, "private key"]);
  }
});

it("The passwords of the certificates are found", () => {
  for (const password of ["open-sesame", "sésame-ß"]) {
    expect(kindsIn(Buffer.from(JSON.stringify({ password })))).toEqual(["password of a certificate"]);
  }
});

it("A certificate without its key is no secret", async () => {
  expect(kindsIn(await file("without-key.pfx"))).toEqual([]);
  for (const name of ["plain.pem", "elliptic.pem"]) {
    const { raw, publicKey } = new X509Certificate(await file(name));
    expect(kindsIn(raw)).toEqual([]);
    expect(kindsIn(publicKey.export({ type: "spki", format: "der" }))).toEqual([]);
  }
});

import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readCertificate } from "../../../src/identity/certificate.ts";
import { oldCipherField } from "../../../src/model/palError.ts";

const password = "open-sesame";

function file(name: string): Promise<Buffer> {
  return readFile(path.join(import.meta.dirname, "certificates", name));
}

/** The files were made with OpenSSL 3; their key is registered nowhere. */
describe("A certificate with its key", () => {
  it.each([
    ["plain.pem", undefined],
    ["plain.pem", "which nobody asked for"],
    ["encrypted.pem", password],
    ["aes.pfx", password],
    ["triple-des.pfx", password],
    ["no-password.pfx", undefined],
    ["no-password.pfx", ""],
    ["unicode.pfx", "sésame-ß"],
    ["unicode-triple-des.pfx", "sésame-ß"],
  ])("is read from %s with the password %s", async (name, given) => {
    const { pem, expiresAt } = await readCertificate(await file(name), given);
    expect(pem).toMatch(
      /^-----BEGIN CERTIFICATE-----[^]+-----BEGIN PRIVATE KEY-----[^]+-----END PRIVATE KEY-----\n$/,
    );
    expect(new Date(expiresAt).getUTCFullYear()).toBe(2126);
    const plain = await readCertificate(await file("plain.pem"));
    expect(pem).toBe(plain.pem);
  });

  it.each([
    ["encrypted.pem", undefined, "wrongPassword"],
    ["encrypted.pem", "wrong", "wrongPassword"],
    ["aes.pfx", undefined, "wrongPassword"],
    ["aes.pfx", "wrong", "wrongPassword"],
    ["triple-des.pfx", "wrong", "wrongPassword"],
    ["rc2.pfx", password, "unsupportedKey"],
    ["without-key.pem", undefined, "noPrivateKey"],
    ["without-key.pfx", password, "noPrivateKey"],
    ["elliptic.pem", undefined, "unsupportedKey"],
  ])("is not read from %s with the password %s: %s", async (name, given, code) => {
    await expect(readCertificate(await file(name), given)).rejects.toMatchObject({ code });
  });

  it("in a file of an old cipher is refused by that name, so that people are told how to write it anew", async () => {
    await expect(readCertificate(await file("rc2.pfx"), password)).rejects.toMatchObject({
      code: "unsupportedKey",
      details: { field: oldCipherField },
    });
    await expect(readCertificate(await file("elliptic.pem"))).rejects.toMatchObject({ details: {} });
  });

  it("that is another's than the key is none", async () => {
    const [plain, elliptic] = await Promise.all([file("plain.pem"), file("elliptic.pem")]);
    const certificate = /-----BEGIN CERTIFICATE-----[^]+-----END CERTIFICATE-----/.exec(
      elliptic.toString(),
    )?.[0];
    const key = /-----BEGIN PRIVATE KEY-----[^]+-----END PRIVATE KEY-----/.exec(plain.toString())?.[0];
    const mixed = Buffer.from(`${certificate}\n${key}\n`);
    await expect(readCertificate(mixed)).rejects.toMatchObject({ code: "noPrivateKey" });
  });

  it.each([
    ["nothing", "", "credentialFile"],
    ["text", "not a certificate", "credentialFile"],
    ["an empty PEM", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "noCertificate"],
    ["only a key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "unsupportedKey"],
    ["an endless length", "0\u0084ÿÿÿÿ", "credentialFile"],
  ])("is not read from %s", async (_what, content, code) => {
    await expect(readCertificate(Buffer.from(content, "latin1"))).rejects.toMatchObject({ code });
  });

  it("a PFX that is damaged anywhere is read or refused, and nothing else happens", async () => {
    const whole = await file("aes.pfx");
    for (let place = 0; place < whole.length; place += 29) {
      const damaged = Buffer.from(whole);
      damaged[place] = (damaged[place] ?? 0) ^ 0x21;
      const end = await readCertificate(damaged, password).then(
        () => "read", // what is damaged is not looked at, such as the certificate's signature
        (error: Error) => error.name,
      );
      expect(["read", "PalError"]).toContain(end);
    }
  });

  it("a PFX that is cut anywhere is refused, and never read wrongly", async () => {
    const whole = await file("aes.pfx");
    for (let length = 0; length < whole.length - 120; length += 97) {
      await expect(readCertificate(whole.subarray(0, length), password)).rejects.toMatchObject({
        name: "PalError",
      });
    }
  });
});

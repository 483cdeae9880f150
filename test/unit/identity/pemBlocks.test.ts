import { createCipheriv, createHash, createPrivateKey } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readCertificate } from "../../../src/identity/certificate.ts";
import { pemBlocks } from "../../../src/identity/pemBlocks.ts";

const password = "open-sesame";
const encryptedKind = "ENCRYPTED PRIVATE KEY";

function file(name: string): Promise<string> {
  return readFile(path.join(import.meta.dirname, "certificates", name), "latin1");
}

const pem = (kind: string, der: Uint8Array, headers = ""): string =>
  [
    `-----BEGIN ${kind}-----`,
    `${headers}${Buffer.from(der)
      .toString("base64")
      .replaceAll(/(.{64})(?=.)/g, "$1\n")}`,
    `-----END ${kind}-----\n`,
  ].join("\n");

/** DER: lengths are written with four bytes. */
function value(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([Buffer.from([tag, 0x84]), length, content]);
}
const id = (hex: string): Buffer => Buffer.from(hex, "hex");

/** An encrypted key (PKCS #8, PBES2) that says that its password needs fifteen million rounds: seconds. */
function slowKey(): Buffer {
  const salt = value(4, Buffer.alloc(16, 1));
  const hmac = value(0x30, id("06082a864886f70d02090500"));
  const rounds = value(2, Buffer.from("00e00000", "hex"));
  const derivation = value(0x30, id("06092a864886f70d01050c"), value(0x30, salt, rounds, hmac));
  const cipher = value(0x30, id("060960864801650304012a"), salt);
  const algorithm = value(0x30, id("06092a864886f70d01050d"), value(0x30, derivation, cipher));
  return value(0x30, algorithm, value(4, Buffer.alloc(1024, 5)));
}

/** As programs encrypted keys before PKCS #8: a single round, and a header that says so. */
function encryptedAsOfOld(der: Uint8Array): { readonly body: Buffer; readonly headers: string } {
  const start = Buffer.alloc(16, 7);
  const hash = (...parts: Uint8Array[]): Buffer =>
    createHash("md5")
      .update(Buffer.concat([...parts, Buffer.from(password), start.subarray(0, 8)]))
      .digest();
  const first = hash();
  const cipher = createCipheriv("aes-256-cbc", Buffer.concat([first, hash(first)]), start);
  const headers = `Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,${start.toString("hex").toUpperCase()}\n\n`;
  return { body: Buffer.concat([cipher.update(der), cipher.final()]), headers };
}

describe("A PEM that hides an encrypted key from us stops nobody", () => {
  const slow = slowKey();
  const inner = pem(encryptedKind, slow);
  const old = encryptedAsOfOld(slow);
  it.each([
    ["in a block of another kind", `-----BEGIN X PRIVATE KEY----- x\n${inner}-----END X PRIVATE KEY-----\n`],
    ["in a whole block", `-----BEGIN PRIVATE KEY-----\n${inner}-----END PRIVATE KEY-----\n`],
    ["behind an edge that is none", `-----BEGIN PRIVATE KEY-----\nx ${inner}-----END PRIVATE KEY-----\n`],
    ["as a plain one with a header", pem("PRIVATE KEY", slow, "Proc-Type: 4,ENCRYPTED\n\n")],
    ["as a plain one with a word", pem("PRIVATE KEY", slow, "X-Comment: ENCRYPTED\n\n")],
    ["as a plain one", pem("PRIVATE KEY", slow)],
    ["encrypted twice", pem("PRIVATE KEY", old.body, old.headers)],
    ["encrypted twice, as an RSA key", pem("RSA PRIVATE KEY", old.body, old.headers)],
    ["of a kind of its own", pem("ANY ENCRYPTED PRIVATE KEY", slow)],
    ["with lines of an old Mac", inner.replaceAll("\n", "\r")],
  ])(
    "%s",
    async (_how, text) => {
      const before = process.threadCpuUsage();
      const read = readCertificate(Buffer.from(text, "latin1"), password);
      await expect(read).rejects.toMatchObject({ name: "PalError" });
      expect(process.threadCpuUsage(before).user / 1000).toBeLessThan(100);
    },
    60_000,
  );
});

describe("A PEM is read", () => {
  it.each([
    ["with a mark that an editor put before it", (text: string) => `\u00EF\u00BB\u00BF${text}`],
    ["indented", (text: string) => text.replaceAll(/^/gm, "    ")],
    ["with spaces at the ends of lines", (text: string) => text.replaceAll("\n", " \t\n")],
    ["with lines of Windows", (text: string) => text.replaceAll("\n", "\r\n")],
    [
      "with words between its blocks",
      (text: string) => text.replaceAll(/^-----BEGIN/gm, "Bag Attributes\n-----BEGIN"),
    ],
  ])("%s", async (_how, change) => {
    for (const name of ["plain.pem", "encrypted.pem"]) {
      const plain = await readCertificate(Buffer.from(await file(name), "latin1"), password);
      expect(await readCertificate(Buffer.from(change(await file(name)), "latin1"), password)).toEqual(plain);
    }
  });

  it("with a key that was encrypted as of old", async () => {
    const plain = await file("plain.pem");
    const der = createPrivateKey(plain).export({ type: "pkcs1", format: "der" });
    const { body, headers } = encryptedAsOfOld(der);
    const certificate = /-----BEGIN CERTIFICATE-----[^]+-----END CERTIFICATE-----\n/.exec(plain)?.[0];
    const text = Buffer.from(`${certificate}${pem("RSA PRIVATE KEY", body, headers)}`, "latin1");
    expect(await readCertificate(text, password)).toEqual(
      await readCertificate(Buffer.from(plain, "latin1")),
    );
    await expect(readCertificate(text, "wrong")).rejects.toMatchObject({ code: "wrongPassword" });
    await expect(readCertificate(text)).rejects.toMatchObject({ code: "wrongPassword" });
  });
});

describe("A block of a PEM", () => {
  it.each([
    ["begins and ends with whole lines", "-----BEGIN A-----\nx\n-----END A-----", ["A"]],
    ["does not begin in a line", "x -----BEGIN A-----\nx\n-----END A-----", []],
    ["does not end in a line", "-----BEGIN A-----\nx\nx-----END A-----", []],
    ["ends as what it began as", "-----BEGIN A-----\nx\n-----END B-----\n-----END A-----", []],
    ["holds no other", "-----BEGIN A-----\n-----BEGIN B-----\nx\n-----END B-----\n-----END A-----", ["B"]],
    ["holds no beginning of another", "-----BEGIN A-----\nx-----BEGIN B----- x\n-----END A-----", []],
    ["that has no end costs no other", "-----BEGIN A-----\nx\n-----BEGIN B-----\nx\n-----END B-----", ["B"]],
  ])("%s", (_what, text, kinds) => {
    expect(pemBlocks(text).map(({ kind }) => kind)).toEqual(kinds);
  });
});

import { createHash, createHmac, generateKeyPairSync, pbkdf2Sync } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readCertificate } from "../../../src/identity/certificate.ts";
import { child, octets, readDer } from "../../../src/identity/der.ts";
import { readPkcs12 } from "../../../src/identity/pkcs12.ts";

const password = "open-sesame";

function file(name: string): Promise<Buffer> {
  return readFile(path.join(import.meta.dirname, "certificates", name));
}

function value(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([Buffer.from([tag, 0x84]), length, content]);
}
const sequence = (...parts: readonly Uint8Array[]): Buffer => value(0x30, ...parts);
const id = (hex: string): Buffer => value(0x06, Buffer.from(hex, "hex"));
const bytes = (content: Uint8Array): Buffer => value(0x04, content);
const number = (n: number): Buffer => {
  const content = Buffer.alloc(5);
  content.writeUInt32BE(n, 1);
  return value(0x02, content);
};

const data = id("2a864886f70d010701");
const encryptedData = id("2a864886f70d010706");
const olderCipher = id("2a864886f70d010c0103");
const sha1 = sequence(id("2b0e03021a"), Buffer.from([5, 0]));
const salt = bytes(Buffer.alloc(8, 1));

function olderSafe(rounds: number): Buffer {
  const info = sequence(
    data,
    sequence(olderCipher, sequence(salt, number(rounds))),
    value(0x80, Buffer.alloc(8)),
  );
  return sequence(encryptedData, value(0xa0, sequence(number(0), info)));
}

function pfx(macRounds: number, ...safes: readonly Buffer[]): Buffer {
  const content = sequence(data, value(0xa0, bytes(sequence(...safes))));
  const mac = sequence(sequence(sha1, bytes(Buffer.alloc(20))), salt, number(macRounds));
  return sequence(number(3), content, mac);
}

/** How often others had their turn while something ran. */
async function turnsDuring(run: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const count = (): void => {
    turns += 1;
    if (!isOver) {
      setImmediate(count);
    }
  };
  setImmediate(count);
  await run().catch(() => undefined);
  isOver = true;
  return turns;
}

describe("A PFX that somebody changed", () => {
  it.each(["aes.pfx", "triple-des.pfx"])("is not read, wherever it was changed: %s", async (name) => {
    const whole = await file(name);
    const content = octets(child(child(child(readDer(whole), 1), 1), 0));
    const start = whole.indexOf(content);
    for (let place = 0; place < content.length; place += 41) {
      const changed = Buffer.from(whole);
      changed[start + place] = (changed[start + place] ?? 0) ^ 1;
      await expect(readPkcs12(changed, password)).rejects.toMatchObject({
        code: expect.stringMatching(/^(wrongPassword|credentialFile)$/),
      });
    }
  });

  it("is read with every MAC that programs write", async () => {
    const outer = readDer(await file("aes.pfx"));
    const content = octets(child(child(child(outer, 1), 1), 0));
    const start = sequence(number(3), sequence(data, value(0xa0, bytes(content))));
    const key = pbkdf2Sync(password, Buffer.alloc(8, 1), 1000, 32, "sha256");
    const hmac = sequence(id("2a864886f70d0209"), Buffer.from([5, 0]));
    const derivation = sequence(id("2a864886f70d01050c"), sequence(salt, number(1000), number(32), hmac));
    const newer = sequence(id("2a864886f70d01050e"), sequence(derivation, hmac));
    const found = bytes(createHmac("sha256", key).update(content).digest());
    const whole = Buffer.concat([start.subarray(6), sequence(sequence(newer, found), salt, number(1))]);
    expect((await readPkcs12(sequence(whole), password)).certificates).toHaveLength(1);
    expect((await readPkcs12(await file("mac-sha512.pfx"), password)).certificates).toHaveLength(1);
  });

  it("is not read without its MAC, either", async () => {
    const whole = await file("aes.pfx");
    const outer = readDer(whole);
    const first = whole.indexOf(outer.content);
    const mac = child(outer, 2).content;
    const end = whole.indexOf(mac) - 2 - first;
    await expect(readPkcs12(sequence(outer.content.subarray(0, end)), password)).rejects.toMatchObject({
      code: "credentialFile",
    });
  });

  it("is refused by its MAC before anything is decrypted", async () => {
    // What would be decrypted asks for more work than is allowed, which would be told first.
    await expect(readPkcs12(pfx(1, olderSafe(10_000_000)), "")).rejects.toMatchObject({
      code: "wrongPassword",
    });
  });
});

describe("A file that makes much work", () => {
  it.each([
    ["by the rounds of its MAC", pfx(10_000_000)],
    ["by the rounds of its MAC, beyond all numbers", pfx(0xffffffff)],
  ])("is refused at once %s", async (_how, content) => {
    await expect(readCertificate(content, "")).rejects.toMatchObject({ code: "unsupportedKey" });
  });

  it("lets others have their turn", async () => {
    expect(await turnsDuring(() => readPkcs12(pfx(20_000), ""))).toBeGreaterThan(5);
  });

  it("is refused for the rounds of a key in PEM", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const encrypted = privateKey.export({
      format: "der",
      type: "pkcs8",
      cipher: "aes-256-cbc",
      passphrase: "x",
    });
    const rounds = encrypted.indexOf(Buffer.from("02020800", "hex"));
    expect(rounds).toBeGreaterThan(0);
    const parts = readDer(encrypted);
    const [derivation, cipher] = child(child(parts, 0), 1).children;
    expect([derivation, cipher]).not.toContain(undefined);
    const newer = sequence(
      id("2a864886f70d01050d"),
      sequence(
        sequence(
          id("2a864886f70d01050c"),
          sequence(salt, number(10_000_000), sequence(id("2a864886f70d0209"), Buffer.from([5, 0]))),
        ),
        sequence(id("60864801650304012a"), bytes(Buffer.alloc(16))),
      ),
    );
    const key = sequence(newer, bytes(octets(child(parts, 1)))).toString("base64");
    const pem = `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${key}\n-----END ENCRYPTED PRIVATE KEY-----\n`;
    const certificate = await file("without-key.pem");
    await expect(readCertificate(Buffer.from(`${certificate}\n${pem}`), "x")).rejects.toMatchObject({
      code: "unsupportedKey",
    });
  });

  it("is refused if it holds hundreds of certificates or keys", async () => {
    const plain = await file("plain.pem");
    await expect(
      readCertificate(Buffer.concat(Array.from({ length: 200 }, () => plain))),
    ).rejects.toMatchObject({ code: "credentialFile" });
  });

  it("is read although something before it has no end", async () => {
    const plain = await file("plain.pem");
    const before = "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----BEGIN x-----\n";
    expect((await readCertificate(Buffer.from(`${before}${plain}`))).pem).toContain("PRIVATE KEY");
  });

  it.each(["scrypt", "hmacWithSHA512"])("is read if it is honest: a key in PEM with %s", async (kind) => {
    const fixture = `encrypted-${kind}.pem`;
    const { pem } = await readCertificate(await file(fixture), password);
    expect(createHash("sha256").update(pem).digest("hex")).toBe(
      createHash("sha256")
        .update((await readCertificate(await file("plain.pem"))).pem)
        .digest("hex"),
    );
  });
});

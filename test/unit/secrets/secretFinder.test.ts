import { randomBytes, randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Secret } from "../../secrets/needles.ts";
import { SecretFinder } from "../../secrets/secretFinder.ts";

const token = ["header", "payload", "signature"].map(() => randomBytes(120).toString("base64url")).join(".");
const key = `-----BEGIN PRIVATE KEY-----\n${randomBytes(150)
  .toString("base64")
  .replaceAll(/.{64}/g, "$&\n")}\n-----END PRIVATE KEY-----\n`;

const secrets: Secret[] = [
  { kind: "access token", text: token },
  { kind: "client secret", text: 'q8Q~"it\'s" a&b=c/d+é' },
  { kind: "refresh token", text: `1.${randomUUID()}` },
  { kind: "private key", text: key },
  { kind: "short word", text: "secret" },
];

const finder = new SecretFinder(secrets);

function kindsIn(text: string | Buffer): string[] {
  return [...new Set(finder.find(Buffer.from(text)).map(({ kind }) => kind))];
}

/** As it may have been written, each with something around it. */
const forms: readonly (readonly [string, (text: string) => string | Buffer])[] = [
  ["plain", (text) => `before ${text} after`],
  ["at the very beginning and end", (text) => text],
  ["in JSON", (text) => JSON.stringify({ value: text })],
  ["in JSON within JSON", (text) => JSON.stringify({ value: JSON.stringify([text.replaceAll('"', "")]) })],
  ["URL-encoded", (text) => `https://host.example/?a=b&token=${encodeURIComponent(text)}#end`],
  ["as a form", (text) => new URLSearchParams({ grant: "x", value: text }).toString()],
  ["in base64", (text) => Buffer.from(text).toString("base64")],
  ["in base64 of something longer", (text) => Buffer.from(`{"a":"${text}"}`).toString("base64")],
  ["in base64 of something else", (text) => Buffer.from(`{"ab":"${text}"}`).toString("base64")],
  ["in base64url", (text) => Buffer.from(`{"abc":"${text}"}`).toString("base64url")],
  ["in hexadecimal", (text) => Buffer.from(`x${text}`).toString("hex")],
  ["in UTF-16", (text) => Buffer.from(`x${text}`, "utf16le")],
];

describe("The finder of secrets", () => {
  it.each(forms)("finds what is written %s", (name, write) => {
    // A secret with quotes is told in JSON within JSON by what is left of it: that is another text.
    const isTold = ({ kind, text }: Secret): boolean =>
      kind !== "short word" && !(name === "in JSON within JSON" && text.includes('"'));
    for (const { kind, text } of secrets.filter(isTold)) {
      expect([kind, ...kindsIn(write(text))]).toEqual([kind, kind]);
    }
  });

  it("finds half of a long one, a line of a key, and a token of which only the end is there", () => {
    expect(kindsIn(token.slice(-60))).toEqual(["access token"]);
    expect(kindsIn(key.split("\n")[2] ?? "")).toEqual(["private key"]);
    const long = randomBytes(100).toString("hex");
    const half = new SecretFinder([{ kind: "long", text: long }]);
    expect(half.find(Buffer.from(long.slice(0, 100)))).toEqual([{ kind: "long", form: "as it is" }]);
  });

  it("tells the kind and the form, and never the secret", () => {
    const hits = finder.find(Buffer.from(JSON.stringify(secrets)));
    expect(hits.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["access token", "client secret", "refresh token", "private key"]),
    );
    for (const { text } of secrets.filter(({ kind }) => kind !== "short word")) {
      expect(JSON.stringify(hits)).not.toContain(text.slice(0, 12));
    }
  });

  it("finds nothing where nothing is: other tokens, what a token says, words that are too short", () => {
    expect(kindsIn(`1.${randomUUID()}`)).toEqual([]);
    expect(kindsIn(token.split(".").slice(0, 2).join("."))).toEqual([]);
    expect(kindsIn("secret")).toEqual([]);
    expect(kindsIn("-----BEGIN PRIVATE KEY-----")).toEqual([]);
    expect(kindsIn(randomBytes(200_000))).toEqual([]);
    expect(kindsIn("")).toEqual([]);
  });

  it("looks for thousands of tokens in many megabytes within moments", () => {
    const many = Array.from({ length: 5000 }, () => ({
      kind: "access token",
      text: `a.b.${randomBytes(256).toString("base64url")}`,
    }));
    const haystack = Buffer.concat([randomBytes(10_000_000), Buffer.from(many[4000]?.text ?? "")]);
    expect(new SecretFinder(many).find(haystack)).toHaveLength(1);
  });
});

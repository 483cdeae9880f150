/** A text that must be nowhere. */
export interface Secret {
  /** What it is, in words: findings name it and never the text. */
  readonly kind: string;
  readonly text: string;
}

/** Bytes that must be nowhere, such as a file with a key. */
export interface SecretBytes {
  readonly kind: string;
  readonly bytes: Buffer;
}

/** One form in which a secret may have been written, as the bytes to look for. */
export interface Needle {
  readonly kind: string;
  readonly form: string;
  readonly bytes: Buffer;
}

/** Shorter texts are words that may stand anywhere. */
const shortestSecret = 8;

/** Of a long secret so much is looked for at its beginning and at its end: half a secret is a leak, too. */
const pieceLength = 40;

/** Of bytes so many are looked for, at two places. */
const bytesLength = 20;

/** All forms of the secrets that are long enough to be told from other texts. */
export function needlesOf(secrets: readonly (Secret | SecretBytes)[]): Needle[] {
  return secrets.flatMap((secret) => {
    const forms =
      "bytes" in secret
        ? partsOf(secret.bytes).flatMap(formsOfBytes)
        : coresOf(secret.text)
            .filter((core) => core.length >= shortestSecret)
            .flatMap(formsOf);
    return forms.map(({ form, bytes }) => ({ kind: secret.kind, form, bytes }));
  });
}

/**
 * Parts of a key, or of a file with one, that only these have: they begin with what many files begin with, and keys hold their public
 * half, which is in the certificate, too.
 */
function partsOf(bytes: Buffer): Buffer[] {
  return [1 / 3, 1 / 2].map((place) => {
    const from = Math.floor(bytes.length * place) - bytesLength / 2;
    return bytes.subarray(from, from + bytesLength);
  });
}

/** What makes the secret one: of a signed token its signature, since the rest says nothing secret; of a key each line. */
function coresOf(text: string): string[] {
  if (text.startsWith("-----BEGIN ")) {
    return text.split(/\s*\n\s*/).filter((line) => line.length >= pieceLength && !line.startsWith("-----"));
  }
  const signature = /^[\w-]+\.[\w-]+\.([\w-]+)$/.exec(text)?.[1];
  return pieces(signature ?? text);
}

function pieces(text: string): string[] {
  return text.length <= 2 * pieceLength ? [text] : [text.slice(0, pieceLength), text.slice(-pieceLength)];
}

function formsOf(core: string): { form: string; bytes: Buffer }[] {
  const forms: [string, Buffer][] = [
    ["as it is", Buffer.from(core)],
    ["in UTF-16", Buffer.from(core, "utf16le")],
    ["in hexadecimal", Buffer.from(Buffer.from(core).toString("hex"))],
    ["in JSON", Buffer.from(JSON.stringify(core).slice(1, -1))],
    ["URL-encoded", Buffer.from(encodeURIComponent(core))],
    ["URL-encoded", Buffer.from(new URLSearchParams({ _: core }).toString().slice("_=".length))],
    ...base64Forms(core),
  ];
  return eachOnce(forms);
}

function formsOfBytes(part: Buffer): { form: string; bytes: Buffer }[] {
  return eachOnce([
    ["as it is", part],
    ["in hexadecimal", Buffer.from(part.toString("hex"))],
    ["in JSON", Buffer.from(part.join(","))],
    ...base64Forms(part),
  ]);
}

function eachOnce(forms: readonly [string, Buffer][]): { form: string; bytes: Buffer }[] {
  const seen = new Set<string>();
  return forms
    .filter(([, bytes]) => !seen.has(bytes.toString("latin1")) && seen.add(bytes.toString("latin1")))
    .map(([form, bytes]) => ({ form, bytes }));
}

/** How it looks inside a longer text that was encoded as a whole: there it may begin at any of three places of a group. */
function base64Forms(core: string | Buffer): [string, Buffer][] {
  return [0, 1, 2].flatMap((shift): [string, Buffer][] => {
    const bytes = Buffer.concat([Buffer.alloc(shift), typeof core === "string" ? Buffer.from(core) : core]);
    // The first and the last group hold bits of what stands around it.
    const whole = bytes.toString("base64").slice(shift === 0 ? 0 : 4, Math.floor(bytes.length / 3) * 4);
    const other = whole.replaceAll("+", "-").replaceAll("/", "_");
    return [
      ["in base64", Buffer.from(whole)],
      ["in base64", Buffer.from(other)],
    ];
  });
}

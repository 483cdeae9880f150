/** A value in ASN.1's encoding: its tag byte, what is in it, and the values in it if it is built of others. */
export interface DerValue {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly children: readonly DerValue[];
}

/** Values are nested no deeper in any honest file. */
const deepest = 40;
/** An honest file has some hundreds of values, and certificates are not taken apart. */
const mostValues = 20_000;
/** Object identifiers and numbers of honest files are short. Bytes. */
const longestId = 64;
const longestInteger = 6;

/**
 * Reads one value. Lengths that are told only by an end mark (BER), as some programs write them in PFX files, are read, too.
 * Throws `RangeError` if it is damaged.
 */
export function readDer(bytes: Uint8Array): DerValue {
  return readValue({ bytes, left: mostValues }, 0, 0).value;
}

/** The octets of an OCTET STRING, which may come in pieces. */
export function octets({ content, children }: DerValue): Uint8Array {
  return children.length === 0 ? content : Buffer.concat(children.map(octets));
}

/** An OBJECT IDENTIFIER, written with dots. Throws `RangeError` if it is endless. */
export function objectId({ content }: DerValue): string {
  if (content.length > longestId) {
    throw new RangeError("This is too long.");
  }
  const numbers: number[] = [];
  let number = 0;
  for (const byte of content) {
    number = number * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      numbers.push(number);
      number = 0;
    }
  }
  const [first = 0, ...others] = numbers;
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...others].join(".");
}

/** A small INTEGER. Throws `RangeError` if it is none. */
export function integer({ content }: DerValue): number {
  if (content.length > longestInteger) {
    throw new RangeError("This is too long.");
  }
  return content.reduce((number, byte) => number * 256 + byte, 0);
}

/** The child at a place. Throws `RangeError` if there is none. */
export function child({ children }: DerValue, place: number): DerValue {
  const found = children[place];
  if (!found) {
    throw new RangeError("A value is missing.");
  }
  return found;
}

/** What is read, and how many values more it may have. */
interface Source {
  readonly bytes: Uint8Array;
  left: number;
}

function readValue(source: Source, start: number, depth: number): { value: DerValue; next: number } {
  const { bytes } = source;
  source.left -= 1;
  const tag = byteAt(bytes, start);
  const isBuilt = (tag & 0x20) !== 0;
  if (source.left < 0 || depth > deepest || (tag & 0x1f) === 0x1f) {
    throw new RangeError("This is not in a form that is known.");
  }
  const { length, from } = readLength(bytes, start + 1);
  if (length === undefined) {
    const { children, next } = readChildren(source, from, undefined, depth);
    return { value: { tag, content: bytes.subarray(from, next), children }, next: next + 2 };
  }
  const next = from + length;
  if (next > bytes.length) {
    throw new RangeError("The end is missing.");
  }
  const children = isBuilt ? readChildren(source, from, next, depth).children : [];
  return { value: { tag, content: bytes.subarray(from, next), children }, next };
}

/** @param end where they end; without it there is an end mark of two zero bytes. */
function readChildren(
  source: Source,
  start: number,
  end: number | undefined,
  depth: number,
): { children: DerValue[]; next: number } {
  const { bytes } = source;
  const children: DerValue[] = [];
  let next = start;
  while (end === undefined ? byteAt(bytes, next) !== 0 || byteAt(bytes, next + 1) !== 0 : next < end) {
    const read = readValue(source, next, depth + 1);
    children.push(read.value);
    next = read.next;
  }
  return { children, next };
}

/** Gives no length if only an end mark tells it. */
function readLength(bytes: Uint8Array, start: number): { length: number | undefined; from: number } {
  const first = byteAt(bytes, start);
  if (first < 0x80) {
    return { length: first, from: start + 1 };
  }
  if (first === 0x80) {
    return { length: undefined, from: start + 1 };
  }
  const count = first - 0x80;
  if (count > 4) {
    throw new RangeError("This is too long.");
  }
  let length = 0;
  for (let i = 1; i <= count; i += 1) {
    length = length * 256 + byteAt(bytes, start + i);
  }
  return { length, from: start + 1 + count };
}

function byteAt(bytes: Uint8Array, place: number): number {
  const byte = bytes[place];
  if (byte === undefined) {
    throw new RangeError("The end is missing.");
  }
  return byte;
}

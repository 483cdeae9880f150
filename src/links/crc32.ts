const table = Uint32Array.from({ length: 256 }, (_none, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    crc = crc & 1 ? (crc >>> 1) ^ 0xed_b8_83_20 : crc >>> 1;
  }
  return crc;
});

/** The CRC-32 of zip and PNG, over a text of ASCII, as eight hexadecimal digits. Node's own is not for the web. */
export function crc32(ascii: string): string {
  let crc = 0xff_ff_ff_ff;
  for (let i = 0; i < ascii.length; i += 1) {
    crc = (crc >>> 8) ^ (table[(crc ^ ascii.charCodeAt(i)) & 0xff] ?? 0);
  }
  return (~crc >>> 0).toString(16).padStart(8, "0");
}

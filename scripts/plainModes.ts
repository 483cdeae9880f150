const entrySignature = 0x02014b50;
const endSignature = 0x06054b50;
/** A regular file that its owner can write and everybody can read. */
const plainFile = (0o100644 << 16) >>> 0;

/**
 * Gives every file of a ZIP the same rights, in place: those of the disk depend on whose disk it is (`umask`, Windows).
 * Throws if the directory at its end cannot be read [PKWARE APPNOTE 4.3.12 and 4.3.16]; a ZIP with a comment is none of ours.
 */
export function setPlainModes(zip: Buffer): void {
  const end = zip.length - 22;
  if (end < 0 || zip.readUInt32LE(end) !== endSignature) {
    throw new Error("The package has no directory at its end.");
  }
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== entrySignature) {
      throw new Error("The package's directory cannot be read.");
    }
    zip.writeUInt32LE(plainFile, at + 38);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}

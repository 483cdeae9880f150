// The library decorates its classes when it is loaded and needs this first.
// oxlint-disable-next-line import/no-unassigned-import
import "reflect-metadata";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from "@peculiar/x509";

// Elliptic keys: made in a millisecond, where RSA takes a noticeable part of the start.
const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const day = 24 * 3600 * 1000;

export interface Certificates {
  /** PEM file of the throw-away CA, in a temporary folder of its own. */
  readonly caFile: string;
  readonly serverKey: string;
  readonly serverCertificate: string;
  remove(): Promise<void>;
}

/**
 * Makes a throw-away CA and one server certificate for `hosts`, localhost and 127.0.0.1.
 * The CA's private key never leaves memory and is forgotten when this function returns.
 */
export async function makeCertificates(hosts: readonly string[]): Promise<Certificates> {
  const now = Date.now();
  const validity = { notBefore: new Date(now - day), notAfter: new Date(now + 90 * day) };
  const [caKeys, serverKeys] = await Promise.all([makeKeys(), makeKeys()]);
  const ca = await X509CertificateGenerator.createSelfSigned({
    name: "CN=Local Azure throw-away CA",
    keys: caKeys,
    signingAlgorithm: algorithm,
    ...validity,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const server = await X509CertificateGenerator.create({
    subject: "CN=Local Azure",
    issuer: ca.subject,
    publicKey: serverKeys.publicKey,
    signingKey: caKeys.privateKey,
    signingAlgorithm: algorithm,
    ...validity,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        ...[...hosts, "localhost"].map((value) => ({ type: "dns" as const, value })),
        { type: "ip", value: "127.0.0.1" },
      ]),
      await AuthorityKeyIdentifierExtension.create(caKeys.publicKey),
      await SubjectKeyIdentifierExtension.create(serverKeys.publicKey),
    ],
  });
  const folder = await mkdtemp(path.join(tmpdir(), "local-azure-"));
  const caFile = path.join(folder, "ca.pem");
  await writeFile(caFile, ca.toString("pem"));
  const pkcs8 = await crypto.subtle.exportKey("pkcs8", serverKeys.privateKey);
  return {
    caFile,
    serverKey: PemConverter.encode(pkcs8, "PRIVATE KEY"),
    serverCertificate: server.toString("pem"),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function makeKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
}

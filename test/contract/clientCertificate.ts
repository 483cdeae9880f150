// The certificate library decorates its classes when it is loaded and needs this first.
// oxlint-disable-next-line import/no-unassigned-import
import "reflect-metadata";
import { PemConverter, X509CertificateGenerator } from "@peculiar/x509";

export interface ClientCertificate {
  /** PEM. */
  readonly certificate: string;
  /** PEM. */
  readonly privateKey: string;
  readonly thumbprintSha256: string;
}

/** A self-signed certificate with which an application can sign in. */
export async function makeClientCertificate(): Promise<ClientCertificate> {
  const algorithm = {
    name: "RSASSA-PKCS1-v1_5",
    hash: "SHA-256",
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  };
  const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: "CN=application",
    keys,
    signingAlgorithm: algorithm,
  });
  const pkcs8 = await crypto.subtle.exportKey("pkcs8", keys.privateKey);
  const thumbprint = await certificate.getThumbprint("SHA-256");
  return {
    certificate: certificate.toString("pem"),
    privateKey: PemConverter.encode(pkcs8, "PRIVATE KEY"),
    thumbprintSha256: Buffer.from(thumbprint).toString("hex"),
  };
}

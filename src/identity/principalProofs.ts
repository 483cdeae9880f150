import { readFile, stat } from "node:fs/promises";
import type { Identity, IdentityId } from "../model/identity.ts";
import { isPalError, PalError } from "../model/palError.ts";
import { parseForeignJson } from "../model/parseForeignJson.ts";
import type { AccessToken, CredentialPromptPort } from "../model/ports.ts";
import type { Credential, ServicePrincipal } from "../model/servicePrincipal.ts";
import type { ClientCertificate } from "./certificate.ts";
import type { AppProof, Credentials } from "./credentials.ts";
import type { EntraApp } from "./issuedToken.ts";
import type { HeldSecret, PrincipalSecrets } from "./principalSecrets.ts";

/** A credential that has given a token. */
export interface Proven {
  readonly token: AccessToken;
  /** What is secret of it. */
  readonly held?: HeldSecret;
  /** When a certificate ends (milliseconds since 1970). */
  readonly expiresAt?: number;
}

/** What proofs are made with. */
interface Parts {
  readonly prompts: CredentialPromptPort;
  readonly credentials: () => Promise<Credentials>;
  /** Whether it was not forgotten meanwhile: of what is forgotten, nothing is held. */
  readonly isKnown: (id: IdentityId) => boolean;
}

/** No file of a certificate or token is larger. Bytes. */
const largestFile = 1024 * 1024;

/** What service principals prove themselves with: secrets, certificates, federated tokens. */
export class PrincipalProofs {
  readonly #parts: Parts;
  readonly #secrets: PrincipalSecrets;
  /** Certificates of files, opened: that takes long, and a run needs it for each tenant. */
  readonly #opened = new Map<IdentityId, Promise<ClientCertificate>>();
  /** Two tenants that need the same secret ask for it once. */
  readonly #asking = new Map<IdentityId, Promise<string | undefined>>();

  constructor(parts: Parts, secrets: PrincipalSecrets) {
    this.#parts = parts;
    this.#secrets = secrets;
  }

  /** Gets a token with a credential that is not remembered yet. Throws `PalError`. */
  async prove(
    app: EntraApp,
    credential: Exclude<Credential, { kind: "deviceCode" }>,
    keepSecret: boolean,
  ): Promise<Proven> {
    const credentials = await this.#parts.credentials();
    switch (credential.kind) {
      case "secret":
        return { token: await credentials.token(app, credential), held: credential };
      case "federation": {
        const assertion = await readAssertion(credential.path);
        return { token: await credentials.token(app, { kind: "federation", assertion }) };
      }
      case "certificate": {
        const { path, password } = credential;
        const { pem, expiresAt } = await credentials.readCertificate(await readSmallFile(path), password);
        const token = await credentials.token(app, { kind: "certificate", pem });
        const held: HeldSecret | undefined = keepSecret
          ? { kind: "certificate", pem }
          : password === undefined
            ? undefined
            : { kind: "password", password };
        return { token, expiresAt, ...(held && { held }) };
      }
      default:
        return credential satisfies never;
    }
  }

  /** A token without asking; undefined if the secret or password is not at hand. Throws `PalError`. */
  async token(app: EntraApp, known: ServicePrincipal, claims?: string): Promise<AccessToken | undefined> {
    const proof = await this.#proof(app, known);
    if (!proof) {
      return undefined;
    }
    try {
      return await (await this.#parts.credentials()).token(app, proof, claims);
    } catch (error) {
      if (isPalError(error) && error.code === "credentialRefused") {
        this.drop(known.id); // the file may hold a newer certificate by now
      }
      throw error;
    }
  }

  /**
   * A token, asking for the secret or password if it is not at hand, or if Entra refuses the one that is. Throws `PalError`:
   * `signInCancelled`, and why there is none.
   */
  async tokenAfterAsking(
    app: EntraApp,
    known: ServicePrincipal,
    identity: Identity,
    claims: string | undefined,
  ): Promise<AccessToken> {
    try {
      const token = await this.token(app, known, claims);
      if (token) {
        return token;
      }
    } catch (error) {
      if (!isPalError(error) || !canBeAskedFor(known, error)) {
        throw error;
      }
    }
    const answer = await this.#ask(identity, known);
    this.drop(known.id);
    const held: HeldSecret =
      known.kind === "secret" ? { kind: "secret", secret: answer } : { kind: "password", password: answer };
    const proof = held.kind === "secret" ? held : await this.#certificateProof(known, answer);
    const token = await (await this.#parts.credentials()).token(app, proof, claims);
    this.#stopIfForgotten(known.id);
    this.#secrets.hold(known.id, held, app);
    if (known.keepsSecret) {
      await this.keep(known, app.tenantId);
    }
    return token;
  }

  /**
   * Stores the secret that this window holds, for the tenants that the user named. Throws `cancelled` if its principal was forgotten meanwhile, and what the system's
   * keychain throws if it does not take it.
   */
  async keep({ id, tenantIds }: ServicePrincipal, tenantId: string): Promise<void> {
    await this.#secrets.keep(id, [...new Set([...tenantIds, tenantId])]);
    if (!this.#parts.isKnown(id)) {
      await this.#secrets.wipe(id); // the keychain took it after it was wiped
      throw new PalError("cancelled");
    }
  }

  /** Forgets an opened certificate. */
  drop(id: IdentityId): void {
    this.#opened.delete(id);
  }

  /** Forgets what belongs to principals that are gone. */
  release(known: ReadonlySet<IdentityId>): void {
    for (const id of this.#opened.keys()) {
      if (!known.has(id)) {
        this.drop(id);
      }
    }
  }

  async #proof(app: EntraApp, known: ServicePrincipal): Promise<AppProof | undefined> {
    if (known.kind === "federation") {
      return { kind: "federation", assertion: await readAssertion(known.path ?? "") };
    }
    const held = await this.#secrets.get(known.id, app);
    if (known.kind === "secret") {
      return held?.kind === "secret" ? held : undefined;
    }
    if (held?.kind === "certificate") {
      return held;
    }
    const password = held?.kind === "password" ? held.password : undefined;
    try {
      return await this.#certificateProof(known, password);
    } catch (error) {
      if (password === undefined && isPalError(error) && error.code === "wrongPassword") {
        return undefined; // it was given in another window, or before a restart
      }
      throw error;
    }
  }

  async #certificateProof(
    { id, path = "" }: ServicePrincipal,
    password: string | undefined,
  ): Promise<AppProof> {
    this.#stopIfForgotten(id);
    const open = async (): Promise<ClientCertificate> =>
      (await this.#parts.credentials()).readCertificate(await readSmallFile(path), password);
    const opening = this.#opened.get(id) ?? open();
    this.#opened.set(id, opening);
    try {
      return { kind: "certificate", pem: (await opening).pem };
    } catch (error) {
      this.drop(id);
      throw error;
    }
  }

  #stopIfForgotten(id: IdentityId): void {
    if (!this.#parts.isKnown(id)) {
      throw new PalError("cancelled");
    }
  }

  async #ask(identity: Identity, { kind }: ServicePrincipal): Promise<string> {
    const asking =
      this.#asking.get(identity.id) ??
      this.#parts.prompts.askSecret(identity, kind === "secret" ? "secret" : "password");
    this.#asking.set(identity.id, asking);
    try {
      const answer = await asking;
      if (answer === undefined || answer === "") {
        throw new PalError("signInCancelled");
      }
      return answer;
    } finally {
      this.#asking.delete(identity.id);
    }
  }
}

/** Whether the person can help by giving another secret or password. */
function canBeAskedFor({ kind, path }: ServicePrincipal, { code }: PalError): boolean {
  return (
    (kind === "secret" && code === "credentialRefused") ||
    (kind === "certificate" && path !== undefined && code === "wrongPassword")
  );
}

/** A token that another issuer signed (JWT). Anything else stays here: the path may lead to somebody's key or notes. */
async function readAssertion(path: string): Promise<string> {
  const assertion = (await readSmallFile(path)).toString("utf8").trim();
  const [header, ...others] = assertion.split(".");
  if (others.length !== 2 || !/^[\w.-]+$/.test(assertion) || !isJsonObject(header)) {
    throw new PalError("credentialFile");
  }
  return assertion;
}

function isJsonObject(base64url: string | undefined): boolean {
  const json = parseForeignJson(Buffer.from(base64url ?? "", "base64url").toString("utf8"));
  return typeof json === "object" && json !== null;
}

async function readSmallFile(path: string): Promise<Buffer> {
  let content: Buffer | undefined;
  try {
    const found = await stat(path);
    content = found.isFile() && found.size <= largestFile ? await readFile(path) : undefined;
  } catch {
    // what is said of it holds for every reason: the user sees the path and knows more
  }
  if (!content) {
    throw new PalError("credentialFile");
  }
  return content;
}

import type { CloudName } from "../model/cloud.ts";
import type { Identity, IdentitySource } from "../model/identity.ts";
import type { AccessToken, IdentitySourcePort, SignInRequest } from "../model/ports.ts";

/** All sources as one: whatever is asked of an identity goes to the source it comes from. */
export class IdentitySources implements IdentitySourcePort {
  readonly #sources: Readonly<Record<IdentitySource, IdentitySourcePort>>;

  constructor(sources: Readonly<Record<IdentitySource, IdentitySourcePort>>) {
    this.#sources = sources;
  }

  async list(of?: IdentitySource): Promise<readonly Identity[]> {
    const asked = of === undefined ? Object.values(this.#sources) : [this.#sources[of]];
    const lists = await Promise.all(asked.map((source) => source.list()));
    return lists.flat();
  }

  isUnsure(identity: Identity): boolean {
    return this.#sources[identity.source].isUnsure?.(identity) === true;
  }

  silentToken(identity: Identity, tenantId: string | undefined): Promise<AccessToken | undefined> {
    return this.#sources[identity.source].silentToken(identity, tenantId);
  }

  interactiveToken(identity: Identity, tenantId: string, request: SignInRequest): Promise<AccessToken> {
    return this.#sources[identity.source].interactiveToken(identity, tenantId, request);
  }

  /** Without an identity, VS Code asks for an account. */
  signIn(request: SignInRequest, identity?: Identity): Promise<void> {
    return this.#sources[identity?.source ?? "vscode"].signIn(request, identity);
  }

  namedTenants(identity: Identity): readonly string[] {
    return this.#sources[identity.source].namedTenants?.(identity) ?? [];
  }

  needsPerson(identity: Identity, tenantId: string): boolean {
    return this.#sources[identity.source].needsPerson?.(identity, tenantId) === true;
  }

  async hasAccountsElsewhere(cloud: CloudName): Promise<boolean> {
    return (await this.#sources.vscode.hasAccountsElsewhere?.(cloud)) === true;
  }
}

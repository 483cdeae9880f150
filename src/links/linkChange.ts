import type { Identity } from "../model/identity.ts";
import { asPalError, PalError } from "../model/palError.ts";
import type { PartnerLink } from "../model/partnerLink.ts";
import type { AccessToken, ArmPort, Clock, LogPort } from "../model/ports.ts";
import type { Row } from "../model/row.ts";
import { knowledgeOf } from "./linkKnowledge.ts";
import type { LinkStore } from "./linkStore.ts";
import type { TokenGate } from "./tokenGate.ts";

/** What came of the wish to link; `link` is what Azure says afterwards. */
export type LinkOutcome =
  | { readonly kind: "linked"; readonly link: PartnerLink }
  | { readonly kind: "alreadyLinked"; readonly link: PartnerLink }
  /** Another partner ID is linked. Nothing was written: replacing it is the user's decision. */
  | { readonly kind: "linkedToOther"; readonly link: PartnerLink };

export interface LinkRequest {
  readonly identity: Identity;
  readonly row: Row;
  readonly partnerId: string;
  /** Asks the person to sign in to the row's tenant, with the challenge that Azure put if there is one. */
  readonly signIn: (challenge: string | undefined) => Promise<AccessToken>;
  readonly signal?: AbortSignal;
}

/** What a change works with. */
export interface LinkChangeParts {
  readonly gate: TokenGate;
  readonly arm: ArmPort;
  readonly store: LinkStore;
  readonly clock: Clock;
  readonly log: LogPort;
}

/** So often the tenant may change under us, or ask for more proof, before we give up. */
const mostTries = 3;

/** After these it is unknown whether the write was applied: read before anything else. */
const lostAnswer = new Set([
  "timedOut",
  "unreachable",
  "unreadableAnswer",
  "answerTooLarge",
  "serverError",
  "cancelled",
]);

/** Links a partner ID in one tenant: read → PUT → read again. Nothing is written without reading first. */
export class LinkChange {
  readonly #parts: LinkChangeParts;

  constructor(parts: LinkChangeParts) {
    this.#parts = parts;
  }

  /** Throws `PalError`, after which the row tells how things stand. */
  async link(request: LinkRequest): Promise<LinkOutcome> {
    const { store, log } = this.#parts;
    const { row } = request;
    store.attempt(row.id, { kind: "checking" });
    try {
      return await this.#link(request);
    } catch (error) {
      const palError = asPalError(error);
      store.fail(row.id, palError);
      log.error("link failed", palError);
      throw palError;
    }
  }

  async #link(request: LinkRequest): Promise<LinkOutcome> {
    let token = await this.#firstToken(request);
    for (let tries = 1; ; tries += 1) {
      try {
        const before = await this.#read(request, token, request.signal);
        if (before) {
          const same = before.partnerId === request.partnerId;
          return { kind: same ? "alreadyLinked" : "linkedToOther", link: before };
        }
        return await this.#create(request, token);
      } catch (error) {
        const palError = asPalError(error);
        if (tries === mostTries) {
          throw palError;
        }
        token = await this.#recover(request, token, palError);
      }
    }
  }

  /**
   * Writes once, then reads, whatever the answer to the write was: only the read tells what is there. From here on
   * cancelling is too late, so the read does not heed it.
   */
  async #create(request: LinkRequest, token: AccessToken): Promise<LinkOutcome> {
    const lost = await this.#write(request, token);
    const after = await this.#read(request, token);
    if (after?.partnerId === request.partnerId) {
      return { kind: "linked", link: after };
    }
    throw lost ?? new PalError("notVerified", after ? { foundPartnerId: after.partnerId } : {});
  }

  /** Gives the error if it is unknown whether the write was applied; throws one that says it was not. */
  async #write({ partnerId, signal }: LinkRequest, token: AccessToken): Promise<PalError | undefined> {
    try {
      await this.#parts.arm.createLink(call(token, signal), partnerId);
      return undefined;
    } catch (error) {
      const palError = asPalError(error);
      if (lostAnswer.has(palError.code)) {
        return palError;
      }
      throw palError;
    }
  }

  /** A new token if that is what was missing; the old one if the tenant changed under us. Else throws `error`. */
  async #recover(request: LinkRequest, token: AccessToken, error: PalError): Promise<AccessToken> {
    switch (error.code) {
      case "conflict": // linked by somebody else between the read and the PUT: read and decide again
        return token;
      case "mfaNeeded":
      case "unauthorized":
        this.#parts.gate.forget(token);
        return request.signIn(error.details.challenge);
      default:
        throw error;
    }
  }

  async #firstToken({ identity, row, signIn, signal }: LinkRequest): Promise<AccessToken> {
    try {
      return await this.#parts.gate.silent(identity, row.tenant.tenantId, signal);
    } catch (error) {
      if (asPalError(error).code === "signInNeeded") {
        return signIn(undefined);
      }
      throw error;
    }
  }

  async #read(
    { row }: LinkRequest,
    token: AccessToken,
    signal?: AbortSignal,
  ): Promise<PartnerLink | undefined> {
    const { arm, store, clock } = this.#parts;
    const link = await arm.readLink(call(token, signal));
    store.learn(row.id, knowledgeOf(link, clock.now()));
    return link;
  }
}

function call(
  token: AccessToken,
  signal: AbortSignal | undefined,
): { token: AccessToken; signal?: AbortSignal } {
  return signal ? { token, signal } : { token };
}

import type { Identity } from "../model/identity.ts";
import { knowledgeOf } from "../model/knowledge.ts";
import { asPalError, PalError } from "../model/palError.ts";
import type { PartnerLink } from "../model/partnerLink.ts";
import type { AccessToken, ArmPort, Clock, LogPort } from "../model/ports.ts";
import type { Row } from "../model/row.ts";
import type { LinkStore } from "./linkStore.ts";
import type { RowWork } from "./rowWork.ts";
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
  /** Cancels whatever comes before the write; a write that was sent is always followed up. */
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
const mostTries = 4;

/** After these it is unknown whether the write was applied: only a read can tell. */
const lostAnswer = new Set(["timedOut", "unreachable", "unreadableAnswer", "answerTooLarge", "serverError"]);

/** One change on its way. */
interface Run {
  readonly request: LinkRequest;
  readonly work: RowWork;
  readonly asked: Set<"signIn" | "challenge">;
  token: AccessToken;
  /** A write was sent; `lost` if its answer was. */
  wrote: boolean;
  lost?: PalError;
  /** The tenant was read after the write. */
  verified: boolean;
}

/** Links a partner ID in one tenant: read → PUT → read again. Nothing is written without reading first. */
export class LinkChange {
  readonly #parts: LinkChangeParts;

  constructor(parts: LinkChangeParts) {
    this.#parts = parts;
  }

  /**
   * Throws `PalError`, after which the row tells how things stand: `unclear` if a write was sent and could not be followed
   * up, `busy` if the row is being changed already; any other means that the ID is not linked by this.
   */
  async link(request: LinkRequest): Promise<LinkOutcome> {
    const { tenant, id } = request.row;
    const work = this.#parts.store.begin(id, "link");
    if (!work) {
      throw new PalError("busy");
    }
    try {
      const outcome = await this.#link(request, work);
      work.end();
      return outcome;
    } catch (error) {
      const palError = asPalError(error);
      work.fail(palError);
      this.#parts.log.error("link failed", palError, tenant.tenantId);
      throw palError;
    }
  }

  async #link(request: LinkRequest, work: RowWork): Promise<LinkOutcome> {
    const token = await this.#firstToken(request);
    const run: Run = { request, work, token, asked: new Set(), wrote: false, verified: false };
    try {
      for (let tries = 1; ; tries += 1) {
        try {
          return await this.#readWriteRead(run);
        } catch (error) {
          await this.#recover(run, asPalError(error), tries);
        }
      }
    } catch (error) {
      throw run.wrote && !run.verified ? new PalError("unclear", asPalError(error).details, error) : error;
    }
  }

  async #readWriteRead(run: Run): Promise<LinkOutcome> {
    const before = await this.#read(run);
    if (before || run.wrote) {
      return judge(run, before);
    }
    await this.#write(run);
    return judge(run, await this.#read(run));
  }

  /** Gets a new token if that is what was missing; does nothing if the tenant changed under us. Else throws `error`. */
  async #recover(run: Run, error: PalError, tries: number): Promise<void> {
    const { challenge } = error.details;
    switch (error.code) {
      case "conflict": // linked from elsewhere between the read and the PUT: read and decide again
        break;
      case "mfaNeeded":
      case "signInNeeded":
      case "unauthorized": {
        const question = challenge === undefined ? "signIn" : "challenge";
        if (run.asked.has(question)) {
          throw error; // it was answered, and Azure asks the same again
        }
        run.asked.add(question);
        this.#parts.gate.forget(run.token);
        run.token = await run.request.signIn(challenge);
        break;
      }
      default:
        throw error;
    }
    if (tries >= mostTries) {
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

  /** Sends the write once. It cannot be cancelled: what became of it would not be known. */
  async #write(run: Run): Promise<void> {
    const { arm } = this.#parts;
    if (run.request.signal?.aborted) {
      throw new PalError("cancelled");
    }
    try {
      await arm.createLink({ token: run.token }, run.request.partnerId);
      run.wrote = true;
    } catch (error) {
      const palError = asPalError(error);
      if (!lostAnswer.has(palError.code)) {
        throw palError; // Azure said no: nothing was applied
      }
      run.wrote = true;
      run.lost = palError;
    }
  }

  async #read(run: Run): Promise<PartnerLink | undefined> {
    const { arm, clock } = this.#parts;
    const { signal } = run.request;
    const { link } = await arm.readLink({ token: run.token, ...(signal && !run.wrote && { signal }) });
    run.verified = run.wrote;
    run.work.learn(knowledgeOf(link, clock.now()));
    return link;
  }
}

/** What a read of the tenant says about the change; throws if the write did not come to what was wanted. */
function judge(run: Run, link: PartnerLink | undefined): LinkOutcome {
  if (link?.partnerId === run.request.partnerId) {
    return { kind: run.wrote ? "linked" : "alreadyLinked", link };
  }
  if (!link || run.wrote) {
    throw run.lost ?? new PalError("notVerified", link ? { foundPartnerId: link.partnerId } : {});
  }
  return { kind: "linkedToOther", link };
}

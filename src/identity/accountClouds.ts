import type { CloudName } from "../model/cloud.ts";
import type { IdentityBook } from "./identityBook.ts";

/**
 * In which cloud each account of VS Code is. VS Code does not tell: its two Microsoft providers share what they keep, so that each lists
 * the accounts of both [V]. An account is where it last signed in from here, or else in the public cloud.
 */
export class AccountClouds {
  readonly #book: IdentityBook;
  /** What is not stored, or not yet: this window knows it at once, and also if the disk does not take it. */
  readonly #unstored = new Map<string, CloudName>();

  constructor(book: IdentityBook) {
    this.#book = book;
  }

  /** Whether it could be read where accounts are: else one that seems to be in the public cloud may be in another. */
  get isSure(): boolean {
    return this.#book.isRead;
  }

  /** Whether it is known where the account is, also after a damage in which others were lost. */
  isSettled(accountId: string): boolean {
    return this.#unstored.has(accountId) || this.#isNoted(accountId);
  }

  /** Undefined if it cannot be read where the account is. */
  cloudOf(accountId: string): CloudName | undefined {
    return this.#unstored.get(accountId) ?? this.#stored(accountId);
  }

  /** The account has signed in there. Throws if that cannot be stored; this window knows it nevertheless. */
  async remember(accountId: string, cloud: CloudName): Promise<void> {
    this.#unstored.set(accountId, cloud);
    if (this.#stored(accountId) !== cloud || !this.#isNoted(accountId)) {
      await this.#book.change((content) => ({
        ...content,
        accounts: [
          ...content.accounts.filter((known) => known.accountId !== accountId),
          // Of the public cloud nobody need be noted, unless nothing is sure without it.
          ...(cloud === "public" && !content.accountsLost && !content.lost?.includes(accountId)
            ? []
            : [{ accountId, cloud }]),
        ],
      }));
    }
    this.#unstored.delete(accountId);
  }

  #isNoted(accountId: string): boolean {
    const { accounts, accountsLost = false } = this.#book.content;
    return !accountsLost || accounts.some((known) => known.accountId === accountId);
  }

  #stored(accountId: string): CloudName | undefined {
    const { accounts, lost = [] } = this.#book.content;
    const stored = accounts.find((known) => known.accountId === accountId);
    return stored || lost.includes(accountId) ? stored?.cloud : "public";
  }
}

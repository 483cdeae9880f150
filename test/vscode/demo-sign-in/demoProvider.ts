import * as vscode from "vscode";
import { approveSignIn, pickAccount } from "./demoPrompts.ts";
import type { SignInAnswer, SignInControl } from "./signInControl.ts";
import { challengeRequest, type Constraint, type TokenRequest, tokenRequest } from "./tokenRequest.ts";

type Options = vscode.AuthenticationProviderSessionOptions;

interface CachedSession {
  readonly session: vscode.AuthenticationSession;
  readonly expiresAt: number;
}

const signedInKey = "signedIn";
const renewBeforeMs = 5 * 60_000;

/**
 * Microsoft accounts for demo and tests. Refuses like VS Code's own provider: a silent request that fails gives no session
 * and no reason. An interactive one asks which account, and in tenants that want it, for approval as a second factor.
 */
export class DemoProvider implements vscode.AuthenticationProvider, vscode.Disposable {
  readonly #control: SignInControl;
  readonly #memory: vscode.Memento;
  readonly #changed =
    new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  readonly #sessions = new Map<string, CachedSession>();
  /** Account and tenant, where a second factor was given since the start. */
  readonly #approved = new Set<string>();
  #signedIn: readonly string[];

  readonly onDidChangeSessions = this.#changed.event;

  /** @param seeded user names of those who are signed in from the start. */
  constructor(control: SignInControl, memory: vscode.Memento, seeded: readonly string[]) {
    this.#control = control;
    this.#memory = memory;
    this.#signedIn = seeded.length > 0 ? seeded : memory.get<string[]>(signedInKey, []);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  getSessions(
    scopes: readonly string[] | undefined,
    options: Options,
  ): Promise<vscode.AuthenticationSession[]> {
    // Without scopes VS Code wants to know who is signed in; any token of theirs will do.
    return this.#silent(tokenRequest(scopes ?? []), options);
  }

  createSession(scopes: readonly string[], options: Options): Promise<vscode.AuthenticationSession> {
    return this.#interactive(tokenRequest(scopes), options);
  }

  async getSessionsFromChallenges(
    constraint: Constraint,
    options: Options,
  ): Promise<vscode.AuthenticationSession[]> {
    return this.#silent(challengeRequest(constraint), options);
  }

  async createSessionFromChallenges(
    constraint: Constraint,
    options: Options,
  ): Promise<vscode.AuthenticationSession> {
    return this.#interactive(challengeRequest(constraint), options);
  }

  /** Signs the session's account out of everything, as VS Code's own provider does. */
  async removeSession(sessionId: string): Promise<void> {
    const removed = [...this.#sessions].filter(([, { session }]) => session.id === sessionId);
    for (const [key] of removed) {
      this.#sessions.delete(key);
    }
    const gone = new Set(removed.map(([, { session }]) => session.account.label));
    await this.#remember(this.#signedIn.filter((username) => !gone.has(username)));
    this.#changed.fire({ added: [], removed: removed.map(([, { session }]) => session), changed: [] });
  }

  async #silent(request: TokenRequest, options: Options): Promise<vscode.AuthenticationSession[]> {
    const asked = this.#signedIn.filter((username) => (options.account?.label ?? username) === username);
    const sessions = [];
    for (const username of asked) {
      const cached = this.#sessions.get(keyOf(username, request));
      if (cached !== undefined && cached.expiresAt - renewBeforeMs > Date.now()) {
        sessions.push(cached.session);
        continue;
      }
      const answer = await this.#signIn(username, request);
      if (!("refusal" in answer)) {
        sessions.push(this.#keep(username, request, answer));
      }
    }
    return sessions;
  }

  async #interactive(request: TokenRequest, options: Options): Promise<vscode.AuthenticationSession> {
    const directory = await this.#control.directory();
    const username = options.account?.label ?? (await pickAccount(directory));
    let answer = await this.#signIn(username, request);
    if ("refusal" in answer && answer.mfaNeeded) {
      await approveSignIn(directory, username, request.tenantId);
      this.#approved.add(approvalKey(username, request));
      answer = await this.#signIn(username, request);
    }
    if ("refusal" in answer) {
      throw new Error(answer.refusal);
    }
    const session = this.#keep(username, request, answer);
    await this.#remember([...new Set([...this.#signedIn, username])]);
    this.#changed.fire({ added: [session], removed: [], changed: [] });
    return session;
  }

  #signIn(username: string, request: TokenRequest): Promise<SignInAnswer> {
    const { scopes: _scopes, ...wanted } = request;
    return this.#control.signIn({
      ...wanted,
      username,
      mfa: this.#approved.has(approvalKey(username, request)),
    });
  }

  #keep(
    username: string,
    request: TokenRequest,
    answer: Exclude<SignInAnswer, { refusal: string }>,
  ): vscode.AuthenticationSession {
    const session: vscode.AuthenticationSession = {
      id: answer.accountId,
      account: { id: answer.accountId, label: username },
      scopes: request.scopes,
      accessToken: answer.accessToken,
    };
    this.#sessions.set(keyOf(username, request), { session, expiresAt: answer.expiresAt });
    return session;
  }

  async #remember(signedIn: readonly string[]): Promise<void> {
    this.#signedIn = signedIn;
    await this.#memory.update(signedInKey, signedIn);
  }
}

function keyOf(username: string, request: TokenRequest): string {
  return JSON.stringify([username, request.scopes, request.claims]);
}

function approvalKey(username: string, request: TokenRequest): string {
  return JSON.stringify([username, request.tenantId]);
}

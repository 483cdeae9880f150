import type * as vscode from "vscode";

type Account = vscode.AuthenticationSessionAccountInformation;

/** Who asked a provider for a session, and for which account. */
interface AskedSession {
  readonly provider: string;
  readonly account: Account | undefined;
  readonly silent: boolean;
}

/** VS Code's accounts, shared by its two Microsoft providers as the real ones are. */
class FakeAuthentication {
  accounts: Account[] = [];
  asked: AskedSession[] = [];
  /** Who signs in when somebody is asked to. */
  person: Account = { id: "nobody", label: "nobody" };
  /** Runs while the person is asked, when VS Code has the account already. */
  whileAsked: () => Promise<void> = () => Promise.resolve();

  reset(): void {
    Object.assign(this, new FakeAuthentication());
  }

  async getAccounts(): Promise<readonly Account[]> {
    return [...this.accounts];
  }

  async getSession(
    provider: string,
    _scopes: unknown,
    { account, silent }: vscode.AuthenticationGetSessionOptions,
  ): Promise<vscode.AuthenticationSession | undefined> {
    this.asked.push({ provider, account, silent: silent === true });
    if (silent) {
      return account && { id: account.id, account, scopes: [], accessToken: "token" };
    }
    const { person } = this;
    this.accounts = [...this.accounts.filter(({ id }) => id !== person.id), person];
    await this.whileAsked();
    return { id: person.id, account: person, scopes: [], accessToken: "token" };
  }
}

/** What takes the place of VS Code's own in tests that mock `vscode` with this file. */
export const authentication = new FakeAuthentication();

class FakeWindow {
  /** The titles of what was asked for. */
  prompts: string[] = [];
  input: string | undefined;

  reset(): void {
    Object.assign(this, new FakeWindow());
  }

  async showInputBox({ prompt }: vscode.InputBoxOptions): Promise<string | undefined> {
    this.prompts.push(prompt ?? "");
    return this.input;
  }
}

/** Boxes that the test answers beforehand. */
export const window = new FakeWindow();

/** The words as they are in the source. */
export const l10n = {
  t: (text: string, ...given: string[]): string =>
    text.replace(/\{(\d)\}/g, (_, n: string) => given[Number(n)] ?? ""),
};

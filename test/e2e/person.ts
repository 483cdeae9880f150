import type { PromptWatch } from "../vscode/promptWatch.ts";
import { eventually } from "../vscode/screen.ts";
import { SignInPage } from "../vscode/signInPage.ts";
import type { Traffic } from "../vscode/traffic.ts";
import type { Workbench } from "../vscode/workbench.ts";
import { LinkView } from "./linkPage.ts";
import { Overview } from "./overviewPage.ts";

/** Somebody who sits before VS Code, with what they see, what they are asked, and whom their browser talks to. */
export class Person {
  readonly workbench: Workbench;
  readonly prompts: PromptWatch;
  readonly traffic: Traffic;
  readonly linkView: LinkView;
  readonly overview: Overview;
  /** How often checks were paused because tokens are slow, and the person let them go on. */
  pauses = 0;

  readonly #beforeLeaving: () => Promise<void>;

  /** @param beforeLeaving is called while the browser profile is still there. */
  constructor(
    workbench: Workbench,
    prompts: PromptWatch,
    traffic: Traffic,
    beforeLeaving: () => Promise<void> = () => Promise.resolve(),
  ) {
    this.#beforeLeaving = beforeLeaving;
    this.workbench = workbench;
    this.prompts = prompts;
    this.traffic = traffic;
    this.linkView = new LinkView(workbench.page);
    this.overview = new Overview(workbench);
  }

  /** Opens the view, presses Sign In, and lets the extension use an account. Returns Microsoft's sign-in page. */
  async startSignIn(): Promise<SignInPage> {
    const { workbench } = this;
    await workbench.tenants.open();
    await workbench.tenants.pressWelcome("Sign In");
    await workbench.dialogs.waitFor("wants to sign in using Microsoft");
    return this.allow();
  }

  /** Allows what VS Code's dialog asks, and returns Microsoft's sign-in page, which that opens. */
  allow(): Promise<SignInPage> {
    const { page, dialogs } = this.workbench;
    return SignInPage.openedBy(page.context(), () => dialogs.press("Allow"));
  }

  /** Signs in from the welcome view, and waits for the tenants. */
  async signIn(username: string): Promise<void> {
    const page = await this.startSignIn();
    await page.press(username);
    await page.finish();
    await this.workbench.tenants.tree.waitUntilShown();
  }

  /** Does what VS Code asks before a tenant gives a token: allows it, picks the account, answers the given pages. */
  async signInAgain(username: string, ...answers: readonly string[]): Promise<void> {
    const page = await this.allow();
    for (const button of [username, ...answers]) {
      await page.press(button);
    }
    await page.finish();
  }

  /** Closes the browser profile with all its windows. */
  async leave(): Promise<void> {
    await this.#beforeLeaving();
    await this.workbench.page.context().close();
  }

  /** Waits until every tenant in the tree has been checked. */
  async waitUntilChecked(): Promise<void> {
    const { page, tenants } = this.workbench;
    const open = /Not checked yet|Checking…/;
    const read = async (): Promise<string> => {
      // On a busy machine tokens are slow, and checks wait for the person.
      if ((await tenants.titleActions()).includes("Continue Checking")) {
        this.pauses += 1;
        await tenants.pressTitleAction("Continue Checking");
      }
      return tenants.tree.text();
    };
    await eventually(page, "The check of all tenants", read, (text) => text !== "" && !open.test(text));
  }
}

import * as vscode from "vscode";
import { commandIds } from "../model/commandIds.ts";
import type { Clock, LogPort, PrincipalsPort } from "../model/ports.ts";
import type { ServicePrincipal } from "../model/servicePrincipal.ts";
import { plainText } from "./plainText.ts";
import { endingOf } from "./principalEnd.ts";

/** Nobody is told of the same credential twice within this time. Milliseconds. */
const calm = 24 * 60 * 60_000;

/** So many are named; of more, how many they are. */
const mostNamed = 3;

/**
 * Tells the user, when they open the view, of credentials that end soon: all in one notification, each at most once a day. A view
 * that VS Code restored at its start was opened by nobody, and what VS Code tells of that comes before one round trip is over.
 */
export function warnOfEnds(
  view: Pick<vscode.TreeView<unknown>, "onDidChangeVisibility">,
  principals: Pick<PrincipalsPort, "principals" | "noteWarned">,
  clock: Pick<Clock, "now">,
  log: LogPort,
): vscode.Disposable {
  let listener: vscode.Disposable | undefined;
  let isOver = false;
  const warn = (): void => {
    tellOfEnds(principals, clock.now()).catch((error: unknown) =>
      log.error("warning of the end of a credential failed", error),
    );
  };
  const listen = (): void => {
    if (!isOver) {
      listener = view.onDidChangeVisibility(({ visible }) => visible && warn());
    }
  };
  void vscode.commands.executeCommand("setContext", "partnerAdminLink.ready", true).then(listen);
  return {
    dispose: () => {
      isOver = true;
      listener?.dispose();
    },
  };
}

/** Tells of all credentials that end soon and of which nobody was told lately. Settles when that was answered. */
export async function tellOfEnds(
  principals: Pick<PrincipalsPort, "principals" | "noteWarned">,
  now: number,
): Promise<void> {
  const ending = principals.principals.filter((known) => isDue(known, now));
  const [first, ...others] = ending;
  if (!first) {
    return;
  }
  await principals.noteWarned(ending.map(({ id }) => id)); // before: another window may be opened meanwhile
  const { treeWords } = await import("./treeWords.ts");
  const named = ending
    .slice(0, mostNamed)
    .map(({ label, expiresAt }) =>
      vscode.l10n.t("{0}: {1}.", plainText(label), treeWords.endWords(endingOf(expiresAt, now)) ?? ""),
    );
  const more = ending.length - named.length;
  const text = [...named, ...(more > 0 ? [vscode.l10n.t("And {0} more.", more)] : [])].join(" ");
  const renew = vscode.l10n.t("Renew…");
  const choice = await vscode.window.showInformationMessage(text, renew, vscode.l10n.t("Later"));
  if (choice === renew) {
    const node = { kind: "identity", identityId: first.id };
    await vscode.commands.executeCommand(
      commandIds.renewIdentity,
      ...(others.length === 0 ? [node] : []), // else they choose
    );
  }
}

function isDue({ expiresAt, warnedAt }: ServicePrincipal, now: number): boolean {
  const isCalm = warnedAt !== undefined && warnedAt <= now && now - warnedAt < calm;
  return endingOf(expiresAt, now)?.kind === "soon" && !isCalm;
}

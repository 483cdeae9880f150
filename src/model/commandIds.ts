/** The names of all commands; package.json contributes each as `partnerAdminLink.<name>`. */
const commandNames = [
  "signIn",
  "signInAny",
  "refresh",
  "refreshAll",
  "checkAll",
  "stop",
  "continueChecking",
  "tryAgain",
  "signInToTenant",
  "addTenant",
  "addIdentity",
  "renewIdentity",
  "removeIdentity",
  "pinIdentity",
  "unpinIdentity",
  "prepareIdentity",
  "rename",
  "markNotCustomer",
  "markCustomer",
  "hide",
  "showAgain",
  "filter",
  "clearFilter",
  "showOnlyAttention",
  "showEverything",
  "showHidden",
  "leaveOutHidden",
  "setActiveTenant",
  "showActions",
  "open",
  "link",
  "update",
  "remove",
  "whichPartnerId",
  "undo",
  "seeHowItStands",
  "resume",
  "undoDone",
  "leaveAsIs",
  "copyCorrelationId",
  "revealDamaged",
  "openInPortal",
  "copyPartnerId",
  "copyTenantId",
  "copyAs",
  "showLog",
  "reportProblem",
  "forget",
] as const;

/** The name of a command in `commandIds`. */
export type CommandName = (typeof commandNames)[number];

/** The ids of all commands. Put together here, because the start loads every letter. */
export const commandIds = Object.fromEntries(
  commandNames.map((name) => [name, `partnerAdminLink.${name}`]),
) as Readonly<Record<CommandName, string>>;

/** VS Code's own command that shows the view. */
export const showViewCommand = "partnerAdminLink.tenants.focus";

/** VS Code's own command that shows the history. */
export const showHistoryCommand = "partnerAdminLink.history.focus";

/** The id of the walkthrough, as `workbench.action.openWalkthrough` wants it. */
export const walkthroughId = "palworks.partner-admin-link#getStarted";

/** The ids of the views, as package.json contributes them. */
export const viewIds = {
  tenants: "partnerAdminLink.tenants",
  history: "partnerAdminLink.history",
  link: "partnerAdminLink.link",
} as const;

/** How VS Code knows the overview's tab again after a restart. */
export const overviewPanelType = "partnerAdminLink.overview";

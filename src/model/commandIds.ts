/** The ids of all commands, as package.json contributes them. */
export const commandIds = {
  signIn: "partnerAdminLink.signIn",
  refresh: "partnerAdminLink.refresh",
  checkAll: "partnerAdminLink.checkAll",
  stop: "partnerAdminLink.stop",
  continueChecking: "partnerAdminLink.continueChecking",
  tryAgain: "partnerAdminLink.tryAgain",
  signInToTenant: "partnerAdminLink.signInToTenant",
  addTenant: "partnerAdminLink.addTenant",
  rename: "partnerAdminLink.rename",
  markNotCustomer: "partnerAdminLink.markNotCustomer",
  markCustomer: "partnerAdminLink.markCustomer",
  hide: "partnerAdminLink.hide",
  showAgain: "partnerAdminLink.showAgain",
  filter: "partnerAdminLink.filter",
  clearFilter: "partnerAdminLink.clearFilter",
  showOnlyAttention: "partnerAdminLink.showOnlyAttention",
  showEverything: "partnerAdminLink.showEverything",
  showHidden: "partnerAdminLink.showHidden",
  leaveOutHidden: "partnerAdminLink.leaveOutHidden",
  setActiveTenant: "partnerAdminLink.setActiveTenant",
  showActions: "partnerAdminLink.showActions",
  link: "partnerAdminLink.link",
  openInPortal: "partnerAdminLink.openInPortal",
  copyPartnerId: "partnerAdminLink.copyPartnerId",
  copyTenantId: "partnerAdminLink.copyTenantId",
  showLog: "partnerAdminLink.showLog",
  reportProblem: "partnerAdminLink.reportProblem",
  forget: "partnerAdminLink.forget",
} as const;

/** The name of a command in `commandIds`. */
export type CommandName = keyof typeof commandIds;

/** VS Code's own command that shows the view. */
export const showViewCommand = "partnerAdminLink.tenants.focus";

/** The id of the walkthrough, as `workbench.action.openWalkthrough` wants it. */
export const walkthroughId = "palworks.partner-admin-link#getStarted";

/** The ids of the views, as package.json contributes them. */
export const viewIds = { tenants: "partnerAdminLink.tenants" } as const;

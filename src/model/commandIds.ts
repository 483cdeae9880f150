/** The ids of all commands, as package.json contributes them. */
export const commandIds = {
  signIn: "partnerAdminLink.signIn",
  refresh: "partnerAdminLink.refresh",
  checkAll: "partnerAdminLink.checkAll",
  stop: "partnerAdminLink.stop",
  link: "partnerAdminLink.link",
  openInPortal: "partnerAdminLink.openInPortal",
  copyPartnerId: "partnerAdminLink.copyPartnerId",
  copyTenantId: "partnerAdminLink.copyTenantId",
  showLog: "partnerAdminLink.showLog",
} as const;

/** The name of a command in `commandIds`. */
export type CommandName = keyof typeof commandIds;

/** The ids of the views, as package.json contributes them. */
export const viewIds = { tenants: "partnerAdminLink.tenants" } as const;

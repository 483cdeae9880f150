/**
 * Every word that the pages have of their own, by key, with its English: what they ask the host for, which says it in the
 * user's language. `{0}` and `{1}` are filled in by the page.
 */
export const pageWordDefaults = {
  loading: "Loading…",

  // What the columns, the facts and the filters are called.
  "column.tenant": "Tenant",
  "column.domain": "Domain",
  "column.identity": "Account",
  "column.kind": "Kind",
  "column.state": "State",
  "column.partnerId": "Partner ID",
  "column.partnerName": "Partner",
  "column.lastChanged": "Last Changed",
  "column.checked": "Checked",
  "fact.tenantId": "Tenant ID",
  "fact.firstLinked": "First Linked",
  "fact.objectId": "Object ID",
  "kind.home": "Home",
  "kind.guest": "Guest",
  "kind.lighthouse": "Lighthouse",
  "kindLong.home": "Home tenant of the account",
  "kindLong.guest": "The account is a guest or a member",
  "kindLong.lighthouse": "Managed through Azure Lighthouse",
  "mark.notCustomer": "Not a customer",
  "mark.hidden": "Hidden",
  notKnown: "Not known",

  // One tenant: what can be done with it.
  details: "Details",
  /** {0} is what is copied: "Tenant ID". */
  copy: "Copy {0}",
  copied: "{0} copied",
  check: "Check",
  signIn: "Sign In",
  openInPortal: "Open in Azure Portal",
  markNotCustomer: "Mark as Not a Customer",
  markCustomer: "Mark as Customer",
  "busy.check": "Checking…",
  "busy.link": "Linking…",
  "busy.update": "Changing…",
  "busy.remove": "Removing…",

  // The form.
  "form.label": "Partner ID to Link",
  "form.labelChange": "New Partner ID",
  "form.hint": "The location ID of your company, from Partner Center.",
  "form.where": "Where do I find it?",
  "form.placeholder": "for example 4567890",
  "form.offered": "Partner IDs to choose from",
  "form.ours": "your company",
  "form.recent": "used lately",
  "form.same": "This partner ID is linked already.",
  "form.link": "Link",
  "form.edit": "Change…",
  "form.change": "Change",
  "form.remove": "Remove Link",
  "form.cancel": "Cancel",
  "form.undo": "Undo",
  "form.dismiss": "Dismiss",
  "problem.empty": "Enter your company's partner ID.",
  "problem.guid": "This is a GUID, as used for usage attribution. A partner ID has only digits.",
  "problem.fullWidthDigits": "These are not the plain digits 0 to 9. Type the number anew.",
  "problem.spaces": "There are spaces inside the number. Remove them.",
  "problem.notDigits": "A partner ID has only digits.",
  "problem.tooLong": "This is too long for a partner ID.",

  // The link view.
  "nothing.title": "No Tenant Selected",
  "nothing.text":
    "Select a tenant in the list above to see how it is linked, and to link, change or remove it here.",
  "many.title": "{0} Tenants Selected",
  "many.text": "Select a single tenant to link it.",

  // The overview.
  "overview.title": "Partner Admin Link",
  "overview.none": "No Tenants Yet",
  "overview.noneText":
    "Sign in from the Tenants view in the side bar; your tenants appear here as they are found.",
  "figure.linked": "{0} of {1} linked",
  "figure.attentionOne": "1 needs you",
  "figure.attention": "{0} need you",
  "figure.allWell": "Nothing needs you",
  "chart.label": "Tenants by state",
  /** {0} is a state, {1} how many tenants are in it. */
  "chart.part": "{0}: {1}",
  "ids.label": "Linked partner IDs",
  /** {0} is a partner ID. */
  "ids.show": "Show the tenants linked to {0}",
  "filter.label": "Filter tenants",
  "filter.placeholder": "Filter by name, domain, account or ID",
  "filter.states": "States to show",
  "filter.attention": "Needs you",
  "filter.clear": "Clear Filter",
  "filter.noMatch": "No tenant matches the filter.",
  "shown.one": "1 tenant",
  "shown.all": "{0} tenants",
  "shown.some": "{0} of {1} tenants",
  "table.label": "Tenants",
  "table.help": "Arrow keys move, Space selects, Enter opens the details.",
  columns: "Columns",
  export: "Export",
  "export.csv": "CSV",
  "export.json": "JSON",
  "export.markdown": "Markdown",
  "selected.one": "1 selected",
  "selected.many": "{0} selected",
  "select.all": "Select All",
  "selection.clear": "Clear Selection",
  "details.close": "Close Details",
  "details.back": "Back to Table",
} as const;

/** The key of one of them. */
export type PageWordKey = keyof typeof pageWordDefaults;

import { hostilePartnerId, otherPartnerId, ownPartnerId, secondOwnPartnerId } from "./partnerDirectory.ts";
import type { TenantRow } from "./tenantRow.ts";

export const firstUsername = "alice@contoso.example";
export const secondUsername = "bob@contoso.example";

const own = { partnerId: ownPartnerId };
const bob = [secondUsername];

/**
 * A believable partner: the two home tenants first, then customers as guests see them. Every policy, every state of a
 * link and every kind of name occurs.
 */
export const defaultTenants: readonly TenantRow[] = [
  {
    name: "Contoso Consulting",
    domain: "contoso.example",
    country: "DE",
    link: own,
    subscriptions: { first: 0, count: 3 },
  },
  {
    name: "Contoso Subsidiary",
    domain: "contoso-subsidiary.example",
    country: "DE",
    members: bob,
    link: own,
  },

  // Linked to one of the own ids.
  {
    name: "Adatum Corporation",
    domain: "adatum.example",
    link: own,
    members: bob,
    subscriptions: { first: 0, count: 2 },
  },
  {
    name: "Adventure Works",
    domain: "adventure-works.example",
    link: own,
    subscriptions: { first: 1, count: 3 },
  },
  {
    name: "Alpine Ski House",
    domain: "alpineskihouse.example",
    country: "AT",
    link: own,
    subscriptions: { first: 2, count: 1 },
  },
  {
    name: "Bellows College",
    domain: "bellowscollege.example",
    link: own,
    subscriptions: { first: 6, count: 2 },
  },
  {
    name: "Best For You Organics Company",
    domain: "bestforyouorganics.example",
    link: { partnerId: secondOwnPartnerId },
  },
  {
    name: "Coho Vineyard",
    domain: "cohovineyard.example",
    country: "FR",
    link: { partnerId: secondOwnPartnerId },
    members: bob,
  },
  {
    name: "Consolidated Messenger",
    domain: "consolidatedmessenger.example",
    link: { ...own, nameless: true },
  },
  {
    name: "Fourth Coffee",
    domain: "fourthcoffee.example",
    country: "IT",
    link: own,
    subscriptions: { first: 4, count: 2 },
  },

  // Linked to another company, never linked, formerly linked.
  {
    name: "Graphic Design Institute",
    domain: "graphicdesign.example",
    link: { partnerId: otherPartnerId },
    subscriptions: { first: 3, count: 1 },
  },
  {
    name: "Humongous Insurance",
    domain: "humongousinsurance.example",
    link: { partnerId: "7654321" },
    members: bob,
  },
  {
    name: "Lamna Healthcare Company",
    domain: "lamnahealthcare.example",
    link: { partnerId: hostilePartnerId },
  },
  {
    name: "Litware, Inc.",
    domain: "litware.example",
    country: "NL",
    members: bob,
    subscriptions: { first: 0, count: 8 },
  },
  {
    name: "Lucerne Publishing",
    domain: "lucernepublishing.example",
    country: "CH",
    subscriptions: { first: 5, count: 2 },
  },
  { name: "Margie's Travel", domain: "margiestravel.example", subscriptions: { first: 7, count: 1 } },
  { name: "Munson's Pickles and Preserves Farm", domain: "munsons.example", members: bob },
  { name: "Nod Publishers", domain: "nodpublishers.example", subscriptions: { first: 1, count: 1 } },
  {
    name: "Northwind Traders",
    domain: "northwindtraders.example",
    country: "GB",
    subscriptions: { first: 2, count: 4 },
  },
  { name: "Relecloud", domain: "relecloud.example" },
  {
    name: "Liberty's Delightful Sinful Bakery & Cafe",
    domain: "libertys.example",
    link: { ...own, deleted: true },
  },

  // What stands between a guest and the link.
  {
    name: "School of Fine Art",
    domain: "fineartschool.example",
    policy: "mfaOnWrites",
    subscriptions: { first: 0, count: 1 },
  },
  {
    name: "Southridge Video",
    domain: "southridgevideo.example",
    policy: "mfaOnWrites",
    link: { partnerId: otherPartnerId },
  },
  { name: "The Phone Company", domain: "thephone-company.example", policy: "mfaToSignIn", members: bob },
  { name: "Trey Research", domain: "treyresearch.example", policy: "mfaToSignIn", link: own },
  { name: "VanArsdel, Ltd.", domain: "vanarsdelltd.example", policy: "blockedByConditionalAccess" },
  { name: "Wide World Importers", domain: "wideworldimporters.example", policy: "consentMissing" },
  { name: "Wingtip Toys", domain: "wingtiptoys.example", policy: "noAccount" },
  { name: "Woodgrove Bank (closed)", domain: "woodgrovebank.example", policy: "deleted" },

  // Lighthouse: listed because of a delegation; only one of them has a guest account, too.
  {
    name: "City Power & Light",
    domain: "cpandl.example",
    category: "ManagedBy",
    policy: "noAccount",
    delegated: true,
    subscriptions: { first: 0, count: 2 },
  },
  {
    name: "Proseware, Inc.",
    domain: "proseware.example",
    category: "ManagedBy",
    delegated: true,
    subscriptions: { first: 1, count: 1 },
  },
  {
    name: "Tailwind Traders",
    domain: "tailwindtraders.example",
    category: "ProjectedBy",
    policy: "noAccount",
    delegated: true,
    subscriptions: { first: 6, count: 1 },
  },

  // Names that are missing, and names that are hostile, long or written from right to left.
  { domain: "nameless.example", subscriptions: { first: 0, count: 1 } },
  { link: own },
  { name: "Without A Domain", country: "US" },
  { name: "<b>Bold</b> <img src=x onerror=alert(1)>", domain: "html.example" },
  { name: "$(alert) Icon & $(zap) Sons", domain: "icons.example", link: own },
  {
    name: "[Click me](command:workbench.action.quit) **now** `code`",
    domain: "markdown.example",
    link: { partnerId: otherPartnerId },
  },
  { name: "شركة الشمال للتجارة", domain: "arabic.example", country: "AE", link: own },
  { name: "Override \u202Egnp.exe\u202C Ltd", domain: "bidi.example" },
  {
    name: "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch Cooperative Agricultural and Dairy Society of Anglesey, Limited",
    domain: "llanfairpwll.example",
    country: "GB",
  },
];

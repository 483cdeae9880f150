import type { PageRow } from "../../src/ui/protocol.ts";

const day = 24 * 60 * 60_000;

const names = [
  "Adatum Corporation",
  "Adventure Works Cycles",
  "Alpine Ski House",
  "Bellows College",
  "Blue Yonder Airlines",
  "City Power & Light",
  "Coho Vineyard",
  "Consolidated Messenger",
  "Fabrikam, Inc.",
  "Fourth Coffee",
  "Graphic Design Institute",
  "Humongous Insurance",
  "Lamna Healthcare",
  "Litware, Inc.",
  "Lucerne Publishing",
  "Margie's Travel",
  "Munson's Pickles and Preserves Farm",
  "Northwind Traders",
  "Proseware, Inc.",
  "Relecloud",
  "School of Fine Art",
  "Southridge Video",
  "Tailspin Toys",
  "The Phone Company",
  "Trey Research",
  "VanArsdel, Ltd.",
  "Wide World Importers",
  "Wingtip Toys",
  "Woodgrove Bank",
] as const;

const linkedId = { partnerId: "4567890", partnerName: "Contoso Consulting" };

/** What rows look like, one kind after the other: most are linked. */
const kinds: readonly Partial<PageRow>[] = [
  { state: "linked", ...linkedId },
  { state: "linked", ...linkedId },
  { state: "notLinked", attention: true },
  { state: "linked", ...linkedId },
  { state: "linked", partnerId: "5012345", partnerName: "Contoso Deutschland" },
  { state: "linkedToOther", attention: true, partnerId: "7654321", partnerName: "Fabrikam Partners" },
  { state: "linked", ...linkedId, attempt: "last check failed", problem: "Azure could not be reached." },
  { state: "signInNeeded", attention: true, needsSignIn: true },
  { state: "linked", ...linkedId },
  { state: "linkAtHome", kind: "lighthouse" },
  { state: "linked", ...linkedId },
  {
    state: "mfaNeeded",
    attention: true,
    needsSignIn: true,
    problem: "This tenant asks for multi-factor authentication.",
  },
  { state: "noAccount", attention: true },
  { state: "failed", attention: true, problem: "Azure answered with an error: InternalServerError." },
  { state: "linked", ...linkedId, busy: "check", attempt: "checking…" },
  { state: "unknown" },
];

/** As many rows as are wanted, always the same ones; `now` is the time in milliseconds that they are seen at. */
export function makeRows(count: number, now: number): PageRow[] {
  return Array.from({ length: count }, (_, index) => makeRow(index, now));
}

function makeRow(index: number, now: number): PageRow {
  const number = String(index).padStart(12, "0");
  const tenantId = `0f4e1c2a-5b6d-4c7e-8f90-${number}`;
  const round = Math.floor(index / names.length);
  const name = `${names[index % names.length] ?? ""}${round === 0 ? "" : ` ${round + 1}`}`;
  const known = kinds[index % kinds.length] ?? {};
  const domain = name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  return {
    id: `vscode:public:8b1f3a52-1111-4222-9333-0a0b0c0d0e0f.8b1f3a52-4444-4555-9666-0a0b0c0d0e0f/${tenantId}`,
    tenantId,
    label: name,
    domain: `${domain}.onmicrosoft.com`,
    identity: index % 3 === 2 ? "bob@contoso.example" : "alice@contoso.example",
    kind: index === 0 ? "home" : "guest",
    state: "unknown",
    attention: false,
    ...(known.state !== "unknown" && { checkedAt: now - (index % 9) * 3_700_000 }),
    ...(known.partnerId !== undefined && {
      objectId: `5e2d9b64-7a1c-4f3e-9d20-${number}`,
      firstLinked: now - (400 + index) * day,
      lastChanged: now - (30 + (index % 300)) * day,
    }),
    ...(index % 23 === 22 && { notCustomer: true as const }),
    ...(index % 31 === 30 && { hidden: true as const }),
    ...known,
  };
}

/**
 * The same tenants under several identities: alice knows all of them, bob half, and a service principal, which is told no
 * names, every third one.
 */
export function sharedRows(tenants: number, now: number): PageRow[] {
  const identities = ["alice@contoso.example", "bob@contoso.example", "Contoso automation"] as const;
  return makeRows(tenants * 3, now).flatMap((row, index): PageRow[] => {
    const [which, at] = [index % 3, Math.floor(index / 3)];
    if ((which === 1 && at % 2 === 1) || (which === 2 && at % 3 !== 0)) {
      return [];
    }
    const tenant = makeRow(at, now);
    const { tenantId, label, domain, notCustomer, hidden } = tenant;
    const isApplication = which === 2;
    const { hidden: _hidden, notCustomer: _mark, domain: _domain, ...own } = row;
    return [
      {
        ...own,
        id: `${which}:${tenantId}`,
        tenantId,
        label: isApplication && domain !== undefined ? domain : label,
        ...(domain !== undefined && { domain }),
        identity: identities[which] ?? "",
        kind: isApplication ? "application" : row.kind === "lighthouse" ? "lighthouse" : tenant.kind,
        ...(notCustomer && { notCustomer, attention: false }),
        ...(hidden && { hidden, attention: false }),
      },
    ];
  });
}

/** Names that strangers chose. */
export const hostileNames = [
  `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`,
  "\u05d7\u05d1\u05e8\u05ea \u05d4\u05d1\u05d3\u05d9\u05e7\u05d4 \u05d1\u05e2\u05f4\u05de",
  "\u0634\u0631\u0643\u0629 \u0627\u0644\u0627\u062e\u062a\u0628\u0627\u0631 4567890",
  `Long ${"name ".repeat(60)}`.slice(0, 300),
  "W".repeat(300),
  "${7*7} {{constructor}} javascript:alert(1)",
] as const;

/** Rows with such names everywhere. */
export function hostileRows(now: number): PageRow[] {
  return makeRows(hostileNames.length, now).map((row, index) => {
    const name = hostileNames[index] ?? "";
    const everywhere = { label: name, domain: name, identity: name, partnerName: name, problem: name };
    return Object.assign(row, everywhere);
  });
}

import { secondUsername } from "./defaultTenants.ts";
import type { TenantPolicy } from "./model.ts";
import { otherPartnerId, ownPartnerId, secondOwnPartnerId } from "./partnerDirectory.ts";
import { Random } from "./random.ts";
import { subscriptionKinds } from "./subscriptionKinds.ts";
import type { TenantRow } from "./tenantRow.ts";

const firstWords = [
  "Northern",
  "Blue",
  "Golden",
  "United",
  "Atlas",
  "Harbor",
  "Summit",
  "River",
  "Crown",
  "Nova",
] as const;
const trades = [
  "Logistics",
  "Energy",
  "Foods",
  "Insurance",
  "Retail",
  "Robotics",
  "Clinics",
  "Media",
  "Textiles",
] as const;
const forms = ["GmbH", "Ltd", "Inc.", "S.A.", "B.V.", "AG", "Pty Ltd"] as const;
const countries = ["DE", "GB", "US", "FR", "NL", "CH", "AU"] as const;
const obstacles: readonly [TenantPolicy, ...TenantPolicy[]] = [
  "mfaOnWrites",
  "mfaToSignIn",
  "noAccount",
  "blockedByConditionalAccess",
  "deleted",
  "consentMissing",
];

/**
 * `count` tenants (at least 2) that depend only on the seed: the two home tenants, then customers. Nine of ten are
 * normal; about half are linked to an own id, a tenth to another company; one in thirty has no name.
 */
export function generateTenants(count: number, seed: number): TenantRow[] {
  const random = new Random(seed);
  const rows: TenantRow[] = [
    {
      name: "Contoso Consulting",
      domain: "contoso.example",
      country: "DE",
      link: { partnerId: ownPartnerId },
    },
    {
      name: "Contoso Subsidiary",
      domain: "contoso-subsidiary.example",
      country: "DE",
      members: [secondUsername],
    },
  ];
  for (let index = rows.length; index < count; index += 1) {
    const number = String(index).padStart(5, "0");
    const name = `${random.pick(firstWords)} ${random.pick(trades)} ${number} ${random.pick(forms)}`;
    const partnerId = linkedPartnerId(random.next());
    rows.push({
      ...(random.chance(29 / 30) && { name }),
      ...(random.chance(29 / 30) && { domain: `customer-${number}.example` }),
      country: random.pick(countries),
      ...(random.chance(0.1) && { policy: random.pick(obstacles) }),
      ...(partnerId !== undefined && { link: { partnerId } }),
      ...(random.chance(0.2) && { members: [secondUsername] }),
      subscriptions: {
        first: Math.floor(random.next() * subscriptionKinds.length),
        count: Math.floor(random.next() * 4),
      },
    });
  }
  return rows.slice(0, count);
}

function linkedPartnerId(draw: number): string | undefined {
  if (draw < 0.4) {
    return ownPartnerId;
  }
  if (draw < 0.5) {
    return secondOwnPartnerId;
  }
  return draw < 0.6 ? otherPartnerId : undefined;
}

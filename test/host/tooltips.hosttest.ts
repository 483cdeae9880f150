import assert from "node:assert/strict";
import { PalError } from "../../src/model/palError.ts";
import type { Row } from "../../src/model/row.ts";
import { rowId } from "../../src/model/row.ts";
import { deriveState } from "../../src/model/rowState.ts";
import { rowTooltip } from "../../src/ui/rowTooltip.ts";
import { ageWords } from "../../src/ui/timeWords.ts";
import { alice, tenant } from "../unit/testing/fixtures.ts";

const minute = 60_000;
const where = tenant(1, { displayName: "[Evil](command:quit) $(alert)", defaultDomain: "evil.example" });
const known: Row = {
  id: rowId(alice.id, where.tenantId),
  identityId: alice.id,
  tenant: where,
  knowledge: { kind: "notLinked", at: 1 },
  attempt: { kind: "none" },
  mark: {},
};

/** The tooltip as people read it: without the signs that keep hostile text from being Markdown. */
function tooltipOf(more: Partial<Row>): { markdown: string; text: string } {
  const row = { ...known, ...more };
  const {
    value,
    isTrusted = false,
    supportHtml = false,
  } = rowTooltip(row, alice, deriveState(row, new Set()));
  assert.deepEqual([isTrusted, supportHtml], [false, false]);
  return { markdown: value, text: value.replaceAll(/\\(.)/g, "$1").replaceAll("\u200b", "") };
}

describe("The tooltip of a tenant", () => {
  it("says all that is known of a link", () => {
    const link = {
      partnerId: "4567890",
      partnerName: "Contoso Consulting",
      objectId: "563a332e-4900-41d2-a1f2-5ac6ee409227",
      createdAt: Date.UTC(2021, 2, 4),
      updatedAt: Date.UTC(2023, 4, 6),
    };
    const { text } = tooltipOf({ knowledge: { kind: "linked", link, at: Date.now() - 5 * minute } });
    for (const fact of [
      /^Partner ID: 4567890 *$/m,
      /^Partner: Contoso Consulting *$/m,
      /^First linked: .*2021.* \(\d+ years ago\) *$/m,
      /^Last changed: .*2023/m,
      /^Checked: .* \(5 minutes ago\) *$/m,
      /^Account: alice@contoso\.example *$/m,
      /^Kind: The account is a guest or a member *$/m,
      /^Domain: evil\.example *$/m,
      /^Tenant ID: 00000000-0000-4000-8000-000000000001 *$/m,
      /^Object ID: 563a332e-4900-41d2-a1f2-5ac6ee409227 *$/m,
    ]) {
      assert.match(text, fact);
    }
  });

  it("tells how the last try failed, with the correlation ID, and what was learnt before", () => {
    const error = new PalError("forbidden", { azureMessage: "Not **you**.", correlationId: "c-1" });
    const { text } = tooltipOf({
      attempt: { kind: "failed", work: "check", error },
      reason: { code: "mfaNeeded", at: Date.UTC(2025, 0, 2) },
      triedAt: Date.now(),
    });
    assert.match(text, /Microsoft says: “Not \*\*you\*\*\.” Correlation ID: c-1/);
    assert.match(text, /^Learnt before: This tenant asks for multi-factor authentication\. \(.*2025/m);
    assert.match(text, /^Last tried: .* \(now\)|^Last tried: .*this minute/m);
  });

  it("says what the user noted, and what Azure calls a tenant that was renamed", () => {
    const { text } = tooltipOf({ mark: { name: "Our Supplier", notCustomer: true, hidden: true } });
    assert.match(text, /\*\*Our Supplier\*\*/);
    assert.match(text, /not a customer/);
    assert.match(text, /hidden/);
    assert.match(text, /^Name in Azure: \[Evil\]/m);
  });

  it("lets no name become a link, an icon or bold, and its sentences wrap", () => {
    const { markdown } = tooltipOf({});
    assert.doesNotMatch(markdown, /[^\\]\]\(|&nbsp;|\$\(alert/);
    assert.equal(markdown.match(/\$\(/g)?.length, 1); // our own icon
  });

  it("tells an age in the largest unit that fits", () => {
    const now = Date.UTC(2026, 0, 1);
    const ages = [30_000, minute, 90 * minute, 26 * 60 * minute, 40 * 24 * 60 * minute, -minute];
    assert.deepEqual(
      ages.map((age) => ageWords(now - age, now)),
      ["now", "1 minute ago", "1 hour ago", "yesterday", "last month", "now"],
    );
  });
});

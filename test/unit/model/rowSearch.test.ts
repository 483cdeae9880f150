import { describe, expect, it } from "vitest";
import { type Row, rowId } from "../../../src/model/row.ts";
import { findsRow } from "../../../src/model/rowSearch.ts";
import { searchWords } from "../../../src/model/searchWords.ts";
import { alice, tenant } from "../testing/fixtures.ts";

const where = tenant(7, { displayName: "Crème Café", defaultDomain: "cafe.example" });
const row: Row = {
  id: rowId(alice.id, where.tenantId),
  identityId: alice.id,
  tenant: where,
  knowledge: { kind: "linked", link: { partnerId: "4567890", partnerName: "Contoso Consulting" }, at: 1 },
  attempt: { kind: "none" },
  mark: { name: "Our Kitchen" },
};

describe("A filter", () => {
  it.each([
    ["", true],
    ["   ", true],
    ["kitchen", true],
    ["creme", true],
    ["CAFÉ", true],
    ["cafe.ex", true],
    ["00000007", true],
    ["456", true],
    ["contoso", true],
    ["kitchen 4567890", true],
    ["kitchen 111", false],
    ["fabrikam", false],
  ])("%j finds a tenant by its names, domain, ID, partner ID or partner: %s", (text, found) => {
    expect(findsRow(row, searchWords(text))).toBe(found);
  });
});

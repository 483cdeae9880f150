import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { RowState } from "../../../src/model/rowState.ts";
import { stateNames } from "../../../src/ui/protocol.ts";

interface MenuItem {
  readonly command: string;
  readonly when: string;
  readonly group: string;
}

const manifest = JSON.parse(
  readFileSync(path.join(import.meta.dirname, "../../../package.json"), "utf8"),
) as { contributes: { menus: Record<"view/item/context", MenuItem[]> } };
const menu = manifest.contributes.menus["view/item/context"];

/** The groups in which a row of this state has a command. */
function placesOf(command: string, state: RowState): string[] {
  return menu
    .filter((item) => item.command === `partnerAdminLink.${command}`)
    .filter(({ when }) =>
      new RegExp(/viewItem =~ \/(.+?)\/(?: &&|$)/.exec(when)?.[1] ?? "$^").test(`tenant.${state}`),
    )
    .map(({ group }) => group);
}

describe("Link Partner ID…", () => {
  const without = new Set<RowState>(["checking", "linked", "linkedToOther", "notOffered", "linkAtHome"]);

  it.each(stateNames)("is offered inline and in the menu wherever something can be linked: %s", (state) => {
    expect(placesOf("link", state)).toEqual(without.has(state) ? [] : ["inline@2", "1_link@1"]);
  });

  it.each(stateNames)("is never the only way on: a row can be checked again: %s", (state) => {
    expect(placesOf("refresh", state)).toEqual(["inline@3", "2_check@1"]);
  });
});

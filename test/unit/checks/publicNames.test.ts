import { describe, expect, test } from "vitest";
import { publicNameProblems } from "../../../scripts/checks/publicNames.ts";

const good = {
  manifest: `{ "command": "partnerAdminLink.link", "id": "partnerAdminLink.tenants",
    "when": "partnerAdminLink.signedIn", "partnerAdminLink.partnerIds": {} }`,
  words: `{ "welcome": "[Link](command:partnerAdminLink.link)" }`,
  sources: `"partnerAdminLink.link", "partnerAdminLink.tenants.focus", "partnerAdminLink.signedIn",
    "partnerAdminLink.partnerIds", "partnerAdminLink.activeLink"`,
  contributed: ["partnerAdminLink.link"],
  inMenus: ["partnerAdminLink.link"],
  registered: ["partnerAdminLink.link"],
};

describe("public names", () => {
  test("agree when package.json and the code know the same", () => {
    expect(publicNameProblems(good)).toEqual([]);
  });

  test("disagree when a contributed command is not registered", () => {
    expect(publicNameProblems({ ...good, registered: [] })).toEqual([
      "partnerAdminLink.link is contributed as a command, but is not in the table of commands",
    ]);
  });

  test("disagree when a registered command is not contributed", () => {
    const registered = [...good.registered, "partnerAdminLink.undo"];
    expect(publicNameProblems({ ...good, registered })).toEqual([
      "partnerAdminLink.undo is in the table of commands, but package.json does not contribute it",
    ]);
  });

  test("disagree when a menu or a welcome view names a command that does not exist", () => {
    expect(publicNameProblems({ ...good, inMenus: ["partnerAdminLink.undo"] })).toHaveLength(1);
    expect(publicNameProblems({ ...good, words: "(command:partnerAdminLink.undo)" })).toHaveLength(1);
  });

  test("disagree when the code does not know a contributed view, setting or context key", () => {
    expect(publicNameProblems({ ...good, sources: `"partnerAdminLink.link"` })).toEqual([
      "partnerAdminLink.tenants stands in package.json, but not in src/",
      "partnerAdminLink.signedIn stands in package.json, but not in src/",
      "partnerAdminLink.partnerIds stands in package.json, but not in src/",
    ]);
  });

  test("disagree when the code names what package.json does not contribute", () => {
    expect(publicNameProblems({ ...good, sources: `${good.sources} "partnerAdminLink.cloud"` })).toEqual([
      "partnerAdminLink.cloud stands in src/, but not in package.json",
    ]);
  });
});

import { beforeEach, describe, expect, it, vi } from "vitest";
import { readWorkspaceSettings } from "../../../src/platform/workspaceSettings.ts";

interface Place {
  readonly scheme: string;
  readonly path: string;
}

const { vscode, world } = vi.hoisted(() => {
  const world = {
    files: new Map<string, string>(),
    sizes: new Map<string, number>(),
    read: [] as string[],
    /** What VS Code says that the workspace sets. */
    values: {} as Record<string, unknown>,
  };
  const bytesOf = (path: string): Uint8Array => {
    const text = world.files.get(path);
    if (text === undefined) {
      throw new Error("There is no such file.");
    }
    return new TextEncoder().encode(text);
  };
  const workspace = {
    workspaceFolders: undefined as { uri: Place }[] | undefined,
    workspaceFile: undefined as Place | undefined,
    fs: {
      stat: async ({ path }: Place) => ({ size: world.sizes.get(path) ?? bytesOf(path).length }),
      readFile: async ({ path }: Place) => {
        world.read.push(path);
        return bytesOf(path);
      },
    },
    getConfiguration: (section: string) => ({
      ...Object.fromEntries(
        Object.keys(world.values).map((name) => [name.slice(section.length + 1).split(".")[0], {}]),
      ),
      has: () => true,
      inspect: (name: string) => ({ workspaceValue: world.values[`${section}.${name}`] }),
    }),
  };
  const joinPath = ({ scheme, path }: Place, ...more: string[]): Place => ({
    scheme,
    path: [path, ...more].join("/"),
  });
  return { world, vscode: { workspace, Uri: { joinPath } } };
});
vi.mock("vscode", () => vscode);

const namesIn = (text: string): Promise<readonly string[]> => {
  world.files.set("/folder/.vscode/settings.json", text);
  return readWorkspaceSettings("microsoft-sovereign-cloud.");
};

describe("Which settings a workspace sets", () => {
  beforeEach(() => {
    world.files.clear();
    world.sizes.clear();
    world.read = [];
    world.values = {};
    vscode.workspace.workspaceFolders = [{ uri: { scheme: "file", path: "/folder" } }];
    vscode.workspace.workspaceFile = undefined;
  });

  it.each([
    [
      "plain",
      '{ "microsoft-sovereign-cloud.environment": "custom" }',
      "microsoft-sovereign-cloud.environment",
    ],
    [
      "with escapes",
      String.raw`{ "microsoft-sovereign-cloud\u002eenvironment" : 1 }`,
      "microsoft-sovereign-cloud.environment",
    ],
    [
      "as one object",
      '{ "microsoft-sovereign-cloud": { "environment": "custom" } }',
      "microsoft-sovereign-cloud",
    ],
    [
      "before comments",
      '{ "microsoft-sovereign-cloud.environment" /* : */ // :\n : "custom", }',
      "microsoft-sovereign-cloud.environment",
    ],
    [
      "after a text with quotes and a comment in it",
      String.raw`{ "a": "\" // /*", "microsoft-sovereign-cloud.environment": 1 }`,
      "microsoft-sovereign-cloud.environment",
    ],
  ])("are found %s", async (_how, text, name) => {
    expect(await namesIn(text)).toEqual([name]);
  });

  it.each([
    ["are of somebody else", '{ "microsoft-sovereign-clouds": 1, "editor.fontSize": 2 }'],
    ["are commented out", '{ // "microsoft-sovereign-cloud.environment": 1\n }'],
    ["are a value", '{ "a": "microsoft-sovereign-cloud.environment" }'],
    ["hold more than a name: it is shown", '{ "microsoft-sovereign-cloud.[x](command:y)": 1 }'],
    ["are broken", String.raw`{ "microsoft-sovereign-cloud.\q": 1, "`],
  ])("are not told if they %s", async (_what, text) => {
    expect(await namesIn(text)).toEqual([]);
  });

  it("are also those that VS Code says it takes, where no file can be read", async () => {
    vscode.workspace.workspaceFolders = [];
    world.values = { "microsoft-sovereign-cloud.environment": "custom" };
    expect(await readWorkspaceSettings("microsoft-sovereign-cloud.")).toEqual([
      "microsoft-sovereign-cloud.environment",
    ]);
  });

  it("are not told if VS Code takes one that holds more than a name: it is shown", async () => {
    vscode.workspace.workspaceFolders = [];
    world.values = { "microsoft-sovereign-cloud.[x](command:y)": 1 };
    expect(await readWorkspaceSettings("microsoft-sovereign-cloud.")).toEqual([]);
  });

  it("are read in folders of this machine and of the remote one, not in others, which may never answer", async () => {
    const text = '{ "microsoft-sovereign-cloud.environment": 1 }';
    const folders = ["file", "vscode-remote", "github", "memfs"].map((scheme) => ({
      uri: { scheme, path: `/${scheme}` },
    }));
    folders.forEach(({ uri }) => world.files.set(`${uri.path}/.vscode/settings.json`, text));
    vscode.workspace.workspaceFolders = folders;
    vscode.workspace.workspaceFile = { scheme: "untitled", path: "/a.code-workspace" };
    world.files.set("/a.code-workspace", text);
    await readWorkspaceSettings("microsoft-sovereign-cloud.");
    expect(world.read).toEqual(["/file/.vscode/settings.json", "/vscode-remote/.vscode/settings.json"]);
  });

  it("are not read from a file that is too long to be one", async () => {
    world.sizes.set("/folder/.vscode/settings.json", 1_000_001);
    expect(await namesIn('{ "microsoft-sovereign-cloud.environment": 1 }')).toEqual([]);
    expect(world.read).toEqual([]);
  });
});

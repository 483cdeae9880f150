import type { OxlintOverride } from "oxlint";

/** What the files of one room of `src/` may import and use. */
interface Room {
  readonly files: string;
  /** The only imports that are allowed, as they are written in the room; rooms are flat folders. */
  readonly imports: readonly string[];
  /** Global names that are refused because what they give comes in through a port. */
  readonly refusedGlobals?: readonly string[];
  /** Time and randomness come in through ports. */
  readonly noClock?: true;
  /** May use `vscode.authentication` and secret storage. */
  readonly signsIn?: true;
}

const timers = ["setTimeout", "setInterval", "setImmediate"];

/** The rooms of the house and the doors between them; docs/architecture.md says why. */
const rooms: readonly Room[] = [
  { files: "src/extension.ts", imports: ["./app.ts", "vscode"] },
  {
    files: "src/model/**",
    imports: ["./*"],
    refusedGlobals: ["fetch", "process", "crypto", ...timers],
    noClock: true,
  },
  {
    files: "src/azure/**",
    imports: ["./*", "../model/*", "@azure/*", "valibot"],
    refusedGlobals: ["fetch", "process"],
    noClock: true,
  },
  {
    files: "src/identity/**",
    imports: [
      "./*",
      "../model/*",
      // Credentials speak to Entra ID over the same wire, and answer the same challenges.
      "../azure/fetchHttpClient.ts",
      "../azure/claimsChallenge.ts",
      "../azure/entraWord.ts",
      "../azure/spokenAnswer.ts",
      // What is stored of identities is read and written as all that is stored.
      "../links/rememberedFile.ts",
      "../links/storedTime.ts",
      "vscode",
      "@azure/*",
      "node:*",
      "node:*/*",
      "valibot",
    ],
    refusedGlobals: ["fetch"],
    signsIn: true,
  },
  {
    files: "src/links/**",
    imports: ["./*", "../model/*", "valibot"],
    refusedGlobals: ["fetch", "process", "crypto", ...timers],
    noClock: true,
  },
  {
    files: "src/ui/**",
    imports: ["./*", "../model/*", "../links/*", "../platform/*", "vscode", "valibot"],
  },
  {
    files: "src/commands/**",
    imports: ["./*", "../model/*", "../links/*", "../recipes/*", "../ui/*", "../platform/*", "vscode"],
  },
  {
    files: "src/recipes/**",
    imports: ["./*", "../model/*"],
    refusedGlobals: ["fetch", "process", "crypto", ...timers],
    noClock: true,
  },
  { files: "src/platform/**", imports: ["./*", "../model/*", "vscode", "node:*", "node:*/*"] },
  { files: "src/agent/**", imports: ["./*", "../model/*", "../links/*", "../platform/*", "vscode"] },
];

const signInMessage = "Only identity/ signs people in.";
const noAuthenticationProperty = { object: "vscode", property: "authentication", message: signInMessage };
const noSecrets = { property: "secrets", message: "Only identity/ keeps secrets." };
const noClock = [
  { object: "Date", property: "now", message: "Time comes in through a port." },
  { object: "performance", property: "now", message: "Time comes in through a port." },
  { object: "Math", property: "random", message: "Randomness comes in through a port." },
];

function wallsOf(room: Room): OxlintOverride {
  const message = `${room.files} may import only ${room.imports.join(", ")}.`;
  return {
    files: [room.files],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [{ group: ["*", ...room.imports.map((allowed) => `!${allowed}`)], message }],
        },
      ],
      "no-restricted-globals": [
        "error",
        {
          globals: (room.refusedGlobals ?? []).map((name) => ({
            name,
            message: "It comes in through a port.",
          })),
          checkGlobalObject: true,
        },
      ],
      "no-restricted-properties": [
        "error",
        ...(room.signsIn ? [] : [noAuthenticationProperty, noSecrets]),
        ...(room.noClock ? noClock : []),
      ],
    },
  };
}

function strangerToSources(files: string, message: string, except: string[] = []): OxlintOverride {
  return {
    files: [files],
    excludeFiles: except,
    rules: { "no-restricted-imports": ["error", { patterns: [{ group: ["**/src/**"], message }] }] },
  };
}

/** The files of `src/model/` whose functions the pages share with the rest of the house. */
const modelOfPages = ["age.ts", "countedState.ts", "knownLanguage.ts", "partnerId.ts", "searchWords.ts"];

/** The linter's overrides that keep the walls between the rooms standing. */
export const walls: OxlintOverride[] = [
  ...rooms.map(wallsOf),
  // A page may know the model's types and a few of its functions, but brings no other code of the house along. An allowed
  // import (a group with "!") would be allowed for values, too, so this room says what is refused; of packages all that
  // are not Lit and VS Code's elements, of ui/ all that does not begin as protocol.ts or pageWords.ts do.
  {
    files: ["src/webview/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: "^([^.@l]|l[^i]|li[^t]|lit[^/]|@([^v]|vscode/))",
              message: "Of packages a page imports Lit and VS Code's elements: no vscode, no Node, no SDK.",
            },
            {
              regex: "^\\.\\./(app|extension|agent|azure|commands|identity|links|platform)\\b",
              message: "A page talks to the host only through ui/protocol.ts.",
            },
            {
              regex: "^\\.\\./ui/([^p]|p[^ra]|pr[^o]|pro[^t]|pa[^g]|pag[^e]|page[^W])",
              message: "Of ui/ a page imports only protocol.ts, and types of pageWords.ts.",
            },
            {
              group: ["../ui/pageWords.ts"],
              allowTypeImports: true,
              message: "The words come from the host.",
            },
            {
              group: ["../model/*", ...modelOfPages.map((file) => `!../model/${file}`)],
              allowTypeImports: true,
              message: `Of model/ a page imports only types, and functions of ${modelOfPages.join(", ")}.`,
            },
          ],
        },
      ],
      // A part of a page is a custom element: importing it is what defines it.
      "import/no-unassigned-import": "off",
    },
  },
  // The only places where parts of different rooms are put together: all of src/, and nothing outside of it.
  {
    files: ["src/app.ts", "src/appEngine.ts"],
    rules: {
      "no-restricted-imports": ["error", { patterns: [{ group: ["../**"], message: "src/ stands alone." }] }],
      "no-restricted-properties": ["error", noAuthenticationProperty],
    },
  },
  strangerToSources("test/azure/**", "The local Azure knows nothing of the extension."),
  strangerToSources("test/contract/**", "The local Azure knows nothing of the extension.", [
    // What is copied is run by others with tools of their own: as much a stranger to the local Azure as any SDK.
    "test/contract/recipes.test.ts",
    "test/contract/recipeIdentities.test.ts",
    // Processes that are killed while they change links take longer than a unit test may.
    "test/contract/killedChanges.test.ts",
    "test/contract/stoppedChanges.test.ts",
  ]),
  strangerToSources("test/vscode/**", "The rig knows nothing of the extension."),
  strangerToSources("test/bench/baselines/**", "A baseline shares no code with what it is compared with."),
];

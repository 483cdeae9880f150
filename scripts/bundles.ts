/** One file of `dist/`: what `activate` loads, or a part that is loaded on first use. */
export interface Bundle {
  /** The source file it starts at, relative to the repository. */
  readonly entry: string;
  /** The file written, relative to the repository. */
  readonly outfile: string;
  /** How large the minified file may be, in bytes. */
  readonly maxBytes: number;
  /** Loaded by a dynamic `import()` of its entry: such an import becomes a `require` of the outfile. */
  readonly lazy: boolean;
  /** What runs it, if not the extension host: a page (webview). */
  readonly platform?: "page";
}

const page = { maxBytes: 128 * 1024, lazy: false, platform: "page" } as const;

/** The extension's side of the pages, which also says which icons they show. */
export const pagesBundle = "dist/pages.js";

/**
 * Every bundle of the extension, with its size budget. CommonJS output has no code splitting, so each lazy part is a
 * bundle of its own. A class that two bundles hold is two classes: errors are told apart by `code`.
 */
export const bundles: readonly Bundle[] = [
  { entry: "src/extension.ts", outfile: "dist/extension.js", maxBytes: 48 * 1024, lazy: false },
  { entry: "src/commands/runCommand.ts", outfile: "dist/commands.js", maxBytes: 80 * 1024, lazy: true },
  { entry: "src/commands/principals.ts", outfile: "dist/principals.js", maxBytes: 60 * 1024, lazy: true },
  { entry: "src/appEngine.ts", outfile: "dist/engine.js", maxBytes: 128 * 1024, lazy: true },
  { entry: "src/ui/tenantTree.ts", outfile: "dist/tree.js", maxBytes: 40 * 1024, lazy: true },
  { entry: "src/ui/treeWords.ts", outfile: "dist/treeWords.js", maxBytes: 32 * 1024, lazy: true },
  { entry: "src/recipes/recipes.ts", outfile: "dist/recipes.js", maxBytes: 32 * 1024, lazy: true },
  { entry: "src/ui/historyTree.ts", outfile: "dist/history.js", maxBytes: 32 * 1024, lazy: true },
  { entry: "src/ui/pages.ts", outfile: pagesBundle, maxBytes: 80 * 1024, lazy: true },
  { entry: "src/webview/linkPage.ts", outfile: "dist/linkPage.js", ...page },
  { entry: "src/webview/overviewPage.ts", outfile: "dist/overviewPage.js", ...page },
  { entry: "src/azure/azureArm.ts", outfile: "dist/azure.js", maxBytes: 180 * 1024, lazy: true },
  { entry: "src/identity/credentials.ts", outfile: "dist/credentials.js", maxBytes: 400 * 1024, lazy: true },
];

/** The one style sheet of all pages, in `dist/`. */
export const styleOfPages = "pages.css";

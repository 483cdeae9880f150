/** What the server tells VS Code's page about itself (VS Code's `IWorkbenchConstructionOptions`, in part). */
export interface PageConfiguration {
  readonly developmentOptions?: object;
  readonly productConfiguration?: object;
}

const setting = /(id="vscode-workbench-web-configuration" data-settings=")([^"]*)"/;

/** Changes the configuration inside the HTML of VS Code's page. Throws when the page has none. */
export function rewriteConfiguration(
  html: string,
  change: (configuration: PageConfiguration) => PageConfiguration,
): string {
  const [whole, start, settings] = setting.exec(html) ?? [];
  if (whole === undefined || settings === undefined) {
    throw new Error(`VS Code's page has no configuration:\n${html.slice(0, 500)}`);
  }
  const configuration = JSON.parse(
    settings.replaceAll("&quot;", '"').replaceAll("&amp;", "&"),
  ) as PageConfiguration;
  const changed = JSON.stringify(change(configuration)).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return html.replace(whole, () => `${start}${changed}"`);
}

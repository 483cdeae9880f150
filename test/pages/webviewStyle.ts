/** Fonts as VS Code on Linux gives them to a webview. */
const fonts = {
  "--vscode-font-family": `system-ui, "Ubuntu", "Droid Sans", sans-serif`,
  "--vscode-font-weight": "normal",
  "--vscode-font-size": "13px",
  "--vscode-editor-font-family": `"Droid Sans Mono", "monospace", monospace`,
  "--vscode-editor-font-size": "14px",
};

/** The style sheet that VS Code puts before a page's own: the theme, and what it presets for all webviews. */
export function webviewStyle(theme: Readonly<Record<string, string>>): string {
  const variables = Object.entries({ ...fonts, ...theme }).map(([name, value]) => `${name}: ${value};`);
  return `:root { ${variables.join(" ")} }
@layer vscode-default {
  html { scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); }
  body {
    overscroll-behavior-x: none;
    background-color: transparent;
    color: var(--vscode-editor-foreground);
    font-family: var(--vscode-font-family);
    font-weight: var(--vscode-font-weight);
    font-size: var(--vscode-font-size);
    margin: 0;
    padding: 0 20px;
  }
  a { color: var(--vscode-textLink-foreground); }
  a:focus, input:focus, select:focus, textarea:focus {
    outline: 1px solid -webkit-focus-ring-color;
    outline-offset: -1px;
  }
  ::-webkit-scrollbar { width: 10px; height: 10px; }
  ::-webkit-scrollbar-thumb { background-color: var(--vscode-scrollbarSlider-background); }
}
`;
}

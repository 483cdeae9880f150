// Installs VS Code's server and the packages that drive it, and a browser if this machine has none. The browser's module
// needs those packages, so it is loaded after them.
import { installRig } from "../../test/vscode/installRig.ts";

installRig();
const { findChromium } = await import("../../test/vscode/findChromium.ts");
findChromium();

// Installs VS Code's server and the packages that drive it, and a browser if this machine has none.
import { installRig } from "../../test/vscode/installRig.ts";

installRig();

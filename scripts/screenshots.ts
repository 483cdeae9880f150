// Takes the pictures for README and docs: `npm run screenshots` writes docs/images/*.png. Works like `npm start`: the
// packaged extension in a real VS Code, the local Azure, the demo sign-in.
import { installRig } from "../test/vscode/installRig.ts";

installRig();
// Not before: Playwright comes with the rig.
const { takeScreenshots } = await import("./screenshots/takeScreenshots.ts");
await takeScreenshots();

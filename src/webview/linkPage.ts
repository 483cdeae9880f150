// The link view's page: dist/linkPage.js.
import { LinkView } from "./linkView.ts";
import { linkStyle } from "./linkStyle.ts";
import { startPage } from "./startPage.ts";

startPage(new LinkView(), [linkStyle]);

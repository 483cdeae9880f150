// The overview's page: dist/overviewPage.js.
import { headStyle } from "./headStyle.ts";
import { overviewStyle } from "./overviewStyle.ts";
import { OverviewView } from "./overviewView.ts";
import { startPage } from "./startPage.ts";
import { tableStyle } from "./tableStyle.ts";

startPage(new OverviewView(), [overviewStyle, headStyle, tableStyle]);

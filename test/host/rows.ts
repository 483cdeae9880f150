import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { App } from "../../src/app.ts";
import { commandIds } from "../../src/model/commandIds.ts";
import type { Row } from "../../src/model/row.ts";
import { tenantLabel } from "../../src/model/tenant.ts";

/** The row of the tenant with this name. */
export function rowOf({ store }: App, label: string): Row {
  const row = store.rows.find(({ tenant }) => tenantLabel(tenant) === label);
  assert.ok(row, `there is no tenant ${label}`);
  return row;
}

/** Checks a row as its Refresh button does; settles when the check is over. */
export async function check({ id }: Row): Promise<void> {
  await vscode.commands.executeCommand(commandIds.refresh, { kind: "row", rowId: id });
}

/** Waits until the store tells that a row is as `wanted`. */
export function rowBecomes({ store }: App, { id }: Row, wanted: (row: Row) => boolean): Promise<Row> {
  return new Promise((resolve) => {
    const look = (): boolean => {
      const row = store.row(id);
      if (row && wanted(row)) {
        resolve(row);
        return true;
      }
      return false;
    };
    if (!look()) {
      const listener = store.onDidChange(() => {
        if (look()) {
          listener.dispose();
        }
      });
    }
  });
}

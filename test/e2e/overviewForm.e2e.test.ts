import { describe, expect } from "vitest";
import type { ControlClient } from "../azure/controlClient.ts";
import {
  type FormScene,
  linkChangeUndoRemoveUndo,
  linkRefused,
  linkWithMfa,
  overviewSays,
  tenantOfTry,
} from "./formSteps.ts";
import type { Person } from "./person.ts";
import { test } from "./vscodeTest.ts";

/** Opens the details of a tenant beside its row. */
async function openDetails(alice: Person, control: ControlClient, tenant: string): Promise<FormScene> {
  const { overview } = alice;
  await overview.open();
  await overview.filter(tenant);
  await overview.openDetails(tenant);
  return {
    alice,
    control,
    form: overview.details,
    tenant,
    alsoSays: (partnerId) => overviewSays(alice, tenant, partnerId),
  };
}

/** How many of the rows are linked, as the overview's head counts them. */
async function countLinked({ overview }: Person): Promise<number> {
  return Number.parseInt(await overview.webview.text(".figure"), 10);
}

describe("The form in the overview's details", () => {
  test("Link, change, undo, remove, undo: each asks what it must, and details, row and tree agree", async ({
    alice,
    control,
    task,
  }) => {
    const tenant = tenantOfTry(task, "Litware, Inc.", "Northwind Traders", "Relecloud");
    const scene = await openDetails(alice, control, tenant);
    const before = await countLinked(alice);
    await linkChangeUndoRemoveUndo(scene);
    await expect.poll(() => countLinked(alice)).toBe(before + 1);
    await alice.overview.close();
  });

  test("A tenant that wants MFA for writing asks once, and then links", async ({ alice, control, task }) => {
    const tenant = tenantOfTry(task, "School of Fine Art", "Margie's Travel", "Nod Publishers");
    await linkWithMfa(await openDetails(alice, control, tenant));
    await alice.overview.close();
  });

  test("A refusal by Azure is told in its words, beside what is known", async ({ alice, control }) => {
    const scene = await openDetails(alice, control, "Lucerne Publishing");
    await linkRefused(scene);
    await alice.overview.close();
  });
});

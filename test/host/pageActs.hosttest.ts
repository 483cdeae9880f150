import assert from "node:assert/strict";
import type { StepResult } from "../../src/model/change.ts";
import { PalError } from "../../src/model/palError.ts";
import { alice, tenant } from "../unit/testing/fixtures.ts";
import { withAnswers } from "./dialogAnswers.ts";
import { eventually } from "./eventually.ts";
import { contoso, fabrikam, PageScene } from "./pageScene.ts";

describe("What a page asks for", () => {
  let scene = new PageScene();
  let { webview } = scene;

  beforeEach(() => {
    scene.host.dispose();
    scene = new PageScene();
    ({ webview } = scene);
    scene.ours = new Set(["4567890"]); // offered, and so linked without a question
  });

  after(() => scene.host.dispose());

  it("links: the plan is what the page asked for, and the page hears how it goes and that it can be undone", async () => {
    webview.say({ type: "ready" });
    const { promise, resolve } = Promise.withResolvers<StepResult>();
    scene.play = () => promise;
    const act = webview.say({ type: "write", verb: "link", row: contoso, partnerId: "4567890" });
    assert.match(webview.of("progress")[0]?.words ?? "", /Linking 4567890 in Tenant 1/);
    scene.ours = new Set(); // it was begun: what is ours need not be any more
    resolve({ kind: "changed", link: { partnerId: "4567890", partnerName: "Contoso Consulting" } });
    assert.deepEqual(await webview.answer(act), {
      type: "told",
      act,
      how: "done",
      words: "Linked 4567890, “Contoso Consulting”, in Tenant 1 (alice@contoso.example).",
      canUndo: true,
    });
    assert.deepEqual(scene.plans, [
      {
        purpose: "link",
        steps: [
          {
            identityId: alice.id,
            accountLabel: alice.label,
            tenantId: tenant(1).tenantId,
            tenantName: "Tenant 1",
            from: null,
            wanted: "4567890",
          },
        ],
      },
    ]);
    assert.deepEqual(webview.of("ids").at(-1)?.recent, ["4567890"]);
  });

  it("tells how a change ended that did not come to what was wanted", async () => {
    webview.say({ type: "ready" });
    const ends: [StepResult, string, RegExp][] = [
      [{ kind: "nothingToDo", link: { partnerId: "1" } }, "nothingToDo", /already linked/],
      [{ kind: "foundOther", link: { partnerId: "2" } }, "stopped", /linked to 2.*Nothing was changed/],
      [
        { kind: "failed", error: new PalError("refused", { azureMessage: "No." }) },
        "failed",
        /not linked.*“No\.”/,
      ],
      [{ kind: "failed", error: new PalError("signInCancelled") }, "cancelled", /not linked/],
      [{ kind: "failed", error: new PalError("unclear") }, "failed", /not known/],
    ];
    for (const [end, how, words] of ends) {
      scene.play = () => Promise.resolve(end);
      const answer = await webview.answer(
        webview.say({ type: "write", verb: "link", row: contoso, partnerId: "4567890" }),
      );
      assert.partialDeepStrictEqual(answer, { how, canUndo: false });
      assert.match(answer?.words ?? "", words);
    }
    scene.play = () => Promise.reject(new PalError("noJournal"));
    const answer = await webview.answer(
      webview.say({ type: "write", verb: "link", row: contoso, partnerId: "4567890" }),
    );
    assert.partialDeepStrictEqual(answer, { how: "failed", canUndo: false });
  });

  it("tells what notifications tell: whose link it is, that the partner is a stranger, who has no user", async () => {
    webview.say({ type: "ready" });
    const write = { type: "write", verb: "link", row: contoso, partnerId: "4567889" };
    const linked = { partnerId: "4567889" };
    scene.play = () => Promise.resolve({ kind: "changed", link: linked });
    const strange = await withAnswers(["Link"], () => webview.answer(webview.say(write)));
    assert.partialDeepStrictEqual(strange, { how: "stopped" });
    assert.match(strange?.words ?? "", /Tenant 1 \(alice@contoso\.example\)\. Is that your company\?$/);
    scene.play = () => Promise.resolve({ kind: "failed", error: new PalError("noAccount") });
    scene.runs.length = 0; // what was linked before is offered, and so nobody is asked
    const refused = await withAnswers(["Link"], () => webview.answer(webview.say(write)));
    assert.match(refused?.words ?? "", /only as a CSP .*has no user/);
  });

  it("cancels the act that the page names, and no other", async () => {
    webview.say({ type: "ready" });
    const { promise, resolve } = Promise.withResolvers<StepResult>();
    scene.play = () => promise;
    const first = webview.say({ type: "write", verb: "link", row: contoso, partnerId: "4567890" });
    await withAnswers(["Link"], async ({ shown }) => {
      webview.say({ type: "write", verb: "link", row: fabrikam, partnerId: "4567890" });
      await eventually(
        () => scene.plans.length,
        (plans) => plans === 2,
      );
      assert.equal(shown.length, 1); // while one is being linked, the next one needs a word of the person
    });
    webview.say({ type: "cancel", act: first });
    webview.say({ type: "cancel", act: 12345 });
    assert.deepEqual(
      scene.signals.map((signal) => signal?.aborted),
      [true, false],
    );
    resolve({ kind: "failed", error: new PalError("cancelled") });
    await webview.answer(first);
  });

  it("asks before it changes, removes or undoes; VS Code refuses dialogs in tests, and so nothing is done", async () => {
    scene.learn(contoso, "1");
    webview.say({ type: "ready" });
    for (const ask of [
      { type: "write", verb: "update", row: contoso, partnerId: "2" },
      { type: "remove", row: contoso },
    ]) {
      const answer = await webview.answer(webview.say(ask));
      assert.ok(["cancelled", "failed"].includes(answer?.how ?? ""));
    }
    assert.deepEqual(scene.plans, []);
  });

  it("asks before it links to an ID that nobody offered, in words that name tenant, account and ID", async () => {
    webview.say({ type: "ready" });
    await withAnswers(["Link"], async ({ shown }) => {
      const answer = await webview.answer(
        webview.say({ type: "write", verb: "link", row: contoso, partnerId: "12345678901234" }),
      );
      assert.equal(answer?.how, "nothingToDo");
      assert.equal(shown.length, 1);
      for (const words of [
        /^Link 12345678901234 in Tenant 1\?/,
        /alice@contoso\.example/,
        /12345678901234 has 14 digits; partner IDs usually have 5 to 9\./,
      ]) {
        assert.match(shown[0] ?? "", words);
      }
    });
    await withAnswers([], async () => {
      const answer = await webview.answer(
        webview.say({ type: "write", verb: "link", row: contoso, partnerId: "6666666" }),
      );
      assert.equal(answer?.how, "cancelled");
    });
    assert.deepEqual(
      scene.plans.map(({ steps }) => steps[0]?.wanted),
      ["12345678901234"],
    );
  });

  it("finds nothing to undo of an act that it does not know or that changed nothing", async () => {
    webview.say({ type: "ready" });
    const act = webview.say({ type: "write", verb: "link", row: contoso, partnerId: "4567890" });
    await webview.answer(act);
    for (const undone of [act, 1]) {
      assert.partialDeepStrictEqual(await webview.answer(webview.say({ type: "undo", act: undone })), {
        how: "nothingToDo",
      });
    }
  });

  it("lets a change go on when the page is hidden, and tells the new page nothing of an act that it does not know", async () => {
    webview.say({ type: "ready" });
    const { promise, resolve } = Promise.withResolvers<StepResult>();
    scene.play = () => promise;
    webview.say({ type: "write", verb: "link", row: contoso, partnerId: "4567890" });
    scene.host.hidden();
    webview.say({ type: "ready" });
    resolve({ kind: "changed", link: { partnerId: "1" } });
    await eventually(
      () => scene.runs.length,
      (runs) => runs === 1,
    );
    assert.equal(scene.signals[0]?.aborted, false);
    assert.deepEqual(webview.of("told"), []);
  });
});

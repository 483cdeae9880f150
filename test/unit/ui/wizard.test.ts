import { describe, expect, it } from "vitest";
import { type Place, runWizard, type StepAnswer, type WizardStep } from "../../../src/ui/wizard.ts";

type Entered = Readonly<Record<string, string>>;

/** A wizard whose person answers as told ("back" and "escape" are what they say), and what they saw. */
async function play(
  steps: readonly string[],
  answers: readonly string[],
): Promise<{ entered: Entered | undefined; seen: string[] }> {
  const seen: string[] = [];
  const left = [...answers];
  const step =
    (name: string): WizardStep<Entered> =>
    (state: Entered, { step, steps }: Place): Promise<StepAnswer<Entered>> => {
      seen.push(`${name} ${step}/${steps} ${state[name] ?? "-"}`);
      const answer = left.shift() ?? "escape";
      if (answer === "escape") {
        return Promise.resolve(undefined);
      }
      return Promise.resolve(
        answer === "back" ? { go: "back", state } : { go: "on", state: { ...state, [name]: answer } },
      );
    };
  const entered = await runWizard<Entered>({}, steps.map(step));
  return { entered, seen };
}

describe("A wizard", () => {
  it("asks step after step and gives all that was entered", async () => {
    expect(await play(["tenant", "id"], ["Fabrikam", "4567890"])).toEqual({
      entered: { tenant: "Fabrikam", id: "4567890" },
      seen: ["tenant 1/2 -", "id 2/2 -"],
    });
  });

  it("goes back and forth and keeps what was entered", async () => {
    const { entered, seen } = await play(
      ["tenant", "id", "sure"],
      ["Fabrikam", "1", "back", "back", "Contoso", "2", "yes"],
    );
    expect(entered).toEqual({ tenant: "Contoso", id: "2", sure: "yes" });
    expect(seen).toEqual([
      "tenant 1/3 -",
      "id 2/3 -",
      "sure 3/3 -",
      "id 2/3 1",
      "tenant 1/3 Fabrikam",
      "id 2/3 1",
      "sure 3/3 -",
    ]);
  });

  it.each([0, 1, 2])("gives nothing when the person escapes from step %i", async (at) => {
    const answers = ["a", "b", "c"].map((answer, index) => (index === at ? "escape" : answer));
    const { entered, seen } = await play(["x", "y", "z"], answers);
    expect(entered).toBeUndefined();
    expect(seen).toHaveLength(at + 1);
  });

  it("gives nothing when the person goes back before the first step", async () => {
    expect((await play(["x"], ["back"])).entered).toBeUndefined();
  });

  it("without steps gives what it was given", async () => {
    expect(await runWizard({ tenant: "Fabrikam" }, [])).toEqual({ tenant: "Fabrikam" });
  });

  it("asks the steps that follow from what was entered, and may begin in the middle", async () => {
    const seen: string[] = [];
    const step =
      (name: string): WizardStep<Entered> =>
      (state, { step: place, steps }) => {
        seen.push(`${name} ${place}/${steps}`);
        return Promise.resolve({ go: "on", state: { ...state, [name]: name === "kind" ? "secret" : "x" } });
      };
    const entered = await runWizard<Entered>(
      { tenant: "Fabrikam" },
      ({ kind }) => ["tenant", "kind", ...(kind === "secret" ? ["secret", "keep"] : [])].map(step),
      1,
    );
    expect(entered).toEqual({ tenant: "Fabrikam", kind: "secret", secret: "x", keep: "x" });
    expect(seen).toEqual(["kind 2/2", "secret 3/4", "keep 4/4"]);
  });
});

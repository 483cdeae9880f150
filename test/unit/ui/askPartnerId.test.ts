import { beforeEach, describe, expect, it, vi } from "vitest";
import { askPartnerId, type PartnerIdQuestion } from "../../../src/ui/askPartnerId.ts";

/** A person who enters one text after the other into the box, and answers what they are asked. */
const person = vi.hoisted(() => ({
  texts: [] as string[],
  answers: [] as (string | undefined)[],
  /** What the box held when it was shown, and what it said was wrong. */
  boxes: [] as string[],
  said: [] as string[],
  asked: [] as string[],
}));

vi.mock("vscode", async () => {
  const { anyVscode, FakeEmitter } = await import("../testing/anyVscode.ts");
  const createInputBox = (): object => {
    const [changed, accepted, hidden] = [new FakeEmitter(), new FakeEmitter(), new FakeEmitter()];
    const box = {
      value: "",
      validationMessage: undefined as string | undefined,
      onDidChangeValue: changed.event,
      onDidAccept: accepted.event,
      onDidHide: hidden.event,
      onDidTriggerButton: new FakeEmitter().event,
      show: () => {
        person.boxes.push(box.value);
        queueMicrotask(() => {
          box.value = person.texts.shift() ?? "";
          changed.fire(box.value);
          if (box.validationMessage !== undefined) {
            person.said.push(box.validationMessage);
          }
          accepted.fire(undefined);
          hidden.fire(undefined);
        });
      },
      dispose: () => undefined,
    };
    return box;
  };
  return anyVscode({
    l10n: {
      t: (text: string, ...given: unknown[]) => text.replace(/\{(\d)\}/g, (_, n) => String(given[Number(n)])),
    },
    window: {
      createInputBox,
      showWarningMessage: (message: string, { modal }: { modal?: boolean }, ...buttons: string[]) => {
        person.asked.push(modal ? message : `not modal: ${message}`);
        const answer = person.answers.shift();
        return Promise.resolve(answer === "yes" ? buttons[0] : undefined);
      },
    },
  });
});

const question: PartnerIdQuestion = {
  title: "Link Partner ID",
  place: { step: 1, steps: 1 },
  own: [],
  recent: [],
};

beforeEach(() => {
  Object.assign(person, { texts: [], answers: [], boxes: [], said: [], asked: [] });
});

describe("Somebody who types a partner ID", () => {
  it("is not asked about a usual one", async () => {
    person.texts = ["4567890"];
    expect(await askPartnerId(question)).toEqual({ go: "on", partnerId: "4567890" });
    expect(person.asked).toEqual([]);
  });

  it("is asked about 14 digits, and is back where they typed them if they were a slip", async () => {
    person.texts = ["12345678901234", "4567890"];
    expect(await askPartnerId(question)).toEqual({ go: "on", partnerId: "4567890" });
    expect(person.asked).toEqual([
      "12345678901234 has 14 digits; partner IDs usually have 5 to 9. Use it anyway?",
    ]);
    expect(person.boxes).toEqual(["", "12345678901234"]);
  });

  it.each(["12", "1", "1234567890"])("can mean an unusual one all the same: %s", async (text) => {
    person.texts = [text];
    person.answers = ["yes"];
    expect(await askPartnerId(question)).toEqual({ go: "on", partnerId: text });
    expect(person.asked).toHaveLength(1);
  });

  it("cannot take zero for one, nor is it asked about: it says so", async () => {
    person.texts = ["0000000"];
    expect(await askPartnerId({ ...question, draft: "0" })).toBeUndefined();
    expect(person.said).toEqual(["Zero isn't a partner ID."]);
    expect(person.asked).toEqual([]);
  });

  it("is not asked about one that they have named as their own", async () => {
    const own = [{ partnerId: "1234567890" }];
    person.texts = ["1234567890"];
    const answer = await askPartnerId({ ...question, own, draft: "123" });
    expect(answer).toEqual({ go: "on", partnerId: "1234567890" });
    expect(person.asked).toEqual([]);
  });
});

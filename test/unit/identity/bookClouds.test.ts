import { describe, expect, it } from "vitest";
import { bookWith, hub, reopened } from "./bookScene.ts";

describe("A custom cloud", () => {
  it("that was confirmed is there after a restart", async () => {
    const book = await reopened(await bookWith({ clouds: [hub] }));
    expect(book.content.clouds).toEqual([hub]);
  });

  it.each(["portal", "armEndpoint", "authority", "audience"] as const)(
    "is not believed where its %s is no https address",
    async (field) => {
      const bad = { ...hub, [field]: hub[field].replace("https:", "http:") };
      const book = await reopened(await bookWith({ clouds: [bad] }));
      expect(book.content.clouds).toEqual([]);
    },
  );

  it("is not believed where its name is none", async () => {
    const bad = { ...hub, name: "custom:https://evil.example/" } as const;
    const book = await reopened(await bookWith({ clouds: [bad] }));
    expect(book.content.clouds).toEqual([]);
  });
});

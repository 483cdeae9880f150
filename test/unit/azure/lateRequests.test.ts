import { describe, expect, it } from "vitest";
import { createAzureArm } from "../../../src/azure/azureArm.ts";
import type { ArmCall } from "../../../src/model/ports.ts";
import { accessToken } from "../testing/fixtures.ts";

const token = accessToken("a token");

/** ARM with a count of what was handed to `fetch`. */
function countingArm(): { arm: ReturnType<typeof createAzureArm>; sent: string[] } {
  const sent: string[] = [];
  const arm = createAzureArm((url, { method }) => {
    sent.push(`${method} ${new URL(url).pathname.split("/").at(-1)}`);
    return Promise.resolve(new Response(null, { status: 200, headers: { "x-ms-request-id": "r" } }));
  });
  return { arm, sent };
}

describe("A write that is too late", () => {
  it.each([
    ["createLink", "PUT 4567890"],
    ["updateLink", "PATCH 4567890"],
    ["deleteLink", "DELETE 4567890"],
  ] as const)("is not handed to fetch, and says so (%s)", async (method, request) => {
    const { arm, sent } = countingArm();
    const late: ArmCall = { token, isTooLate: () => true };
    await expect(arm[method](late, "4567890")).rejects.toMatchObject({ code: "notSent" });
    expect(sent).toEqual([]);
    await arm[method]({ token, isTooLate: () => false }, "4567890");
    expect(sent).toEqual([request]);
  });

  it("is asked for directly before fetch, and not when the call begins", async () => {
    const { arm, sent } = countingArm();
    let isTooLate = false;
    const call = arm.createLink({ token, isTooLate: () => isTooLate }, "4567890");
    isTooLate = true; // while the SDK prepares the request
    await expect(call).rejects.toMatchObject({ code: "notSent" });
    expect(sent).toEqual([]);
  });
});

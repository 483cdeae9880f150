import { createHttpHeaders, createPipelineRequest } from "@azure/core-rest-pipeline";
import { describe, expect, it } from "vitest";
import { createArmTokenPolicy } from "../../../src/azure/armTokenPolicy.ts";
import { accessToken } from "../testing/fixtures.ts";

const endpoint = "https://management.azure.com";

/** What becomes of a request: the header that it is sent with, or why it is not sent. */
async function send(url: string, at = endpoint): Promise<{ sent: readonly string[]; error?: unknown }> {
  const sent: string[] = [];
  const policy = createArmTokenPolicy(accessToken("secret"), at);
  try {
    await policy.sendRequest(createPipelineRequest({ url }), (request) => {
      sent.push(request.headers.get("Authorization") ?? "");
      return Promise.resolve({ request, status: 200, headers: createHttpHeaders() });
    });
    return { sent };
  } catch (error) {
    return { sent, error };
  }
}

describe("The token of a request to Azure", () => {
  it.each([
    [`${endpoint}/providers`, endpoint],
    [`${endpoint}:443/tenants?api-version=1`, `${endpoint}/`],
    ["https://management.rig.test:8443/tenants", "https://management.rig.test:8443"],
  ])("goes along to its own cloud: %s", async (url, at) => {
    expect(await send(url, at)).toEqual({ sent: ["Bearer secret"] });
  });

  it.each([
    ["https://evil.example/providers", "evil.example"],
    ["http://management.azure.com/providers", "management.azure.com"],
    ["https://management.azure.com:8443/providers", "management.azure.com:8443"],
    ["https://management.azure.com.evil.example/", "management.azure.com.evil.example"],
    ["https://management.azure.com@evil.example/", "evil.example"],
    ["https://user@management.azure.com/", "management.azure.com"],
    ["https://:password@management.azure.com/", "management.azure.com"],
    ["https://user:password@management.azure.com/", "management.azure.com"],
  ])("goes nowhere else, and the error says where it was to go: %s", async (url, foreignHost) => {
    const { sent, error } = await send(url);
    expect(sent).toEqual([]);
    expect(error).toMatchObject({ code: "wrongHost", details: { foreignHost } });
  });
});

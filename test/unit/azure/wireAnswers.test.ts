import { describe, expect, it } from "vitest";
import { isNotFound, toPalError } from "../../../src/azure/armError.ts";
import { createAzureArm } from "../../../src/azure/azureArm.ts";
import { PalError, type PalErrorCode } from "../../../src/model/palError.ts";
import type { AccessToken, ArmPort, LinkAnswer } from "../../../src/model/ports.ts";
import { accessToken, tenant } from "../testing/fixtures.ts";

const tenantId = "aa3eb943-b540-499e-aa1c-73b5904933a2";
const token = accessToken("token", { tenantId });

/** The headers by which an answer is ARM's. */
const arms = {
  "content-type": "application/json",
  "x-ms-request-id": "r-1",
  "x-ms-correlation-request-id": "c-1",
};

/** Azure, as it answers every request; and what it was asked. */
function azureWith(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = arms,
): { arm: ArmPort; asked: string[] } {
  const asked: string[] = [];
  const arm = createAzureArm((url, { method }) => {
    asked.push(`${method} ${new URL(url).pathname}`);
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return Promise.resolve(new Response(status === 204 ? null : text, { status, headers }));
  });
  return { arm, asked };
}

function read(body: unknown, as: AccessToken = token): Promise<LinkAnswer> {
  return azureWith(200, body).arm.readLink({ token: as });
}

const properties = { partnerId: "4567890", partnerName: "Contoso", tenantId, state: "Active" };

async function failure(attempt: Promise<unknown>): Promise<PalError> {
  try {
    await attempt;
  } catch (error) {
    return error as PalError;
  }
  throw new Error("it did not fail");
}

describe("A link that Azure tells", () => {
  it("is read in full, and nothing is made up", async () => {
    const { link, correlationId } = await read({
      properties: {
        ...properties,
        objectId: "0fb6a4a5-7c0a-4d0a-9d0b-1d2c3e4f5a6b",
        version: 3,
        createdTime: "2019-05-20T12:22:44.7231211Z",
        updatedTime: "2020-05-20T12:22:44.723121Z",
      },
    });
    expect(correlationId).toBe("c-1");
    expect(link).toEqual({
      partnerId: "4567890",
      partnerName: "Contoso",
      objectId: "0fb6a4a5-7c0a-4d0a-9d0b-1d2c3e4f5a6b",
      version: 3,
      createdAt: Date.parse("2019-05-20T12:22:44.723Z"),
      updatedAt: Date.parse("2020-05-20T12:22:44.723Z"),
    });
    const least = await read({ properties: { partnerId: "1" } });
    expect(Object.keys(least.link ?? {})).toEqual(["partnerId"]);
  });

  it("has no empty name, and no version that is none", async () => {
    const { link } = await read({
      properties: { ...properties, partnerName: "", objectId: "", version: "1.5" },
    });
    expect(Object.keys(link ?? {})).toEqual(["partnerId"]);
  });

  it("has no correlation ID if Azure gives none", async () => {
    const { "x-ms-correlation-request-id": _none, ...headers } = arms;
    const { arm } = azureWith(200, { properties }, headers);
    expect(Object.keys(await arm.readLink({ token }))).toEqual(["link"]);
    expect(Object.keys(await arm.createLink({ token }, "1"))).toEqual([]);
  });

  it.each(["x1", "1x", "1 ", "", "１２", "1\n", "-1"])(
    "is none with an ID that is none: %j",
    async (partnerId) => {
      await expect(read({ properties: { ...properties, partnerId } })).rejects.toMatchObject({
        code: "unreadableAnswer",
      });
    },
  );

  it("is one of the token's own tenant, however that is written", async () => {
    const upper = { ...properties, tenantId: tenantId.toUpperCase() };
    expect((await read({ properties: upper })).link?.partnerId).toBe("4567890");
    const others = { ...properties, tenantId: tenant(1).tenantId };
    await expect(read({ properties: others })).rejects.toMatchObject({ code: "wrongTenant" });
  });

  it("is told where the answer, or the token, does not say which tenant it is", async () => {
    const { tenantId: _none, ...without } = properties;
    expect((await read({ properties: without })).link?.partnerId).toBe("4567890");
    expect((await read({ properties }, accessToken("token"))).link?.partnerId).toBe("4567890");
  });

  it.each(["Deleted", "deleted", "DELETED"])("is none once it is %s", async (state) => {
    expect(await read({ properties: { ...properties, state } })).toEqual({ correlationId: "c-1" });
  });
});

describe("Azure's word that there is no link", () => {
  it.each(["NotFound", "notfound"])("is a 404 with the code %s", async (code) => {
    expect(await azureWith(404, { error: { code, message: "no" } }).arm.readLink({ token })).toEqual({
      correlationId: "c-1",
    });
  });

  it("has no correlation ID if Azure gives none", async () => {
    const { "x-ms-correlation-request-id": _none, ...headers } = arms;
    const { arm } = azureWith(404, { error: { code: "NotFound" } }, headers);
    expect(Object.keys(await arm.readLink({ token }))).toEqual([]);
  });

  it.each([
    [400, "NotFound"],
    [403, "NotFound"],
    [404, "ResourceNotFound"],
    [404, "NotFoundX"],
  ])("is nothing else: %d %s", async (status, code) => {
    const error = await failure(azureWith(status, { error: { code } }).arm.readLink({ token }));
    expect(error.code).not.toBe("notLinked");
    expect(isNotFound(error)).toBe(false);
  });

  it.each<[keyof Pick<ArmPort, "createLink" | "updateLink" | "deleteLink">, string, PalErrorCode]>([
    ["createLink", "PUT", "refused"],
    ["updateLink", "PATCH", "notLinked"],
    ["deleteLink", "DELETE", "notLinked"],
  ])("means to a write what it can mean there: %s", async (write, verb, code) => {
    const { arm, asked } = azureWith(404, { error: { code: "NotFound", message: "no" } });
    expect(await failure(arm[write]({ token }, "4567890"))).toMatchObject({
      code,
      details: { status: 404, azureCode: "NotFound", azureMessage: "no", correlationId: "c-1" },
    });
    expect(asked).toEqual([`${verb} /providers/Microsoft.ManagementPartner/partners/4567890`]);
  });

  it.each(["createLink", "updateLink", "deleteLink"] as const)(
    "is not what a 400 says to a write: %s",
    async (write) => {
      const { arm } = azureWith(400, { error: { code: "BadRequest", message: "Invalid partner id." } });
      expect(await failure(arm[write]({ token }, "4567890"))).toMatchObject({
        code: "refused",
        details: { status: 400, azureMessage: "Invalid partner id." },
      });
      const conflict = azureWith(409, { error: { code: "Conflict", message: "There is one." } });
      expect(await failure(conflict.arm[write]({ token }, "4567890"))).toMatchObject({ code: "conflict" });
    },
  );
});

describe("A write", () => {
  const writes = ["createLink", "updateLink", "deleteLink"] as const;

  it.each(writes)("that is refused otherwise is told as it is: %s", async (write) => {
    const known: readonly (readonly [number, string, PalErrorCode])[] = [
      [400, "NoRegisteredProviderFound", "notOffered"],
      [405, "MethodNotAllowed", "unexpectedAnswer"],
      [403, "AuthorizationFailed", "forbidden"],
      [401, "InvalidAuthenticationToken", "unauthorized"],
    ];
    for (const [status, azureCode, code] of known) {
      const { arm } = azureWith(status, { error: { code: azureCode, message: "No." } });
      const error = await failure(arm[write]({ token }, "4567890"));
      expect([error.code, error.details.azureCode]).toEqual([code, azureCode]);
    }
  });

  it.each(writes)("that does not get there is told as it is: %s", async (write) => {
    const cause = Object.assign(new Error("x"), { code: "ECONNREFUSED" });
    const arm = createAzureArm(() => Promise.reject(new TypeError("fetch failed", { cause })));
    expect(await failure(arm[write]({ token }, "4567890"))).toMatchObject({
      name: "PalError",
      code: "unreachable",
      details: { networkCode: "ECONNREFUSED" },
    });
  });

  it.each([...writes, "readLink"] as const)(
    "and a read are not sent once they are cancelled: %s",
    async (call) => {
      const { arm, asked } = azureWith(200, { properties });
      const error = await failure(arm[call]({ token, signal: AbortSignal.abort() }, "4567890"));
      expect([error.code, asked]).toEqual(["cancelled", []]);
    },
  );
});

describe("An answer to a write", () => {
  it.each([200, 201, 202, 204, 299])("of %d is a success, with what support asks for", async (status) => {
    const { arm } = azureWith(status, {});
    for (const write of ["createLink", "updateLink", "deleteLink"] as const) {
      expect(await arm[write]({ token }, "4567890")).toEqual({ correlationId: "c-1" });
    }
  });
});

describe("An error of Azure's", () => {
  it.each(["null", "[]", "7", '"x"', "{}", '{"error":null}', '{"error":[]}', "", "<html>", "{"])(
    "says no more than its body does: %s",
    async (body) => {
      for (const status of [400, 404, 500]) {
        const error = await failure(azureWith(status, body).arm.readLink({ token }));
        expect(["notLinked", "noAccount", "notOffered", "refused"]).not.toContain(error.code);
        expect([error.details.status, error.details.azureCode, error.details.azureMessage]).toEqual([
          status,
          undefined,
          undefined,
        ]);
      }
    },
  );

  it("is told in Azure's words, whichever of the two forms they have", async () => {
    const said = { code: "BadRequest", message: "No." };
    for (const body of [said, { error: said }]) {
      expect((await failure(azureWith(400, body).arm.readLink({ token }))).details).toEqual({
        status: 400,
        azureCode: "BadRequest",
        azureMessage: "No.",
        correlationId: "c-1",
      });
    }
  });

  it.each([
    ["60", 60],
    ["3", 3],
    ["0", 0],
    ["123456789", 123_456_789],
    ["1234567890", undefined],
    ["1.5", undefined],
    [" ", undefined],
    ["x60", undefined],
    ["60x", undefined],
    ["-1", undefined],
    ["Wed, 21 Oct 2026 07:28:00 GMT", undefined],
  ])("says how long to wait: %j", async (header, seconds) => {
    const { arm } = azureWith(
      429,
      { error: { code: "TooManyRequests" } },
      { ...arms, "retry-after": header },
    );
    const error = await failure(arm.readLink({ token }));
    expect(error.code).toBe("throttled");
    expect(error.details.retryAfterSeconds).toBe(seconds);
  });

  it("holds neither the request nor the token", async () => {
    const error = await failure(azureWith(500, {}).arm.readLink({ token: accessToken("s3cr3t") }));
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain("s3cr3t");
    expect(error.cause).toBeUndefined();
  });
});

describe("Whatever an SDK throws", () => {
  it.each([undefined, null, "text", new Error("x"), { status: 404 }])(
    "is an answer that cannot be read: %s",
    (thrown) => {
      expect(toPalError(thrown)).toMatchObject({ name: "PalError", code: "unreadableAnswer", details: {} });
    },
  );

  it("is left as it is if it has a name already", () => {
    const error = new PalError("timedOut");
    expect(toPalError(error)).toBe(error);
  });
});

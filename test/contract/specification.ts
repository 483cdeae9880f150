import path from "node:path";
import { LiveValidator } from "oav/dist/lib/liveValidation/liveValidator.js";
import type { Reply } from "./httpClient.ts";

/** One request and its answer, as they went over the wire. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly requestBody?: unknown;
  readonly reply: Reply;
}

/** Judges traffic by Microsoft's specifications. */
export class Specification {
  readonly #validator: LiveValidator;

  private constructor(validator: LiveValidator) {
    this.#validator = validator;
  }

  static async load(): Promise<Specification> {
    const complaints: string[] = [];
    const validator = new LiveValidator(
      {
        git: { shouldClone: false },
        directory: path.join(import.meta.dirname, "spec"),
        swaggerPathsPattern: ["*.json"],
        excludedSwaggerPathsPattern: [],
      },
      (message, level) => {
        if (level === "error") {
          complaints.push(message);
        }
      },
    );
    await validator.initialize();
    if (complaints.length > 0) {
      throw new Error(complaints.join("\n"));
    }
    return new Specification(validator);
  }

  /** What is wrong with an exchange; `operation` is the operation it was taken for. */
  async check(exchange: Exchange): Promise<{ operation: string; problems: string[] }> {
    const { method, url, requestBody, reply } = exchange;
    const headers = Object.fromEntries(reply.headers);
    const result = await this.#validator.validateLiveRequestResponse({
      liveRequest: {
        method,
        url,
        headers: { "content-type": "application/json" },
        ...(requestBody !== undefined && { body: requestBody as Record<string, unknown> }),
      },
      liveResponse: {
        statusCode: String(reply.status),
        headers,
        ...(reply.json && { body: reply.json }),
      },
    });
    const { requestValidationResult, responseValidationResult } = result;
    const parts = [requestValidationResult, responseValidationResult];
    const problems = [
      ...parts.flatMap(({ errors }) =>
        errors.map(({ code, message, pathsInPayload }) => `${code} ${message} at ${pathsInPayload.join()}`),
      ),
      ...parts.flatMap(({ runtimeException }) => runtimeException?.message ?? []),
    ];
    return { operation: requestValidationResult.operationInfo.operationId, problems };
  }
}

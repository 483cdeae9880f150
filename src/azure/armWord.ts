import { claimsChallenge } from "./claimsChallenge.ts";
import { isWordOf, type SpokenAnswer } from "./spokenAnswer.ts";

/** ARM sends at least one of them with every answer [V Learn, REC]; no error of this provider was recorded: ask for no more. */
const armHeaders = [
  "x-ms-request-id",
  "x-ms-correlation-request-id",
  "x-ms-routing-request-id",
  "x-ms-failure-cause",
] as const;

/**
 * Whether ARM itself gave this answer. A refusal needs a code or a claims challenge, too, because it is believed.
 *
 * @param azureCode the code in the answer's body, if there is one.
 */
export function isArmsWord(answer: SpokenAnswer, azureCode?: string): boolean {
  const challenge = claimsChallenge(answer.headers.get("www-authenticate"));
  return isWordOf(answer, armHeaders, (hasHeader) => hasHeader && (!!azureCode || challenge !== undefined));
}

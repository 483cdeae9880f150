import { ArmError } from "./armError.ts";

/** 401 with the challenge that says at which authority a right token can be got. */
export function tokenRefusal(
  authority: string,
  code: string,
  message: string,
  error = "invalid_token",
): ArmError {
  return new ArmError(401, code, message, {
    "www-authenticate": `Bearer authorization_uri="${authority}", error="${error}", error_description="${message.replaceAll('"', "'")}"`,
  });
}

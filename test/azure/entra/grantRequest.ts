import { missingParameter } from "./entraError.ts";

/** What the grants get: the posted form and where it was posted. */
export interface GrantRequest {
  readonly form: URLSearchParams;
  /** The first part of the path. */
  readonly tenant: string;
  readonly origin: string;
}

/** A form field that must be there; throws AADSTS900144. */
export function required(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (!value) {
    throw missingParameter(name);
  }
  return value;
}

import { isGuid } from "./tenant.ts";

/** How a person names a tenant: by its ID or by one of its domains. */
export type TenantReference =
  | { readonly kind: "id"; readonly tenantId: string }
  | { readonly kind: "domain"; readonly domain: string };

/** Labels of letters (of any script), digits and hyphens, with a dot between; at most 253 signs [RFC 1035]. */
const domainName =
  /^(?=.{4,253}$)([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]{0,61}[\p{L}\p{N}]$/u;

/** A web address with a domain in it, and more. */
const longestInput = 2048;

/**
 * Reads what a person typed or pasted: an ID, a domain, or something with a domain in it, such as a mail or web address.
 * Undefined if it is none of them.
 */
export function parseTenantReference(input: string): TenantReference | undefined {
  if (input.length > longestInput) {
    return undefined;
  }
  const text = input.trim().toLowerCase();
  const id = text.replaceAll(/[{}]/g, "");
  if (isGuid(id)) {
    return { kind: "id", tenantId: id };
  }
  const domain = text
    .replace(/^https?:\/\//, "")
    .replace(/^[^@/]*@/, "")
    .replace(/\/.*$/, "");
  return isDomain(domain) ? { kind: "domain", domain } : undefined;
}

/** Whether a text has the form of a domain, and nothing around it. */
export function isDomain(text: string): boolean {
  return domainName.test(text);
}

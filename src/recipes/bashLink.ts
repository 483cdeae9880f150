import type { RecipeChange } from "./recipeChange.ts";

/** The form of the API that all recipes use [SPEC]. */
export const apiVersion = "api-version=2018-02-01";

/** Where the caller's own link is read; with an ID behind it, where it is written [SPEC]. */
export const partnersPath = "/providers/Microsoft.ManagementPartner/partners";

/** What every bash text begins with: stop at the first failure, and the IDs. They need no escape: see `recipeChange`. */
export function bashHead({ tenantId, partnerId, armEndpoint }: RecipeChange): string {
  return `set -euo pipefail

tenant='${tenantId}'
partner='${partnerId}'
partners='${armEndpoint}${partnersPath}'
version='${apiVersion}'

fail() {
  echo "$1" >&2
  exit 1
}
`;
}

/**
 * Reads the link, writes only what differs, and reads again: one recorded PUT stored another ID than the one requested [REC].
 * Needs two functions: `read_link` prints the linked ID or nothing, and fails if it cannot tell; `write_link METHOD ID` writes;
 * and `who`, who is signed in, which the last line says.
 */
export function bashLink({ act }: RecipeChange): string {
  return act === "link" ? linking : removing;
}

/** Another ID is replaced by PATCH, never by DELETE and PUT: a failed PUT would lose the link [V]. */
const linking = `found=$(read_link)
if [ "$found" = "$partner" ]; then
  echo "Partner ID $partner is linked in tenant $tenant already, as $who: nothing to do."
  exit 0
fi
if [ -z "$found" ]; then
  write_link PUT "$partner"
else
  write_link PATCH "$partner"
fi
now=$(read_link)
[ "$now" = "$partner" ] || fail "Tenant $tenant shows \${now:-no partner ID} instead of $partner."
echo "Partner ID $partner is linked in tenant $tenant, as $who. Before: \${found:-none}."
`;

const removing = `found=$(read_link)
if [ -z "$found" ]; then
  echo "Nothing is linked in tenant $tenant, as $who: nothing to do."
  exit 0
fi
[ "$found" = "$partner" ] || fail "Tenant $tenant is linked to $found, not to $partner: nothing was removed."
write_link DELETE "$partner"
now=$(read_link)
[ -z "$now" ] || fail "Tenant $tenant is still linked to $now."
echo "Partner ID $partner is no longer linked in tenant $tenant, as $who."
`;

/**
 * A bash text that may be pasted into any terminal with bash, zsh or sh: bash alone reads it, so that neither comments nor
 * `exit` mean anything to the terminal's own shell. It comes by descriptor 3, so that a program can still ask the person.
 */
export function pastable(script: string): string {
  return `bash /dev/fd/3 3<<'PARTNER_ADMIN_LINK'\n${script}PARTNER_ADMIN_LINK\n`;
}

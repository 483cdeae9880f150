import { identityVariable, type Meant, meantBy } from "./meant.ts";
import type { RecipeChange } from "./recipeChange.ts";

/**
 * Functions of bash that compare who is signed in with whom a change is for. The token tells it: `tid`, `oid`, `appid` or `azp`, and
 * only tokens of persons have `scp` [V Learn, access token claims]. Needs `fail` and `tenant`; gives `read_identity TOKEN`,
 * `is_meant` (also true as long as nobody said who is meant), `require_identity`, which ends the script, and `who`.
 */
export function bashIdentity(change: RecipeChange): string {
  const meant = meantBy(change.identity);
  return `${expected(meant)}
claim() {
  printf '%s' "$claims" | LC_ALL=C sed -n 's/.*"'"$1"'" *: *"\\([0-9A-Fa-f-]*\\)".*/\\1/p' | tr 'A-F' 'a-f'
}

# Reads who a token is of: tenant, object, application, and whether a person uses the application.
read_identity() {
  claims=$(printf '%s' "$1" | cut -d. -f2 | tr '_-' '/+')
  while [ $((\${#claims} % 4)) -ne 0 ]; do claims="$claims="; done
  claims=$(printf '%s' "$claims" | base64 --decode 2>/dev/null | tr -d '\\n') || claims=''
  tid=$(claim tid)
  oid=$(claim oid)
  app=$(claim appid)
  [ -n "$app" ] || app=$(claim azp)
  case $claims in
    *'"scp"'*) person=yes who="user \${oid:-unknown}" ;;
    *) person='' who="application \${app:-unknown} (object \${oid:-unknown})" ;;
  esac
}

is_meant() {
  [ "$tid" = "$tenant" ] || return 1
  ${comparison(meant)}
}

require_identity() {
  [ "$tid" = "$tenant" ] || fail "Signed in to tenant \${tid:-unknown} as $who, not to $tenant: nothing was changed."
${unsaid(meant)}  is_meant || fail "Signed in as $who, not as ${meant.words} $identity: nothing was changed."
}
`;
}

/** Digits of an ID may come in capitals where a person types it. */
function expected({ id }: Meant): string {
  return id === undefined
    ? `# Not known when this was written: it has to be said whom this is for.
identity=\${${identityVariable}:-}
meant=$(printf '%s' "$identity" | tr 'A-F' 'a-f')
`
    : `identity='${id}'
meant=$identity
`;
}

/** Who is signed in is said, so that a person can tell whether it is who is meant. */
function unsaid({ id, kind, words }: Meant): string {
  const theirs = kind === "user" ? "$oid" : "$app";
  return id === undefined
    ? `  if [ -z "$identity" ]; then
    is_meant || fail "Signed in as $who, which is no ${words}: nothing was changed."
    fail "Signed in as $who. If that is right: export ${identityVariable}=${theirs} and run this again. Nothing was changed."
  fi
`
    : "";
}

function comparison({ id, kind }: Meant): string {
  const isKind = kind === "user" ? `[ -n "$person" ]` : `[ -z "$person" ]`;
  const isThem = {
    user: `[ "$oid" = "$meant" ]`,
    application: `[ "$app" = "$meant" ]`,
    any: `[ "$app" = "$meant" ] || [ "$oid" = "$meant" ]`,
  }[kind];
  const isUnsaid = id === undefined ? `[ -z "$identity" ] || ` : "";
  return `${isKind} || return 1
  ${isUnsaid}${isThem}`;
}

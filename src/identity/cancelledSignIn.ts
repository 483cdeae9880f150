/** Longer texts are cut before they are looked through: they come from elsewhere. */
const longest = 2000;

/** The only code of Entra ID that means that the person said no: they declined to consent [V Learn]. */
const declined = "65004";

/**
 * How VS Code, its Microsoft provider (MSAL) and the systems' brokers say that the person said no, closed the window or let it
 * time out [S: microsoft/GitHub-Copilot-for-Azure #388, #2666; V: MSAL's sources for the names with underscores].
 */
const forms: readonly RegExp[] = [
  /^user did not consent\b/i,
  /^(?:cancell?ed\b|timed out\.?$)/i,
  /(?:user|application|authentication|polling)[-_]?cancel(?:l?ed)?(?:error|exception)?(?![a-z])/i,
  // What was cancelled, and by nobody else than the person: a client cancels requests that last too long, too.
  /\b(?:sign-?\s?in|log-?\s?in|authentication|operation|request|task|flow)\b(?:(?!\bnot\b|n't|\bnever\b)[^.]){0,20}\bcancell?ed\b(?! (?:due|because|after|since|as|by (?!(?:the )?user)))/i,
  /\bauthorization_declined\b/i,
  /\buser (?:has )?(?:cancell?ed|closed|declined|denied|dismissed|aborted)\b/i,
  /\b(?:cancell?ed|closed|declined|dismissed|aborted) by (?:the )?user\b/i,
  /\b(?:window|dialog|tab|page|browser|popup|pop-up) (?:was|has been|is) (?:closed|cancell?ed|dismissed)\b/i,
  /\b0x800704c7\b/i, // ERROR_CANCELLED of Windows
  /\b(?:loopback_server_timeout|user_timeout_reached)\b/i,
  /\b(?:sign-?in|log-?in|authentication|authorization) (?:window |dialog |request |flow )?(?:has )?timed out\b/i,
  /\btimed out waiting for (?:the )?(?:user|sign-?in|browser)\b/i,
];

/** What errors of JavaScript and .NET put before their message. What the network did is no decision of a person. */
const kinds = /^(?:(?!network|fetch|time-?out|socket|http)\w*(?:error|exception): )+/i;

/**
 * Whether an error of a sign-in only says that the person did not go on with it: a decision, and no failure.
 *
 * @param message what it says. Hostile text.
 * @param name what kind of error it is, if that is known.
 */
export function isCancelledSignIn(message: string, name = ""): boolean {
  const text = message.slice(0, longest);
  const code = /\bAADSTS(\d+)/.exec(text)?.[1];
  if (code === declined || /^(?:user|operation)?cancel(?:l?ed|lation)(?:error|exception)?$/i.test(name)) {
    return true;
  }
  // Of Entra's own reasons the text says nothing: it names users and what they did.
  return (
    (code === undefined || /^authorization_declined\b/.test(text)) &&
    [text, text.replace(kinds, "")].some((said) => forms.some((form) => form.test(said)))
  );
}

/** Where the keyboard goes first if what it was at is gone; never to another offer, which nobody means yet. */
const refuges = [".undo", "input", ":is(button, vscode-button, [tabindex]):not(.offer-button)"];

/**
 * Draws a part of a page. If that takes away what had the keyboard, the nearest thing that is left has it then: else it would
 * be at the page itself, and whoever has no mouse would begin from the top again.
 */
export function keepFocus(part: Element, draw: () => void): void {
  // A page remembers where the keyboard was although it is in the tree or an editor by now: it must not be fetched back.
  const before = document.hasFocus() ? ancestorsOf(document.activeElement, part) : [];
  draw();
  if (before.length > 0) {
    // VS Code's buttons take the focus only once they are drawn, and whoever removed something may have somewhere to go.
    requestAnimationFrame(() => {
      const at = document.activeElement;
      if (document.hasFocus() && (at === document.body || at?.checkVisibility() === false)) {
        nearest(before)?.focus();
      }
    });
  }
}

/** An element of the part, and all around it up to the part itself; nothing if it is not in there. */
function ancestorsOf(element: Element | null, part: Element): readonly Element[] {
  const found: Element[] = [];
  for (let at = part.contains(element) ? element : null; at && at !== part; at = at.parentElement) {
    found.push(at);
  }
  return found.length > 0 ? [...found, part] : [];
}

function nearest(places: readonly Element[]): HTMLElement | undefined {
  for (const place of places.filter(({ isConnected }) => isConnected)) {
    for (const refuge of refuges) {
      const found = [...place.querySelectorAll<HTMLElement>(refuge)];
      const seen = found.find((element) => element.checkVisibility());
      if (seen) {
        return seen;
      }
    }
  }
  return undefined;
}

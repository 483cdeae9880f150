import { nothing } from "lit";
import { type ChildPart, Directive, directive } from "lit/directive.js";

/** Leads through the controls of a group by the arrow keys; Tab stops at the one where they led to. */
export function moveFocus(event: KeyboardEvent, group: Element, selector: string): void {
  const items = itemsOf(group, selector);
  const at = items.findIndex((item) => item === event.target);
  const target = items[indexAfter(event.key, at, items.length)];
  if (at < 0 || !target) {
    return;
  }
  event.preventDefault();
  stopAt(target, items);
  target.focus();
}

/**
 * Stands behind the items of a group in its template, which gives them no `tabindex`: whenever they are drawn, Tab stops at
 * one of them, where it did before if that is still there, else at the first. A template that writes `tabindex` itself writes
 * it only once, so that the stop would be gone with its item.
 */
export const oneTabStop = directive(
  class extends Directive {
    override render(_selector: string): typeof nothing {
      return nothing;
    }

    override update({ parentNode: group }: ChildPart, [selector]: [string]): typeof nothing {
      const items = group instanceof Element ? itemsOf(group, selector) : [];
      stopAt(items.find((item) => item.getAttribute("tabindex") === "0") ?? items[0], items);
      return nothing;
    }
  },
);

function itemsOf(group: Element, selector: string): (HTMLElement | SVGElement)[] {
  return [...group.querySelectorAll<HTMLElement | SVGElement>(selector)];
}

function stopAt(stop: Element | undefined, items: readonly Element[]): void {
  for (const item of items) {
    item.setAttribute("tabindex", item === stop ? "0" : "-1");
  }
}

function indexAfter(key: string, at: number, count: number): number {
  switch (key) {
    case "ArrowRight":
    case "ArrowDown":
      return (at + 1) % count;
    case "ArrowLeft":
    case "ArrowUp":
      return (at + count - 1) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return -1;
  }
}

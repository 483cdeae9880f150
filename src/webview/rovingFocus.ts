/** The controls of a group that the arrow keys lead through; Tab stops at one of them only. */
export function moveFocus(event: KeyboardEvent, group: Element, selector: string): void {
  const items = [...group.querySelectorAll<HTMLElement | SVGElement>(selector)];
  const at = items.findIndex((item) => item === event.target);
  const target = items[indexAfter(event.key, at, items.length)];
  if (at < 0 || !target) {
    return;
  }
  event.preventDefault();
  for (const item of items) {
    item.setAttribute("tabindex", item === target ? "0" : "-1");
  }
  target.focus();
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

/**
 * Makes an element. Texts are texts: what comes from a call never becomes HTML.
 *
 * @param attributes `undefined` leaves one out.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | undefined>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/** @throws TypeError when `page.html` has no such element: a mistake of ours. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (found === null) throw new TypeError(`The page has no #${id}`);
  return found as T;
}

/** A button that is named by its text. */
export function button(text: string, onClick: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button' }, text);
  made.addEventListener('click', onClick);
  return made;
}

/** A path whose line may end after each of its slashes. */
export function breakable(path: string): (Node | string)[] {
  return path.split(/(?<=.\/)/).flatMap((part) => [part, element('wbr')]);
}

export function timeOf(ms: number): string {
  return new Date(ms).toISOString().replace('T', ' ').slice(0, 19);
}

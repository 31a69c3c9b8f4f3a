export type Child = Node | string | null | undefined | false;

export interface Attributes {
  readonly [name: string]: string | number | boolean | undefined | null | EventListener;
}

/**
 * An element with attributes, listeners (functions, named by their event) and children. Strings become text nodes,
 * never markup. `true` sets an empty attribute; false, null and undefined leave it out.
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value != null) element.setAttribute(name, String(value));
  }
  element.append(...(children.filter(Boolean) as (Node | string)[]));
  return element;
}

const svg = 'http://www.w3.org/2000/svg';

/** A decorative icon; what it means is said by a label beside it or on its button. */
export function icon(path: string, size = 20): SVGSVGElement {
  const element = document.createElementNS(svg, 'svg');
  const shape = document.createElementNS(svg, 'path');
  shape.setAttribute('d', path);
  for (const [name, value] of Object.entries({
    viewBox: '0 0 24 24',
    width: size,
    height: size,
    'aria-hidden': true,
  }))
    element.setAttribute(name, String(value));
  element.append(shape);
  return element;
}

/** Asks rendered pages questions, through a real parser. */
import { DomUtils, parseDocument } from 'htmlparser2';

type Element = ReturnType<typeof DomUtils.getElementsByTagName>[number];

export interface Html {
  all(tag: string, attributes?: Readonly<Record<string, string>>): Element[];
  /** The one element of this name. Throws where there are none or several. */
  the(tag: string, attributes?: Readonly<Record<string, string>>): Element;
  /** Each attribute of this name, in document order. */
  attributes(name: string): string[];
  readonly text: string;
  /** 1 for h1, in document order. */
  readonly headingLevels: readonly number[];
}

export function parse(html: string): Html {
  const root = parseDocument(html);
  const elements = DomUtils.findAll(() => true, root.children);
  const all: Html['all'] = (tag, attributes = {}) =>
    elements.filter(
      (element) => element.name === tag && Object.entries(attributes).every(([name, value]) => matches(element, name, value)),
    );
  return {
    all,
    the(tag, attributes) {
      const found = all(tag, attributes);
      if (found.length !== 1) throw new Error(`${found.length} elements <${tag}> with ${JSON.stringify(attributes ?? {})}`);
      return found[0]!;
    },
    attributes: (name) => elements.flatMap((element) => element.attribs[name] ?? []),
    text: textOf(root.children),
    headingLevels: elements.flatMap(({ name }) => (/^h[1-6]$/.test(name) ? Number(name[1]) : [])),
  };
}

/** Visible text, blanks joined. */
export function textOf(node: Parameters<typeof DomUtils.textContent>[0]): string {
  return DomUtils.textContent(node).replace(/\s+/g, ' ').trim();
}

function matches(element: Element, name: string, value: string): boolean {
  const actual = element.attribs[name];
  return name === 'class' ? (actual ?? '').split(' ').includes(value) : actual === value;
}

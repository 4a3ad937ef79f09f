/** Values of scalars: ordinary ones, and some that are hard to write or to keep apart. */
const TEXTS = ['', 'a "quoted" word', 'line\nbreak\u2028', 'أخبار', '😀', '__proto__', 'null', '\\', '</script>', '0'];
const FLOATS = [0.1, -2.5, 1e21, 1e-7, 0, 3, -40];
const JSONS: readonly unknown[] = [
  { a: [1, { b: null }], constructor: 'c' },
  [],
  {},
  'text',
  0,
  false,
  [[null]],
  { __typename: 'Fake', id: 1 },
];

export function leafOf(name: string): (hash: number) => unknown {
  switch (name) {
    case 'Int':
      return (hash) => (hash % 13 === 0 ? -2_147_483_648 : hash % 1_000);
    case 'Float':
      return (hash) => (hash % 3 === 0 ? FLOATS[(hash >>> 4) % FLOATS.length] : (hash % 10_000) / 8);
    case 'Boolean':
      return (hash) => (hash >>> 3) % 2 === 0;
    case 'ID':
      return (hash) => `id-${hash.toString(36)}`;
    case 'String':
      return (hash) => (hash % 4 === 0 ? TEXTS[(hash >>> 4) % TEXTS.length] : `text ${hash.toString(36)}`);
    default:
      return (hash) => structuredClone(JSONS[(hash >>> 4) % JSONS.length]);
  }
}

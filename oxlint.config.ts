/** Lint rules. Those about imports are made of the table in test/architecture/rooms.ts, so that each says its reason to the one who breaks it. */
import { defineConfig } from 'oxlint';
import { domainOf, DOMAINS, OWNED_PACKAGES, permits, roomOf, ROOMS } from './test/architecture/rooms.ts';

const TIME = 'is read in src/clock only: take a Clock or Stopwatch as a parameter, so that tests can hold time still.';

// oxlint-disable-next-line import/no-default-export -- oxlint asks for it
export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'node', 'promise', 'jest'],
  categories: { correctness: 'error', suspicious: 'error' },
  ignorePatterns: ['/dist', '/data', '/coverage', '/schema/typed', '**/node_modules'],
  rules: {
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    'no-console': 'error',
    'no-eval': 'error',
    'no-new-func': 'error',
    'no-param-reassign': 'error',
    'no-var': 'error',
    'prefer-const': 'error',
    'import/no-cycle': ['error', { ignoreTypes: true }],
    'import/no-default-export': 'error',
    'node/no-process-env': 'error',
    'typescript/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
    'typescript/no-explicit-any': 'error',
    'no-restricted-properties': [
      'error',
      { object: 'Date', property: 'now', message: `The time ${TIME}` },
      { object: 'performance', property: 'now', message: `The time ${TIME}` },
    ],

    // Folding, cleaning and reading of feeds are about control and combining characters.
    'no-control-regex': 'off',
    'no-misleading-character-class': 'off',
    // `_entities`, `_service`: the federation specification's own names.
    'no-underscore-dangle': 'off',
    // A small function may stand beside what it serves, so that a file reads downward.
    'unicorn/consistent-function-scoping': 'off',
    // Worker threads have no origin to name.
    'unicorn/require-post-message-target-origin': 'off',
    // Style sheets, reflect-metadata, GraphiQL's worker setup.
    'import/no-unassigned-import': 'off',
    // pg is CommonJS: its default is its whole.
    'import/no-named-as-default-member': 'off',
    // Sorting or turning round an array that was just made changes nobody's array.
    'unicorn/no-array-sort': 'off',
    'unicorn/no-array-reverse': 'off',
    // `expect` stands in functions of the testkit as well, and generated cases expect what their kind asks for.
    'jest/expect-expect': 'off',
    'jest/no-conditional-expect': 'off',
    // What a closed socket says differs between systems.
    'jest/require-to-throw-message': 'off',
  },
  overrides: [
    ...importRules(),
    { files: ['src/clock/**', 'test/**', 'bench/**', 'scripts/**'], rules: { 'no-restricted-properties': 'off' } },
    {
      files: ['src/config/**', 'bin/**', 'test/**', 'bench/**', 'scripts/**', '*.config.*', 'codegen.ts'],
      rules: { 'node/no-process-env': 'off' },
    },
    // Makes suites that are skipped by name where a service is missing.
    {
      files: ['test/testkit/**'],
      rules: { 'jest/no-disabled-tests': 'off', 'jest/valid-title': 'off', 'jest/valid-describe-callback': 'off' },
    },
    { files: ['src/cli/**', 'src/main.ts', 'bin/**', 'bench/**', 'scripts/**'], rules: { 'no-console': 'off' } },
    { files: ['*.config.*', 'codegen.ts', 'web/**/*.config.*', 'bench/**'], rules: { 'import/no-default-export': 'off' } },
  ],
});

/** One override per area that has rules of its own, the wider before the narrower: the last that matches a file counts, and counts alone. */
function importRules() {
  const areas = new Set([
    ...Object.keys(ROOMS),
    ...DOMAINS.map((domain) => `src/data/${domain}`),
    ...Object.values(OWNED_PACKAGES).flatMap((owned) => owned.places.map((place) => place.replace(/\/$/, ''))),
  ]);
  return [...areas]
    .toSorted((one, other) => one.length - other.length)
    .map((area) => ({
      files: area.endsWith('.ts') ? [area] : [`${area}/**`],
      rules: {
        'no-restricted-imports': [
          'error',
          { paths: foreignPackages(area), patterns: [...foreignRooms(area), ...foreignDomains(area)] },
        ] as const,
      },
    }));
}

function foreignPackages(area: string) {
  return Object.entries(OWNED_PACKAGES)
    .filter(([, owned]) => !owned.places.some((place) => `${area}/`.startsWith(place) || area === place))
    .map(([name, owned]) => ({ name, message: `Only ${owned.places.join(' and ')} may import ${name}: ${owned.because}.` }));
}

function foreignRooms(area: string) {
  const from = roomOf(area);
  const rule = ROOMS[from];
  if (rule === undefined) return [];
  return Object.keys(ROOMS)
    .filter((room) => room !== from && !rule.may.some((entry) => permits(entry, room, false)))
    .map((room) => ({
      regex: importOf(from, room),
      allowTypeImports: rule.may.some((entry) => permits(entry, room, true)),
      message: `${from} may not import ${room}: ${rule.because}.`,
    }));
}

function foreignDomains(area: string) {
  const own = domainOf(`${area}/`);
  return DOMAINS.filter((domain) => own !== null && domain !== own).map((domain) => ({
    regex: `/data/${domain}/|^\\.\\./${domain}/`,
    message: `${own} may not know ${domain}: no domain reads another's tables or types; share a key in the schema, or an event.`,
  }));
}

/** How an import of a room is written from within another: `../../data/…` between folders of src, `../../src/data/…` from elsewhere. */
function importOf(from: string, room: string): string {
  const [top, folder] = room.split('/');
  return from.startsWith(`${top}/`) ? `^(\\.\\./)+${folder}(/|$)` : `^(\\.\\./)+${room}(/|$)`;
}

/** The rules of docs/decisions/0001 as functions: modules in, sentences about what is broken out. An empty list is a clean house. */
import { basename } from 'node:path/posix';
import type { ModuleImport, ProgramModule } from './modules.ts';
import { domainOf, OWNED_PACKAGES, permits, roomOf, ROOMS, seesAllDomains, startsWithAny } from './rooms.ts';

/** Files over 400 lines, each with the reason why it is not split. */
const LONG_FILES: Readonly<Record<string, string>> = {};
const LONGEST = 400;

/** Layers that know no domain, and the lines that may name one all the same. */
const DOMAIN_BLIND = ['src/gateway/', 'src/cache/', 'src/events/', 'src/subgraph/'];
const DOMAIN_WORD = /articles?|comments?|enrichments?|publishers?|\bsources\b|_sources?\b/i;
const MAY_NAME_DOMAINS: Readonly<Record<string, RegExp>> = { 'src/subgraph/definition.ts': /^export const SUBGRAPH_NAMES/ };

/** Folders whose files may use decorators and other syntax that Node cannot strip; everywhere else a worker thread may start the file as it is. */
const INERASABLE = ['resolvers/', 'src/subgraph/'];

export interface House {
  readonly modules: readonly ProgramModule[];
  /** Every file that exists, tests excluded, so that an import of nothing is found. */
  readonly files: ReadonlySet<string>;
  /** Names under `dependencies` of package.json. */
  readonly dependencies: ReadonlySet<string>;
}

/** Imports between rooms, of packages, and of files that are not there. */
export function importViolations(house: House): string[] {
  return house.modules.flatMap((module) =>
    module.imports
      .flatMap((imported) =>
        imported.kind === 'file'
          ? [missingFile(house, module, imported), wrongRoom(module, imported)]
          : [undeclared(house, module, imported), notOwner(module, imported)],
      )
      .filter((sentence) => sentence !== null),
  );
}

/** Constructs that belong to one place: time, environment, default exports, decorators; names and lengths of files; words of the domains. */
export function contentViolations(modules: readonly ProgramModule[]): string[] {
  return modules.flatMap((module) => [
    ...(module.path.startsWith('src/clock/')
      ? []
      : module.timeReads.map(
          (read) => `${module.path} reads the time (${read}): take a Clock or Stopwatch as a parameter, so that tests can hold it still.`,
        )),
    ...(module.path.startsWith('src/config/')
      ? []
      : module.environmentReads.map(
          (read) => `${module.path} reads ${read}: add the variable to src/config and take its value as a parameter.`,
        )),
    ...(module.defaultExports > 0 ? [`${module.path} has a default export: name it, so that it has one name everywhere.`] : []),
    ...(startsWithAny(module.path, INERASABLE)
      ? []
      : module.inerasable.map(
          (kept) => `${module.path} uses ${kept}: worker threads run .ts files by stripping types, which cannot strip this.`,
        )),
    ...nameViolations(module),
    ...lengthViolations(module),
    ...domainWords(module),
  ]);
}

/** Circles of imports that exist at run time, each as `a -> b -> a`, starting at its alphabetically first file. */
export function importCycles(modules: readonly ProgramModule[]): string[] {
  const targets = new Map(
    modules.map((module) => [
      module.path,
      module.imports.filter((imported) => imported.kind === 'file' && !imported.typeOnly).map((imported) => imported.target),
    ]),
  );
  const done = new Set<string>();
  const cycles = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) {
      const circle = trail.slice(at);
      const first = circle.indexOf(circle.toSorted()[0] ?? path);
      cycles.add([...circle.slice(first), ...circle.slice(0, first), circle[first]].join(' -> '));
    } else if (!done.has(path)) {
      for (const target of targets.get(path) ?? []) walk(target, [...trail, path]);
      done.add(path);
    }
  };
  for (const module of modules) walk(module.path, []);
  return [...cycles];
}

function missingFile(house: House, module: ProgramModule, imported: ModuleImport): string | null {
  if (house.files.has(imported.target)) return null;
  return `${module.path} imports ${imported.specifier}, but there is no ${imported.target} (imports are written with their .ts ending).`;
}

function wrongRoom(module: ProgramModule, imported: ModuleImport): string | null {
  const from = roomOf(module.path);
  const to = roomOf(imported.target);
  const domainFrom = domainOf(module.path);
  const domainTo = domainOf(imported.target);
  if (domainFrom !== null && domainTo !== null && domainFrom !== domainTo && !seesAllDomains(module.path)) {
    return `${module.path} imports ${imported.target}: ${domainFrom} may not know ${domainTo}, no domain reads another's tables or types; share a key in the schema, or an event.`;
  }
  if (from === to) return null;
  const rule = ROOMS[from];
  if (rule === undefined)
    return `${module.path} is in ${from}, a room that docs/decisions/0001 does not know: add it there and to test/architecture/rooms.ts.`;
  const allowed = rule.may.some((entry) => permits(entry, to, imported.typeOnly));
  return allowed ? null : `${module.path} imports ${imported.target}: ${from} may not import ${to}; ${rule.because}.`;
}

function undeclared(house: House, module: ProgramModule, imported: ModuleImport): string | null {
  if (imported.kind === 'builtin' || house.dependencies.has(imported.target)) return null;
  return `${module.path} imports ${imported.specifier}, which is not among the dependencies of package.json: it is there only because something else brings it today.`;
}

function notOwner(module: ProgramModule, imported: ModuleImport): string | null {
  const owned = OWNED_PACKAGES[imported.target];
  if (owned === undefined || startsWithAny(module.path, owned.places)) return null;
  return `${module.path} imports ${imported.target}, which only ${owned.places.join(' and ')} may: ${owned.because}.`;
}

function nameViolations(module: ProgramModule): string[] {
  const parts = module.path.split('/');
  const vague = parts.find((part) => /^(utils?|helpers?|common|misc)(\.|$)/.test(part));
  if (vague !== undefined) return [`${module.path}: "${vague}" says nothing; name the file after what it does.`];
  const name = basename(module.path);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\.tsx?$/.test(name))
    return [`${module.path}: file names are kebab-case with a role suffix (article.queries.ts).`];
  return [];
}

function lengthViolations(module: ProgramModule): string[] {
  const lines = module.text.split('\n').length - 1;
  const reason = LONG_FILES[module.path];
  if (lines > LONGEST && reason === undefined)
    return [
      `${module.path} has ${lines} lines, more than ${LONGEST}: split it, or say in LONG_FILES (test/architecture/violations.ts) why not.`,
    ];
  if (lines <= LONGEST && reason !== undefined) return [`${module.path} has ${lines} lines and needs no entry in LONG_FILES any more.`];
  return [];
}

function domainWords(module: ProgramModule): string[] {
  if (!startsWithAny(module.path, DOMAIN_BLIND)) return [];
  return module.text.split('\n').flatMap((line, index) => {
    const word = DOMAIN_WORD.exec(line)?.[0];
    if (word === undefined || MAY_NAME_DOMAINS[module.path]?.test(line)) return [];
    return [
      `${module.path}:${index + 1} says "${word}": this layer knows no domain; take it as a parameter, or move the code to the room that does.`,
    ];
  });
}

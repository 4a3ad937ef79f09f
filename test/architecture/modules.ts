/** The program's own files as data: what each imports, and the few constructs the architecture test has rules about. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative } from 'node:path/posix';
import { parseSync } from '@swc/core';

export interface ModuleImport {
  /** As written: `../clock/clock.ts`, `graphql`, `node:fs`. */
  readonly specifier: string;
  /** Path from the project's root where the specifier is relative, the package's name where it is not (`@apollo/server`, `node:fs`). */
  readonly target: string;
  readonly kind: 'file' | 'package' | 'builtin';
  /** `import type`, or every name in it marked `type`: gone when the program runs. */
  readonly typeOnly: boolean;
}

export interface ProgramModule {
  /** From the project's root, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly ModuleImport[];
  /** Each place that reads the time: `Date.now`, `new Date()`, `performance.now`, `process.hrtime`. */
  readonly timeReads: readonly string[];
  readonly environmentReads: readonly string[];
  readonly defaultExports: number;
  /** Constructs that type stripping cannot erase: `enum`, `namespace`, parameter properties, decorators, `import =`. */
  readonly inerasable: readonly string[];
}

/** Parses every .ts and .tsx file below the given folders. */
export function readModules(root: string, folders: readonly string[]): ProgramModule[] {
  return filesBelow(root, folders)
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => parseModule(path, readFileSync(join(root, path), 'utf8')));
}

/** Paths from the root, sorted; a folder that is not there counts as empty. */
export function filesBelow(root: string, folders: readonly string[]): string[] {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .toSorted();
}

export function parseModule(path: string, text: string): ProgramModule {
  const found = {
    imports: [] as ModuleImport[],
    timeReads: [] as string[],
    environmentReads: [] as string[],
    defaultExports: 0,
    inerasable: [] as string[],
  };
  visit(parseSync(text, { syntax: 'typescript', tsx: path.endsWith('.tsx'), decorators: true, target: 'es2023' }).body, (node) => {
    const imported = importOf(node);
    if (imported !== null) found.imports.push({ ...located(path, imported.specifier), typeOnly: imported.typeOnly });
    const time = timeRead(node);
    if (time !== null) found.timeReads.push(time);
    if (isMember(node, 'process', 'env')) found.environmentReads.push('process.env');
    if (imported?.specifier === 'node:process' || imported?.specifier === 'process')
      found.environmentReads.push(`import of ${imported.specifier}`);
    if (node.type === 'ExportDefaultDeclaration' || node.type === 'ExportDefaultExpression') found.defaultExports++;
    const kept = inerasable(node);
    if (kept !== null) found.inerasable.push(kept);
  });
  return { path, text, ...found };
}

/** A node of SWC's tree. Its types are left open: the walk asks only for the names below. */
type Node = { readonly type: string } & Readonly<Record<string, unknown>>;

function visit(value: unknown, seen: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, seen);
  } else if (typeof value === 'object' && value !== null) {
    if (typeof (value as Node).type === 'string') seen(value as Node);
    for (const inner of Object.values(value)) visit(inner, seen);
  }
}

function importOf(node: Node): { specifier: string; typeOnly: boolean } | null {
  switch (node.type) {
    case 'ImportDeclaration': {
      const names = node['specifiers'] as readonly { isTypeOnly?: boolean; type: string }[];
      const allTypes = names.length > 0 && names.every((name) => name.isTypeOnly === true);
      return { specifier: textOf(node['source']), typeOnly: node['typeOnly'] === true || allTypes };
    }
    case 'ExportAllDeclaration':
      return { specifier: textOf(node['source']), typeOnly: node['typeOnly'] === true };
    case 'ExportNamedDeclaration':
      return node['source'] ? { specifier: textOf(node['source']), typeOnly: node['typeOnly'] === true } : null;
    case 'TsImportType':
      return { specifier: textOf(node['argument']), typeOnly: true };
    case 'CallExpression': {
      if ((node['callee'] as Node).type !== 'Import') return null;
      const argument = (node['arguments'] as readonly { expression: Node }[])[0]?.expression;
      return argument?.type === 'StringLiteral' ? { specifier: textOf(argument), typeOnly: false } : null;
    }
    default:
      return null;
  }
}

function located(from: string, specifier: string): Omit<ModuleImport, 'typeOnly'> {
  if (specifier.startsWith('.')) return { specifier, target: join(dirname(from), specifier), kind: 'file' };
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) return { specifier, target: specifier, kind: 'builtin' };
  return { specifier, target: specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/'), kind: 'package' };
}

function timeRead(node: Node): string | null {
  if (isMember(node, 'Date', 'now')) return 'Date.now';
  if (isMember(node, 'performance', 'now')) return 'performance.now';
  if (isMember(node, 'process', 'hrtime')) return 'process.hrtime';
  if (node.type !== 'NewExpression' || !isNamed(node['callee'], 'Date')) return null;
  return (node['arguments'] as readonly unknown[] | null)?.length ? null : 'new Date()';
}

function inerasable(node: Node): string | null {
  if (node.type === 'TsEnumDeclaration') return node['declare'] === true ? null : 'enum';
  if (node.type === 'TsModuleDeclaration') return node['declare'] === true ? null : 'namespace';
  if (node.type === 'TsParameterProperty') return 'parameter property';
  if (node.type === 'Decorator') return 'decorator';
  if (node.type === 'TsImportEqualsDeclaration') return 'import =';
  return null;
}

function isMember(node: Node, object: string, property: string): boolean {
  return node.type === 'MemberExpression' && isNamed(node['object'], object) && isNamed(node['property'], property);
}

function isNamed(node: unknown, name: string): boolean {
  return (node as Node | null)?.type === 'Identifier' && (node as Node)['value'] === name;
}

function textOf(node: unknown): string {
  return (node as { value: string }).value;
}

/**
 * What a supergraph calls the directives of the specifications it links. A link may rename every one of them (`as:`, or `import: [{ name, as }]`); a
 * gateway that looks for `@authenticated` alone would let a renamed one pass unseen.
 */
import { Kind, valueFromASTUntyped, type DirectiveNode, type DocumentNode } from 'graphql';

/** @returns the name, without `@`, under which `directive` of the specification `spec` is applied. */
export type DirectiveNames = (spec: string, directive: string) => string;

/** Names, without `@`, of all directives that links to these addresses import. */
export function importedDirectives(document: DocumentNode, isOf: (url: string) => boolean): ReadonlySet<string> {
  return new Set(linksOf(document).flatMap(({ url, imports }) => (isOf(url) ? [...imports.values()] : [])));
}

interface Link {
  readonly url: string;
  readonly spec: string;
  readonly prefix: string;
  /** Directive to what it is imported as, both without `@`. */
  readonly imports: ReadonlyMap<string, string>;
}

export function readDirectiveNames(document: DocumentNode): DirectiveNames {
  const links = linksOf(document);
  return (spec, directive) => {
    for (const link of links) {
      const imported = link.spec === spec || link.spec === 'federation' ? link.imports.get(directive) : undefined;
      if (imported !== undefined) return imported;
    }
    const link = links.find((candidate) => candidate.spec === spec);
    if (!link) return directive;
    return directive === spec ? link.prefix : `${link.prefix}__${directive}`;
  };
}

function linksOf(document: DocumentNode): readonly Link[] {
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? (definition.directives ?? []).flatMap((directive) => linkOf(directive) ?? [])
      : [],
  );
}

/** `@link(url:)`, or `@core(feature:)` of the first supergraphs; whatever it is called itself. */
function linkOf(node: DirectiveNode): Link | null {
  const { url, feature, as, import: imported } = argumentsOf(node);
  const address = url ?? feature;
  if (typeof address !== 'string') return null;
  const spec = /\/([\w-]+)\/v\d/.exec(address)?.[1];
  if (spec === undefined) return null;
  const imports = new Map<string, string>();
  for (const item of Array.isArray(imported) ? (imported as unknown[]) : []) {
    const { name, as: renamed } = typeof item === 'string' ? { name: item, as: undefined } : (item as { name?: unknown; as?: unknown });
    if (typeof name !== 'string' || !name.startsWith('@')) continue;
    imports.set(name.slice(1), typeof renamed === 'string' ? renamed.replace(/^@/, '') : name.slice(1));
  }
  return { url: address, spec, prefix: typeof as === 'string' ? as : spec, imports };
}

/** A directive's arguments as plain values. */
export function argumentsOf(node: DirectiveNode): Record<string, unknown> {
  return Object.fromEntries((node.arguments ?? []).map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]));
}

/** The arguments of each application of the directive, in order. */
export function applicationsOf(
  node: { readonly directives?: readonly DirectiveNode[] | undefined },
  name: string,
): Record<string, unknown>[] {
  return (node.directives ?? []).filter((directive) => directive.name.value === name).map(argumentsOf);
}

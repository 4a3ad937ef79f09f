/** What somebody names as wrong, as tags: by tag, by subgraph, by type, by key, or by an id that entities of several subgraphs share. */
import { parse } from 'graphql';
import { z } from 'zod';
import { entityTag, subgraphTag, typeTag } from '../../cache/keys.ts';
import { ClientError } from '../../errors/client-error.ts';
import { readCacheHints, type KeyedType } from '../../gateway/caching/cache-hints.ts';

const MAX_TAGS = 1_000;
const MAX_TAG_CHARACTERS = 1_000;

const name = z.string().regex(/^\w{1,200}$/, 'a name');
const targetSchema = z
  .strictObject({
    /** As answers name them in Cache-Tag: `news`, `news/Article`, `news/Article/{"id":"1"}`, or a name from the schema. */
    tags: z.array(z.string().min(1).max(MAX_TAG_CHARACTERS)).max(MAX_TAGS).optional(),
    subgraph: z
      .string()
      .regex(/^[\w-]{1,200}$/, 'the name of a subgraph')
      .optional(),
    /** Without `subgraph`: in each that has it as an entity. */
    type: name.optional(),
    /** Key fields with their values. */
    key: z.record(name, z.unknown()).optional(),
    /** The same as `key` with an `id` alone, of each type that has such a key; with `type` or `subgraph`, of those only. */
    id: z.string().min(1).max(500).optional(),
  })
  .refine(({ key, type }) => key === undefined || type !== undefined, 'key goes with type')
  .refine(({ key, id }) => key === undefined || id === undefined, 'id stands in the place of key')
  .refine(
    ({ tags = [], subgraph, type, id }) => tags.length > 0 || subgraph !== undefined || type !== undefined || id !== undefined,
    'nothing is named: tags, subgraph, type with or without key, or id',
  );

/** Types that have keys, by subgraph: what may be named without its subgraph. */
export function keyedTypesOf(supergraphSdl: string): readonly KeyedType[] {
  return readCacheHints(parse(supergraphSdl, { noLocation: true }), () => false).keyedTypes;
}

/** Throws `ClientError` 400 that names what is not told right, or what no subgraph has. */
export function tagsNamed(body: unknown, keyedTypes: readonly KeyedType[]): string[] {
  const read = targetSchema.safeParse(body);
  if (!read.success) {
    const faults = read.error.issues
      .slice(0, 10)
      .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`));
    return refuse(`What to invalidate is not told right: ${faults.join('; ')}.`);
  }
  const { tags = [], ...target } = read.data;
  const named = [...tags, ...(Object.keys(target).length > 0 ? tagsOf(target, keyedTypes) : [])];
  if (named.some(({ length }) => length > MAX_TAG_CHARACTERS)) refuse(`The key is longer than ${MAX_TAG_CHARACTERS} characters.`);
  return [...new Set(named)];
}

interface Target {
  readonly subgraph?: string | undefined;
  readonly type?: string | undefined;
  readonly key?: Readonly<Record<string, unknown>> | undefined;
  readonly id?: string | undefined;
}

function tagsOf({ subgraph, type, key, id }: Target, keyedTypes: readonly KeyedType[]): string[] {
  const those = keyedTypes.filter((one) => (subgraph ?? one.subgraph) === one.subgraph && (type ?? one.type) === one.type);
  if (id !== undefined) {
    const byId = those.filter(({ keys }) => keys.some((fields) => fields.length === 1 && fields[0] === 'id'));
    if (byId.length === 0) refuse('No type that is named has a key of an id alone.');
    return byId.map((one) => entityTag(one.subgraph, one.type, JSON.stringify({ id })));
  }
  if (type === undefined) return [subgraphTag(subgraph as string)];
  const tagOf = (at: string): string => (key === undefined ? typeTag(at, type) : entityTag(at, type, keyText(key)));
  if (subgraph !== undefined) return [tagOf(subgraph)];
  if (those.length === 0) refuse(`No subgraph has a type "${type}" with a key.`);
  return those.map((one) => tagOf(one.subgraph));
}

/** In the order in which the gateway writes keys: by name. */
function keyText(key: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(key).toSorted(([one], [other]) => (one < other ? -1 : 1))));
}

function refuse(message: string): never {
  throw new ClientError('BAD_USER_INPUT', message);
}

/**
 * What an answer is made of, as far as its question tells: the tags that the schema gives to the fields that are asked for, at whatever depth, and the types of the
 * entities that are read. A place of a tag that cannot be filled stays empty: `thing:` is some thing, nobody knows which, so whoever invalidates
 * `thing:1` invalidates `thing:` too.
 */
import { Kind, valueFromASTUntyped, type FieldNode, type SelectionSetNode } from 'graphql';
import { someTag } from '../../cache/keys.ts';
import type { CacheHints, TagFormat } from './cache-hints.ts';

export type Variables = Readonly<Record<string, unknown>>;
/** Key fields of an entity, by name. */
export type Key = Readonly<Record<string, unknown>>;

/** Tags of one answer. First by the variables, which all entities of a fetch share, then by the entity's key; null at the root. */
export type QuestionTags = (variables: Variables) => (key: Key | null) => readonly string[];

/** More tags than this, and an answer is not worth keeping: each is looked up with it. */
export const MAX_TAGS = 64;
/** What a client sends must not make keys of megabytes. */
const MAX_VALUE_CHARACTERS = 200;

export interface Asked {
  readonly hints: CacheHints;
  readonly subgraph: string;
  /** `Query`, or the entity's type. */
  readonly type: string;
  readonly set: SelectionSetNode;
}

/** @returns null where there would be too many */
export function questionTags(asked: Asked): QuestionTags | null {
  const { templates, types } = collect(asked);
  if (templates.length + types.length > MAX_TAGS) return null;
  const ofQuestion = templates.filter(({ needsKey }) => !needsKey);
  const ofKey = templates.filter(({ needsKey }) => needsKey);
  return (variables) => {
    const shared = [...new Set([...ofQuestion.flatMap((template) => template.fill(variables, null)), ...types])];
    if (ofKey.length === 0) return () => shared;
    return (key) => [...new Set([...ofKey.flatMap((template) => template.fill(variables, key)), ...shared])];
  };
}

function collect({ hints, subgraph, type, set }: Asked): { templates: Template[]; types: string[] } {
  const templates = new Map<string, Template>();
  const types = new Set<string>();
  const isEntity = type !== 'Query';
  if (isEntity) for (const format of hints.tagsOf(type)) templates.set(format, templateOf({ format, whenGiven: null }, null, true));
  walk(type, set, isEntity, false);
  return { templates: [...templates.values()], types: [...types] };

  /**
   * @param isOfEntity whether the fields are those of the entity that is asked for
   * @param isNamed whether a deep tag from further up names all this
   */
  function walk(at: string, { selections }: SelectionSetNode, isOfEntity: boolean, isNamed: boolean): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value ?? at;
        // Among entities, the key tells which this is.
        if (condition !== at && !isOfEntity) read(condition, selection.selectionSet);
        walk(condition, selection.selectionSet, isOfEntity, isNamed);
        continue;
      }
      const field = hints.ofField(at, selection.name.value);
      if (field === undefined) continue;
      const tags = isNamed ? [] : field.tags;
      for (const tag of tags)
        templates.set(
          `${tag.format} ${tag.whenGiven} ${isOfEntity} ${JSON.stringify(selection.arguments ?? [])}`,
          templateOf(tag, { node: selection, defaults: field.defaults }, isOfEntity),
        );
      if (selection.selectionSet === undefined) continue;
      read(field.returns, selection.selectionSet);
      walk(field.returns, selection.selectionSet, false, isNamed || tags.some(({ deep }) => deep));
    }
  }

  /** Where more than the key of an entity is asked for, the answer is made of it. */
  function read(name: string, { selections }: SelectionSetNode): void {
    const fields = selections.flatMap((selection) => (selection.kind === Kind.FIELD ? [selection.name.value] : []));
    for (const object of [name, ...hints.membersOf(name)]) {
      const keys = hints.keysOf(subgraph, object);
      const isMore = fields.some((field) => !field.startsWith('__') && !keys.some((key) => key.includes(field)));
      if (keys.length > 0 && isMore) types.add(someTag(subgraph, object));
    }
  }
}

interface Template {
  readonly needsKey: boolean;
  /** None where the argument that the tag is for was not given. */
  fill(variables: Variables, key: Key | null): readonly string[];
}

interface AskedField {
  readonly node: FieldNode;
  readonly defaults: Readonly<Record<string, unknown>>;
}

/** @param isOfEntity whether the key that is known is that of the object with the field */
function templateOf(
  { format, whenGiven }: Pick<TagFormat, 'format' | 'whenGiven'>,
  field: AskedField | null,
  isOfEntity: boolean,
): Template {
  const parts = format.split(/\{\$((?:args|key)(?:\.\w+)+)\}/).map((part, i) => (i % 2 === 0 ? part : part.split('.')));
  return {
    needsKey: isOfEntity && parts.some((part) => part[0] === 'key'),
    fill(variables, key) {
      if (whenGiven !== null && (argumentAt(field, whenGiven.split('.'), variables) ?? null) === null) return [];
      const texts = parts.map((part) => {
        if (typeof part === 'string') return part;
        const [from, ...path] = part;
        return textOf(from === 'args' ? argumentAt(field, path, variables) : isOfEntity ? path.reduce(propertyOf, key as unknown) : null);
      });
      return [texts.join('')];
    },
  };
}

function argumentAt(field: AskedField | null, [name = '', ...path]: readonly string[], variables: Variables): unknown {
  const node = field?.node.arguments?.find((argument) => argument.name.value === name)?.value;
  const given: unknown = node && valueFromASTUntyped(node, variables);
  return path.reduce(propertyOf, given === undefined ? field?.defaults[name] : given);
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

function textOf(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return '';
  const text = String(value);
  return text.length > MAX_VALUE_CHARACTERS ? '' : text;
}

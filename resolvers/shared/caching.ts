/**
 * How long, for whom and under which names answers may be kept, told in the schema: docs/decisions/0012, «Hints of our own schema». Types with a key and root
 * fields carry times; what says nothing is as old as what it belongs to.
 */
import { Directive } from 'type-graphql';

/** Seconds. */
export interface Times {
  readonly maxAge: number;
  /** From then on it may be shown while a new one is fetched. */
  readonly staleWhileRevalidate?: number;
  /** From then on it may be shown where a new one cannot be had. */
  readonly staleIfError?: number;
}

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** What events tell of when it changes: the time is only for what they might miss. */
export const TOLD: Times = { maxAge: 5 * MINUTE, staleWhileRevalidate: 10 * MINUTE, staleIfError: DAY };
/** Words that tell how long ago something was. */
export const AGES: Times = { maxAge: 30, staleWhileRevalidate: 30, staleIfError: DAY };
/** What changes with a release only. */
export const RELEASED: Times = { maxAge: 60 * MINUTE, staleWhileRevalidate: DAY, staleIfError: DAY };
/** What is asked for to see how it is now. */
export const NOW: Times = { maxAge: 0 };

/** For everybody, or (PRIVATE) for nobody but who asked. A field's scope is stronger than that of the type it returns. */
export type Scope = 'PUBLIC' | 'PRIVATE';

/** Of a field, or of every object of a type. */
export function Kept(times: Times | null, scope?: Scope): ReturnType<typeof Directive> {
  const said = [
    ...Object.entries(times ?? {}).map(([name, value]) => `${name}: ${value}`),
    ...(scope === undefined ? [] : [`scope: ${scope}`]),
  ];
  return Directive(`@cacheControl(${said.join(', ')})`);
}

export interface TagOptions {
  /** Everything below the field is named by this too: the names of the fields below are not needed. */
  readonly deep?: boolean;
  /** Only where this argument (a path) is given. */
  readonly whenGiven?: string;
}

/** `{$args.x}` stands for an argument, `{$key.x}` for a key of the entity that the field is of. Where that is not known the place is empty: «one of them». */
export function Tagged(format: string, { deep, whenGiven }: TagOptions = {}): ReturnType<typeof Directive> {
  const more = `${deep === true ? ', deep: true' : ''}${whenGiven === undefined ? '' : `, whenGiven: ${JSON.stringify(whenGiven)}`}`;
  return Directive(`@cacheTag(format: ${JSON.stringify(format)}${more})`);
}

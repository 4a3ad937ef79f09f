/** What an environment variable may be: how its text is checked and read, and how its bounds are told. variables.ts declares each by one of these. */
import { isIP } from 'node:net';
import { z } from 'zod';

export interface Variable<Value> {
  readonly meaning: string;
  /** What is told about legal values: bounds, choices, an example. */
  readonly bounds: string;
  /** As an operator would write it; absent where unset means "off" or "none". */
  readonly fallback?: string;
  /** Its value is never printed, not even in an error. */
  readonly secret?: true;
  /** From text to value. Messages complete the sentence "NAME must be …". */
  readonly schema: z.ZodType<Value, string>;
}

export function integer({
  meaning,
  min,
  max,
  fallback,
}: {
  meaning: string;
  min: number;
  max: number;
  fallback?: number;
}): Variable<number> {
  const bounds = `a whole number from ${min} to ${max}`;
  return {
    meaning,
    bounds,
    ...(fallback !== undefined && { fallback: String(fallback) }),
    schema: z
      .string()
      .regex(/^\d{1,15}$/, bounds)
      .transform(Number)
      .refine((value) => value >= min && value <= max, bounds),
  };
}

export function text({
  meaning,
  bounds,
  fallback,
  pattern,
}: {
  meaning: string;
  bounds: string;
  fallback?: string;
  pattern: RegExp;
}): Variable<string> {
  return { meaning, bounds, ...(fallback !== undefined && { fallback }), schema: z.string().regex(pattern, bounds) };
}

export function choice<const Choice extends string>({
  meaning,
  choices,
  fallback,
}: {
  meaning: string;
  choices: readonly Choice[];
  fallback: Choice;
}): Variable<Choice> {
  const bounds = `one of ${choices.join(', ')}`;
  return { meaning, bounds, fallback, schema: z.string().pipe(z.enum(choices, bounds)) as unknown as z.ZodType<Choice, string> };
}

export function url({ meaning, protocols, secret }: { meaning: string; protocols: readonly string[]; secret?: true }): Variable<string> {
  const bounds = `a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`;
  const schema = z.string().refine((value) => protocols.includes(URL.parse(value)?.protocol ?? ''), bounds);
  return { meaning, bounds, schema, ...(secret && { secret }) };
}

/** `argument,limit`. */
export function names({ meaning, bounds, fallback }: { meaning: string; bounds: string; fallback: string }): Variable<readonly string[]> {
  return {
    meaning,
    bounds,
    fallback,
    schema: z
      .string()
      .regex(/^[\w-]{1,64}(\s*,\s*[\w-]{1,64})*$/, bounds)
      .transform(list),
  };
}

/** `articles=http://host:4001/graphql,sources=…` to a map from name to URL. */
export function subgraphs(): Variable<ReadonlyMap<string, string>> {
  const bounds = 'a list like articles=http://host:4001/graphql,sources=http://host:4002/graphql, each name once';
  return {
    meaning: 'Subgraphs reached over HTTP instead of in process.',
    bounds,
    schema: z.string().transform((value, context) => {
      const entries = list(value).map((item) => [item.slice(0, item.indexOf('=')), item.slice(item.indexOf('=') + 1)] as const);
      const legal = entries.every(
        ([name, address]) => /^[\w-]{1,64}$/.test(name) && ['http:', 'https:'].includes(URL.parse(address)?.protocol ?? ''),
      );
      const map: ReadonlyMap<string, string> = new Map(entries);
      if (!legal || entries.length === 0 || map.size !== entries.length) context.addIssue({ code: 'custom', message: bounds });
      return map;
    }),
  };
}

/** Names of @tag. */
export function tags(meaning: string): Variable<readonly string[]> {
  const bounds = 'a list of tags like public,partner/read';
  return {
    meaning,
    bounds,
    schema: z.string().transform((value, context) => {
      const items = list(value);
      if (items.length === 0 || !items.every((item) => /^[\w/-]{1,128}$/.test(item))) context.addIssue({ code: 'custom', message: bounds });
      return items;
    }),
  };
}

/** Labels of progressive @override. */
export function labels(): Variable<readonly string[]> {
  const bounds = 'a list of labels like new-invoices,team/beta';
  return {
    meaning: 'Labels of progressive @override that are active in every request: their fields are asked of the new subgraph.',
    bounds,
    schema: z.string().transform((value, context) => {
      const items = list(value);
      if (items.length === 0 || !items.every((item) => /^[a-zA-Z][\w\-:./]{0,255}$/.test(item)))
        context.addIssue({ code: 'custom', message: bounds });
      return items;
    }),
  };
}

/** `https://app.example,https://admin.example`, or `*`. */
export function origins(): Variable<readonly string[]> {
  const bounds = 'a list of origins like https://app.example,https://admin.example:8443, or *';
  return {
    meaning: 'Sites whose pages may read answers (CORS). None when unset: then only our own pages may.',
    bounds,
    schema: z.string().transform((value, context) => {
      const items = list(value);
      const legal = items.every((item) => item === '*' || (URL.parse(item)?.origin === item && /^https?:/.test(item)));
      if (!legal || items.length === 0) context.addIssue({ code: 'custom', message: bounds });
      return items;
    }),
  };
}

/** `10.1.0.0/16,fd00::/8`; a bare address is itself. */
export function networks(): Variable<readonly string[]> {
  const bounds = 'a list of networks like 10.1.0.0/16,fd00::/8';
  return {
    meaning:
      'Networks that feeds and pages may be fetched from though they are private. None when unset: then only the public internet is reached.',
    bounds,
    schema: z.string().transform((value, context) => {
      const items = list(value);
      if (items.length === 0 || !items.every(isNetwork)) context.addIssue({ code: 'custom', message: bounds });
      return items;
    }),
  };
}

function isNetwork(network: string): boolean {
  const [address = '', prefix] = network.split('/');
  const version = isIP(address);
  return version !== 0 && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128)));
}

export function list(value: string): string[] {
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/**
 * Supergraphs out of a number: entities, value types, an interface and a union, spread over two to five subgraphs at random, with keys, @shareable, @requires, @provides,
 * @override, @external, @interfaceObject and resolvable: false where they fall. What composition refuses is for the caller to throw away.
 */
import { Random } from '../../differential/random.ts';
import { mix } from '../hash.ts';
import type { SupergraphSource } from './supergraph-source.ts';

export function randomSupergraph(number: number): SupergraphSource {
  return new Writer(number).source();
}

interface EntityPlan {
  readonly name: string;
  readonly keys: readonly string[];
  /** Subgraph to the keys by which it knows the entity. */
  readonly at: ReadonlyMap<string, readonly string[]>;
  /** Subgraph to what stands in its type. */
  readonly lines: ReadonlyMap<string, Map<string, string>>;
  readonly fields: FieldPlan[];
}

interface FieldPlan {
  readonly name: string;
  readonly type: string;
  readonly args: string;
  /** As a @requires asks for it; null where none does. */
  readonly asked: string | null;
  /** Neither arguments nor anything below it. */
  readonly leaf: boolean;
  readonly owners: readonly string[];
}

const SCALARS = ['Int', 'String', 'Float', 'Boolean', 'ID', 'Json', 'Hue'];
/** Arguments as a field has them, and as a @requires gives them. */
const ARGUMENTS: readonly (readonly [string, string])[] = [
  ['', ''],
  ['', ''],
  ['', ''],
  ['(n: Int)', '(n: 1)'],
  ['(n: Int = 3, hue: Hue)', '(hue: RED)'],
  ['(at: Spot)', '(at: { x: 1, in: { x: 2 } })'],
  ['(ids: [ID!]!)', '(ids: [1, 2])'],
  ['(deep: [[Spot]] = [[{ x: 1 }]])', ''],
];

/** Of the keys: where more are, composition lets much pass that nobody can answer. */
const NOT_RESOLVABLE = 0.06;

class Writer {
  readonly #number: number;
  readonly #random: Random;
  readonly #subgraphs: readonly string[];
  readonly #entities: EntityPlan[] = [];
  readonly #values: string[] = [];
  readonly #interfaceAt = new Map<string, 'interface' | 'object'>();
  readonly #members: string[] = [];

  constructor(number: number) {
    this.#number = number;
    this.#random = new Random(mix(number, 77));
    this.#subgraphs = ['north', 'east', 'south', 'west', 'middle'].slice(0, this.#random.between(2, 5));
  }

  source(): SupergraphSource {
    const count = this.#random.between(2, 5);
    for (let i = 0; i < count; i += 1) this.#entities.push(this.#entity(`E${i}`));
    for (let i = 0; i < this.#random.between(1, 2); i += 1) this.#values.push(`V${i}`);
    this.#members.push(...this.#entities.filter(() => this.#random.chance(0.6)).map(({ name }) => name));
    this.#placeInterface();
    for (const entity of this.#entities) this.#fields(entity);
    for (const entity of this.#entities) this.#requirements(entity);
    for (const entity of this.#entities) this.#overrides(entity);
    return {
      name: `random-${this.#number}`,
      covers: 'whatever falls together',
      subgraphs: Object.fromEntries(this.#subgraphs.map((subgraph) => [subgraph, this.#sdl(subgraph)])),
    };
  }

  #some<T>(items: readonly T[], least: number): T[] {
    const chosen = items.filter(() => this.#random.chance(0.55));
    while (chosen.length < Math.min(least, items.length)) {
      const item = this.#random.pick(items);
      if (!chosen.includes(item)) chosen.push(item);
    }
    return chosen;
  }

  #entity(name: string): EntityPlan {
    const keys = this.#random.pick([
      ['id'],
      ['id'],
      ['id', 'code'],
      ['id', 'code zone'],
      ['id', 'code', 'zone { x }'],
      ['id', 'code zone { x }'],
    ]);
    const present = this.#some(this.#subgraphs, Math.min(2, this.#subgraphs.length));
    return {
      name,
      keys,
      at: new Map(present.map((subgraph) => [subgraph, this.#random.chance(0.6) ? this.#some(keys, 1) : [...keys]])),
      lines: new Map(present.map((subgraph) => [subgraph, new Map<string, string>()])),
      fields: [],
    };
  }

  /** `Thing`, by id: an interface of entities in some subgraphs, one object in another. */
  #placeInterface(): void {
    const members = this.#entities.filter(({ name }) => this.#members.includes(name));
    if (members.length === 0 || this.#random.chance(0.3)) return;
    for (const subgraph of this.#subgraphs)
      if (members.every(({ at }) => at.get(subgraph)?.includes('id'))) this.#interfaceAt.set(subgraph, 'interface');
    if (this.#interfaceAt.size === 0) return;
    for (const subgraph of this.#subgraphs)
      if (members.every(({ at }) => !at.has(subgraph)) && this.#random.chance(0.7)) this.#interfaceAt.set(subgraph, 'object');
  }

  #reference(subgraphs: readonly string[]): string {
    const known = this.#entities.filter(({ at }) => subgraphs.every((subgraph) => at.has(subgraph))).map(({ name }) => name);
    const abstract = [
      ...(subgraphs.every((subgraph) => this.#interfaceAt.has(subgraph)) ? ['Thing'] : []),
      ...(this.#members.length > 0 && subgraphs.every((subgraph) => this.#membersIn(subgraph).length > 0) ? ['Either'] : []),
    ];
    return this.#random.pick([...known, ...known, ...this.#values, ...abstract, ...abstract]);
  }

  #membersIn(subgraph: string): string[] {
    return this.#entities.filter(({ name, at }) => this.#members.includes(name) && at.has(subgraph)).map(({ name }) => name);
  }

  #wrapped(type: string): string {
    return this.#random.pick([type, type, type, `${type}!`, `[${type}]`, `[${type}!]`, `[${type}!]!`, `[[${type}]]`, `[[${type}!]!]`]);
  }

  #fields(entity: EntityPlan): void {
    for (let i = 0; i < this.#random.between(2, 6); i += 1) {
      const leaf = this.#random.chance(0.6);
      const owners = this.#random.chance(0.3) ? this.#some([...entity.at.keys()], 2) : [this.#random.pick([...entity.at.keys()])];
      const type = this.#wrapped(leaf ? this.#random.pick(SCALARS) : this.#reference(owners));
      const name = leaf ? `f${i}` : `r${i}`;
      const [args, given] = this.#random.pick(ARGUMENTS);
      const below = leaf ? '' : this.#values.includes(type.replaceAll(/\W/g, '')) ? ' { a c }' : null;
      entity.fields.push({ name, type, args, asked: below === null ? null : `${name}${given}${below}`, leaf: leaf && args === '', owners });
      const shareable = owners.length > 1 ? ' @shareable' : '';
      for (const owner of owners)
        entity.lines.get(owner)?.set(name, `${name}${args}: ${type}${shareable}${owners.length === 1 ? this.#provides(type, owner) : ''}`);
    }
  }

  /** A leaf of the entity that the field leads to, which this subgraph does not resolve otherwise. */
  #provides(type: string, subgraph: string): string {
    const target = this.#entities.find(({ name }) => name === type.replaceAll(/\W/g, ''));
    if (!target || this.#random.chance(0.4)) return '';
    const field = target.fields.find(
      ({ name, leaf, owners }) => leaf && !owners.includes(subgraph) && !target.lines.get(subgraph)?.has(name),
    );
    const lines = target.lines.get(subgraph);
    if (!field || !lines) return '';
    lines.set(field.name, `${field.name}: ${field.type} @external`);
    for (const owner of field.owners) {
      const line = target.lines.get(owner)?.get(field.name);
      if (line && !line.includes('@shareable')) target.lines.get(owner)?.set(field.name, `${line} @shareable`);
    }
    return ` @provides(fields: "${field.name}")`;
  }

  #requirements(entity: EntityPlan): void {
    for (const [subgraph, lines] of entity.lines) {
      if (this.#random.chance(0.5)) continue;
      const needed = entity.fields.filter(({ asked, name, owners }) => asked !== null && !owners.includes(subgraph) && !lines.has(name));
      if (needed.length === 0) continue;
      const chosen = this.#some(needed, 1);
      for (const { name, args, type } of chosen) lines.set(name, `${name}${args}: ${type} @external`);
      const name = `q${subgraph[0]}`;
      lines.set(
        name,
        `${name}: ${this.#wrapped(this.#random.pick(SCALARS))} @requires(fields: "${chosen.map(({ asked }) => asked).join(' ')}")`,
      );
      entity.fields.push({ name, type: 'Int', args: '', asked: null, leaf: false, owners: [subgraph] });
    }
  }

  #overrides(entity: EntityPlan): void {
    if (this.#random.chance(0.6)) return;
    const field = entity.fields.find(
      ({ leaf, owners, name }) =>
        leaf &&
        owners.length === 1 &&
        !entity.lines
          .get(owners[0] as string)
          ?.get(name)
          ?.includes('@'),
    );
    const [from] = field?.owners ?? [];
    const to = [...entity.at.keys()].find((subgraph) => subgraph !== from && field && !entity.lines.get(subgraph)?.has(field.name));
    if (!field || !to || from === undefined) return;
    entity.lines.get(to)?.set(field.name, `${field.name}: ${field.type} @override(from: "${from}")`);
  }

  /** A key of an interface must be resolvable of each type. */
  #resolvable(must: boolean): string {
    return !must && this.#random.chance(NOT_RESOLVABLE) ? ', resolvable: false' : '';
  }

  #sdl(subgraph: string): string {
    const here = this.#entities.filter(({ at }) => at.has(subgraph));
    const members = this.#membersIn(subgraph);
    const thing = this.#interfaceAt.get(subgraph);
    const types = here.map(({ name, at, lines }) => {
      const own = at.get(subgraph) as readonly string[];
      const implementing = thing === 'interface' && this.#members.includes(name);
      const keys = own.map((key) => `@key(fields: "${key}"${this.#resolvable(implementing && key === 'id')})`).join(' ');
      const keyFields = [...new Set(own.flatMap((key) => [...key.matchAll(/\b(id|code|zone)\b/g)].map(([field]) => field)))];
      const nested = own.some((key) => key.includes('{'));
      const shared = keyFields.map((field) =>
        field === 'id'
          ? 'id: ID!'
          : field === 'code'
            ? 'code: String! @shareable'
            : nested
              ? 'zone: Zone! @shareable'
              : 'zone: Int! @shareable',
      );
      return `type ${name}${implementing ? ' implements Thing' : ''} ${keys} { ${[...shared, ...(lines.get(subgraph)?.values() ?? [])].join(' ')} }`;
    });
    if (thing === 'interface') types.push('interface Thing @key(fields: "id") { id: ID! }');
    if (thing === 'object')
      types.push(
        `type Thing @key(fields: "id") @interfaceObject { id: ID! t${subgraph[0]}: ${this.#wrapped('Int')} u${subgraph[0]}: ${this.#wrapped('String')} }`,
      );
    if (members.length > 0) types.push(`union Either = ${members.join(' | ')}`);
    types.push(...this.#values.map((name) => `type ${name} @shareable { a: Int! b: String c: [[Float]] again: ${name} }`));
    types.push(
      'type Zone @shareable { x: Int! }',
      'scalar Json',
      'enum Hue { RED GREEN BLUE }',
      'input Spot { x: Int! y: Float = 0.5 in: Spot }',
    );
    const roots = Array.from(
      { length: this.#random.between(1, 3) },
      (_, i) => `${subgraph}${i}${this.#random.pick(ARGUMENTS)[0]}: ${this.#wrapped(this.#reference([subgraph]))}`,
    );
    const common = this.#entities.find(({ at }) => this.#subgraphs.every((other) => at.has(other)));
    if (common) roots.push(`any: ${common.name} @shareable`);
    types.push(`type Query { ${roots.join(' ')} }`);
    if (this.#random.chance(0.4))
      types.push(`type Mutation { do${subgraph}${this.#random.pick(ARGUMENTS)[0]}: ${this.#wrapped(this.#reference([subgraph]))} }`);
    return types.join('\n');
  }
}

/** What a random supergraph consists of, before it is written: who knows which entity by which keys, who has which field, and what it demands. */
import type { Random } from '../../differential/random.ts';

export interface EntityPlan {
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
export const ARGUMENTS: readonly (readonly [string, string])[] = [
  ['', ''],
  ['', ''],
  ['', ''],
  ['(n: Int)', '(n: 1)'],
  ['(n: Int = 3, hue: Hue)', '(hue: RED)'],
  ['(at: Spot)', '(at: { x: 1, in: { x: 2 } })'],
  ['(ids: [ID!]!)', '(ids: [1, 2])'],
  ['(deep: [[Spot]] = [[{ x: 1 }]])', ''],
];

export class Draft {
  readonly random: Random;
  readonly subgraphs: readonly string[];
  readonly entities: EntityPlan[] = [];
  readonly values: string[] = [];
  /** As what a subgraph knows `Thing`. */
  readonly interfaceAt = new Map<string, 'interface' | 'object'>();
  /** Entities that are a `Thing`, and an `Either`. */
  readonly members: string[] = [];

  constructor(random: Random) {
    this.random = random;
    this.subgraphs = ['north', 'east', 'south', 'west', 'middle'].slice(0, random.between(2, 5));
    const count = random.between(2, 5);
    for (let i = 0; i < count; i += 1) this.entities.push(this.#entity(`E${i}`));
    for (let i = 0; i < random.between(1, 2); i += 1) this.values.push(`V${i}`);
    this.members.push(...this.entities.filter(() => random.chance(0.6)).map(({ name }) => name));
    this.#placeInterface();
    for (const entity of this.entities) this.#fields(entity);
    for (const entity of this.entities) this.#requirements(entity);
    for (const entity of this.entities) this.#overrides(entity);
  }

  /** A type that all these subgraphs know. */
  reference(subgraphs: readonly string[]): string {
    const known = this.entities.filter(({ at }) => subgraphs.every((subgraph) => at.has(subgraph))).map(({ name }) => name);
    const abstract = [
      ...(subgraphs.every((subgraph) => this.interfaceAt.has(subgraph)) ? ['Thing'] : []),
      ...(this.members.length > 0 && subgraphs.every((subgraph) => this.membersIn(subgraph).length > 0) ? ['Either'] : []),
    ];
    return this.random.pick([...known, ...known, ...this.values, ...abstract, ...abstract]);
  }

  /** Of the union, in this subgraph. */
  membersIn(subgraph: string): string[] {
    return this.entities.filter(({ name, at }) => this.members.includes(name) && at.has(subgraph)).map(({ name }) => name);
  }

  wrapped(type: string): string {
    return this.random.pick([type, type, type, `${type}!`, `[${type}]`, `[${type}!]`, `[${type}!]!`, `[[${type}]]`, `[[${type}!]!]`]);
  }

  #some<T>(items: readonly T[], least: number): T[] {
    const chosen = items.filter(() => this.random.chance(0.55));
    while (chosen.length < Math.min(least, items.length)) {
      const item = this.random.pick(items);
      if (!chosen.includes(item)) chosen.push(item);
    }
    return chosen;
  }

  #entity(name: string): EntityPlan {
    const keys = this.random.pick([
      ['id'],
      ['id'],
      ['id', 'code'],
      ['id', 'code zone'],
      ['id', 'code', 'zone { x }'],
      ['id', 'code zone { x }'],
    ]);
    const present = this.#some(this.subgraphs, Math.min(2, this.subgraphs.length));
    return {
      name,
      keys,
      at: new Map(present.map((subgraph) => [subgraph, this.random.chance(0.6) ? this.#some(keys, 1) : [...keys]])),
      lines: new Map(present.map((subgraph) => [subgraph, new Map<string, string>()])),
      fields: [],
    };
  }

  /** `Thing`, by id: an interface of entities in some subgraphs, one object in another. */
  #placeInterface(): void {
    const members = this.entities.filter(({ name }) => this.members.includes(name));
    if (members.length === 0 || this.random.chance(0.3)) return;
    for (const subgraph of this.subgraphs)
      if (members.every(({ at }) => at.get(subgraph)?.includes('id'))) this.interfaceAt.set(subgraph, 'interface');
    if (this.interfaceAt.size === 0) return;
    for (const subgraph of this.subgraphs)
      if (members.every(({ at }) => !at.has(subgraph)) && this.random.chance(0.7)) this.interfaceAt.set(subgraph, 'object');
  }

  #fields(entity: EntityPlan): void {
    for (let i = 0; i < this.random.between(2, 6); i += 1) {
      const leaf = this.random.chance(0.6);
      const owners = this.random.chance(0.3) ? this.#some([...entity.at.keys()], 2) : [this.random.pick([...entity.at.keys()])];
      const type = this.wrapped(leaf ? this.random.pick(SCALARS) : this.reference(owners));
      const name = leaf ? `f${i}` : `r${i}`;
      const [args, given] = this.random.pick(ARGUMENTS);
      const below = leaf ? '' : this.values.includes(type.replaceAll(/\W/g, '')) ? ' { a c }' : null;
      entity.fields.push({ name, type, args, asked: below === null ? null : `${name}${given}${below}`, leaf: leaf && args === '', owners });
      const shareable = owners.length > 1 ? ' @shareable' : '';
      for (const owner of owners)
        entity.lines.get(owner)?.set(name, `${name}${args}: ${type}${shareable}${owners.length === 1 ? this.#provides(type, owner) : ''}`);
    }
  }

  /** A leaf of the entity that the field leads to, which this subgraph does not resolve otherwise. */
  #provides(type: string, subgraph: string): string {
    const target = this.entities.find(({ name }) => name === type.replaceAll(/\W/g, ''));
    if (!target || this.random.chance(0.4)) return '';
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
      if (this.random.chance(0.5)) continue;
      const needed = entity.fields.filter(({ asked, name, owners }) => asked !== null && !owners.includes(subgraph) && !lines.has(name));
      if (needed.length === 0) continue;
      const chosen = this.#some(needed, 1);
      for (const { name, args, type } of chosen) lines.set(name, `${name}${args}: ${type} @external`);
      const name = `q${subgraph[0]}`;
      lines.set(
        name,
        `${name}: ${this.wrapped(this.random.pick(SCALARS))} @requires(fields: "${chosen.map(({ asked }) => asked).join(' ')}")`,
      );
      entity.fields.push({ name, type: 'Int', args: '', asked: null, leaf: false, owners: [subgraph] });
    }
  }

  #overrides(entity: EntityPlan): void {
    if (this.random.chance(0.6)) return;
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
}

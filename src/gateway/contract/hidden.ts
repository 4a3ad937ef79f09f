/**
 * Which coordinates a contract hides: `Type`, `Type.field`, `Type.field(argument)`, `Enum.VALUE`, `Input.field`. First what the tags say, then, until
 * nothing changes, what cannot stay without what is hidden; at last the types that nothing leads to any more.
 */
import {
  Kind,
  type ConstValueNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type TypeDefinitionNode,
} from 'graphql';
import { publicSchema } from '../supergraph/public-schema.ts';
import { applicationsOf, readDirectiveNames } from '../supergraph/spec-directives.ts';
import type { Contract } from './contract.ts';
import { isFielded, isRequired, nameOf, typesOf, type Fielded } from './definitions.ts';
import { reachableTypes } from './reachable-types.ts';

export function hiddenBy(supergraph: DocumentNode, contract: Contract): ReadonlySet<string> {
  const filter = new Filter(supergraph, contract);
  filter.hideTagged();
  while (filter.hideDependent());
  filter.hideUnreachable();
  return filter.hidden;
}

class Filter {
  readonly hidden = new Set<string>();
  /** What clients see without the contract: the rest is hidden already, or none of their business. */
  readonly #types = new Map<string, TypeDefinitionNode>();
  readonly #supergraph: ReadonlyMap<string, TypeDefinitionNode>;
  readonly #tag: string;
  readonly #include: ReadonlySet<string>;
  readonly #exclude: ReadonlySet<string>;

  constructor(supergraph: DocumentNode, contract: Contract) {
    this.#tag = readDirectiveNames(supergraph)('tag', 'tag');
    this.#include = new Set(contract.include);
    this.#exclude = new Set(contract.exclude);
    this.#supergraph = typesOf(supergraph);
    for (const [name, type] of typesOf(publicSchema(supergraph))) this.#types.set(name, type);
  }

  hideTagged(): void {
    for (const name of this.#types.keys()) {
      const type = this.#supergraph.get(name);
      if (!type) continue;
      const tags = this.#tagsOf(type);
      if (this.#excluded(tags)) this.hidden.add(name);
      if (type.kind === Kind.UNION_TYPE_DEFINITION && !this.#included(tags)) this.hidden.add(name);
      if (isFielded(type)) for (const field of type.fields ?? []) this.#hideField(name, field, tags);
      if (type.kind === Kind.ENUM_TYPE_DEFINITION) this.#hideExcluded(name, type.values ?? []);
      if (type.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) this.#hideExcluded(name, type.fields ?? []);
    }
  }

  /** @returns whether something more is hidden now. */
  hideDependent(): boolean {
    const before = this.hidden.size;
    for (const [name, type] of this.#types) {
      if (this.hidden.has(name)) continue;
      if (isFielded(type)) this.#checkFields(name, type);
      else if (type.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) this.#checkInput(name, type.fields ?? []);
      else if (type.kind === Kind.ENUM_TYPE_DEFINITION)
        this.#hideEmpty(
          name,
          (type.values ?? []).map((value) => `${name}.${value.name.value}`),
        );
      else if (type.kind === Kind.UNION_TYPE_DEFINITION)
        this.#hideEmpty(
          name,
          (type.types ?? []).map((member) => member.name.value),
        );
    }
    return this.hidden.size > before;
  }

  hideUnreachable(): void {
    const reachable = reachableTypes(this.#types, this.hidden);
    for (const name of this.#types.keys()) if (!reachable.has(name)) this.hidden.add(name);
  }

  /** An object's or interface's tags are its fields' too. */
  #hideField(type: string, field: FieldDefinitionNode, typeTags: readonly string[]): void {
    const coordinate = `${type}.${field.name.value}`;
    const tags = [...typeTags, ...this.#tagsOf(field)];
    if (this.#excluded(tags) || !this.#included(tags)) this.hidden.add(coordinate);
    for (const argument of field.arguments ?? [])
      if (this.#excluded(this.#tagsOf(argument))) this.hidden.add(`${coordinate}(${argument.name.value})`);
  }

  #hideExcluded(
    type: string,
    nodes: readonly { readonly name: { readonly value: string }; readonly directives?: TypeDefinitionNode['directives'] }[],
  ): void {
    for (const node of nodes) if (this.#excluded(this.#tagsOf(node))) this.hidden.add(`${type}.${node.name.value}`);
  }

  #checkFields(name: string, type: Fielded): void {
    for (const field of type.fields ?? []) {
      const coordinate = `${name}.${field.name.value}`;
      if (this.hidden.has(coordinate)) continue;
      const args = field.arguments ?? [];
      for (const argument of args) if (this.#unusable(argument)) this.hidden.add(`${coordinate}(${argument.name.value})`);
      // What cannot be called without a hidden argument cannot be called.
      const uncallable = args.some((argument) => isRequired(argument) && this.hidden.has(`${coordinate}(${argument.name.value})`));
      if (uncallable || this.hidden.has(nameOf(field.type))) this.hidden.add(coordinate);
    }
    for (const { name: implemented } of type.interfaces ?? []) this.#checkImplemented(name, type, implemented.value);
    this.#hideEmpty(
      name,
      (type.fields ?? []).map((field) => `${name}.${field.name.value}`),
    );
  }

  /** An interface can promise no more than its implementations keep. */
  #checkImplemented(name: string, type: Fielded, interfaceName: string): void {
    for (const field of type.fields ?? []) {
      const [own, promised] = [`${name}.${field.name.value}`, `${interfaceName}.${field.name.value}`];
      if (this.hidden.has(own)) this.hidden.add(promised);
      else
        for (const { name: argument } of field.arguments ?? [])
          if (this.hidden.has(`${own}(${argument.value})`)) this.hidden.add(`${promised}(${argument.value})`);
    }
  }

  #checkInput(name: string, fields: readonly InputValueDefinitionNode[]): void {
    for (const field of fields) {
      const coordinate = `${name}.${field.name.value}`;
      if (this.#unusable(field)) this.hidden.add(coordinate);
      // An object that must have a hidden field can be made by nobody.
      if (isRequired(field) && this.hidden.has(coordinate)) this.hidden.add(name);
    }
    this.#hideEmpty(
      name,
      fields.map((field) => `${name}.${field.name.value}`),
    );
  }

  #unusable(value: InputValueDefinitionNode): boolean {
    const type = nameOf(value.type);
    return this.hidden.has(type) || (value.defaultValue !== undefined && this.#mentionsHidden(type, value.defaultValue));
  }

  /** Whether a default value uses an enum value or an input field that is hidden. */
  #mentionsHidden(type: string, value: ConstValueNode): boolean {
    if (value.kind === Kind.LIST) return value.values.some((item) => this.#mentionsHidden(type, item));
    if (value.kind === Kind.ENUM) return this.hidden.has(`${type}.${value.value}`);
    if (value.kind !== Kind.OBJECT) return false;
    const input = this.#types.get(type);
    return value.fields.some(({ name, value: inner }) => {
      const field =
        input?.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION ? input.fields?.find((each) => each.name.value === name.value) : undefined;
      return this.hidden.has(`${type}.${name.value}`) || (field !== undefined && this.#mentionsHidden(nameOf(field.type), inner));
    });
  }

  #hideEmpty(name: string, members: readonly string[]): void {
    if (members.every((member) => this.hidden.has(member))) this.hidden.add(name);
  }

  #tagsOf(node: { readonly directives?: TypeDefinitionNode['directives'] }): string[] {
    return applicationsOf(node, this.#tag).flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
  }

  #excluded(tags: readonly string[]): boolean {
    return tags.some((tag) => this.#exclude.has(tag));
  }

  #included(tags: readonly string[]): boolean {
    return this.#include.size === 0 || tags.some((tag) => this.#include.has(tag));
  }
}

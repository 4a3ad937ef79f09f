/**
 * Names for the merged data. A client may call any field by any alias (`id: name`, `__typename: id`, `__proto__: title`), while planner and
 * subgraphs need keys and required fields under their own names. So clients' aliases never travel: each distinct field of an operation (name,
 * arguments, shape) gets one response key of ours, the field's own name wherever that is free, and the projection writes the client's aliases.
 */
import {
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  print,
  type FieldNode,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
} from 'graphql';

export class ResponseKeys {
  readonly #byNode = new Map<FieldNode, string>();
  readonly #byIdentity = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #neverPlainWithArguments: ReadonlySet<string>;
  readonly #schema: GraphQLSchema;

  readonly #apart: Set<string> | 'all';

  /** @param apart `all`: every alias is a field of its own. */
  constructor(schema: GraphQLSchema, requiredFieldNames: ReadonlySet<string>, apart?: 'all') {
    this.#apart = apart ?? new Set();
    this.#schema = schema;
    this.#neverPlainWithArguments = requiredFieldNames;
  }

  /** From here on the fields of these identities have a key for each alias. */
  keepApart(identities: ReadonlySet<string>): void {
    if (this.#apart !== 'all') for (const identity of identities) this.#apart.add(identity);
  }

  /**
   * Names the field; the same node, and any other with equal name, arguments and shape, gets the same key.
   * @param call tells fields apart that are alike: a mutation's root fields are run once for each response key of the client, and each has a result of its own.
   */
  assign(node: FieldNode, definition: GraphQLField<unknown, unknown>, call = ''): string {
    const known = this.#byNode.get(node);
    if (known !== undefined) return known;
    const name = node.name.value;
    const alike = identityOf(node, definition);
    const alone = this.#apart === 'all' ? node.selectionSet !== undefined : this.#apart.has(alike);
    const identity = `${alone ? (node.alias?.value ?? name) : call} ${alike}`;
    let key = this.#byIdentity.get(identity);
    if (key === undefined) {
      const withArguments = (node.arguments?.length ?? 0) > 0;
      // A field that some @requires also asks for, maybe with arguments of its own, must not stand in its way.
      const plain = !this.#taken.has(name) && !(withArguments && this.#neverPlainWithArguments.has(name));
      key = plain ? name : this.#unused(name);
      this.#taken.add(key);
      this.#byIdentity.set(identity, key);
    }
    this.#byNode.set(node, key);
    return key;
  }

  /** The key of a node that was assigned before. */
  of(node: FieldNode): string | undefined {
    return this.#byNode.get(node);
  }

  /** From key to what the client calls the field (the first of its names), where the two differ. */
  clientNames(): ReadonlyMap<string, string> {
    const names = new Map<string, string>();
    for (const [node, key] of this.#byNode) if (!names.has(key)) names.set(key, node.alias?.value ?? node.name.value);
    for (const [key, name] of names) if (key === name) names.delete(key);
    return names;
  }

  #unused(name: string): string {
    for (let n = 2; ; n += 1) {
      const key = `${name}_${n}`;
      if (!this.#taken.has(key) && !fieldNames(this.#schema).has(key)) return key;
    }
  }
}

/** What makes two fields one to whoever answers them. */
export function identityOf(node: FieldNode, definition: GraphQLField<unknown, unknown>): string {
  return `${node.name.value}(${argumentsText(node)}):${shapeOf(definition.type)}`;
}

/** The arguments as written, in order of name, so that their order makes no second field. */
export function argumentsText(node: FieldNode): string {
  if (!node.arguments || node.arguments.length === 0) return '';
  return node.arguments
    .map((argument) => print(argument))
    .toSorted()
    .join(',');
}

/** Wrappers and leaf name; all composite types look alike, as in SameResponseShape (section 5.3.2). */
export function shapeOf(type: GraphQLOutputType): string {
  if (isNonNullType(type)) return `${shapeOf(type.ofType)}!`;
  if (isListType(type)) return `[${shapeOf(type.ofType)}]`;
  const named = getNamedType(type);
  return isCompositeType(named) ? '*' : named.name;
}

const namesBySchema = new WeakMap<GraphQLSchema, ReadonlySet<string>>();

function fieldNames(schema: GraphQLSchema): ReadonlySet<string> {
  let names = namesBySchema.get(schema);
  if (!names) {
    names = new Set(
      Object.values(schema.getTypeMap()).flatMap((type) =>
        isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : [],
      ),
    );
    namesBySchema.set(schema, names);
  }
  return names;
}

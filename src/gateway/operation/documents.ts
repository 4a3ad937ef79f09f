/**
 * The operation cache: text to everything that depends on the text alone. A document is lexed, bounded, parsed and validated once; what the
 * later phases make of it (plans, programs) hangs on its `OperationEntry`, so one look-up serves the whole request.
 */
import { LRUCache } from 'lru-cache';
import {
  GraphQLError,
  Kind,
  MaxIntrospectionDepthRule,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValidationRule,
} from 'graphql';
import type { Trace } from '../explain/trace.ts';
import type { GatewayLimits, PreparedDocument } from '../gateway.ts';
import type { Program } from '../program/program.ts';
import { conditionVariables } from './conditions.ts';
import { checkDocumentBounds } from './document-bounds.ts';
import { limitError } from './limit-error.ts';
import { checkTextBounds } from './text-bounds.ts';

/** One operation of one document, with what was compiled for it. */
export interface OperationEntry {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Boolean variables that @skip and @include read; a program is compiled for each combination that is asked. */
  readonly conditionVariables: readonly string[];
  readonly programs: LRUCache<string, Program>;
}

export interface KeptDocument extends PreparedDocument {
  /** By operation name; `''` where the document's only operation has none. */
  readonly operations: ReadonlyMap<string, OperationEntry>;
}

/** Programs kept per operation: six condition variables in every combination. Beyond it the least recent is compiled again. */
const PROGRAMS_PER_OPERATION = 64;
const MAX_ERRORS = 20;
/** Of OverlappingFieldsCanBeMergedRule in graphql-js; fixed there. */
const MAX_COMPARISONS = 500_000;

export class Documents {
  readonly #schema: GraphQLSchema;
  readonly #limits: GatewayLimits;
  readonly #rules: readonly ValidationRule[];
  readonly #kept: LRUCache<string, KeptDocument>;

  constructor(schema: GraphQLSchema, limits: GatewayLimits, introspection: boolean, size: number) {
    this.#schema = schema;
    this.#limits = limits;
    // document-bounds.ts has measured the depth of introspection, with a limit that can be chosen.
    const rules = specifiedRules.filter((rule) => rule !== MaxIntrospectionDepthRule);
    this.#rules = introspection ? rules : [...rules, NoSchemaIntrospectionCustomRule];
    this.#kept = new LRUCache({ max: size });
  }

  /** Documents with errors are kept too: sending a bad one again and again must not cost more than a good one. */
  prepare(source: string, trace?: Trace): KeptDocument {
    let kept = this.#kept.get(source);
    trace?.documentWas(kept ? 'hit' : 'miss');
    if (!kept) {
      trace?.enter('parse');
      kept = this.#read(source, trace);
      trace?.leave();
      this.#kept.set(source, kept);
    }
    return kept;
  }

  #read(source: string, trace: Trace | undefined): KeptDocument {
    const refused = (errors: readonly GraphQLError[], code: string): KeptDocument => ({
      document: null,
      errors: errors.map((error) => withCode(error, code)),
      operations: new Map(),
    });
    const unbounded = checkTextBounds(source, this.#limits);
    if (unbounded.length > 0) return refused(unbounded, 'GRAPHQL_PARSE_FAILED');
    let document: DocumentNode;
    try {
      document = parse(source);
    } catch (error) {
      if (error instanceof GraphQLError) return refused([error], 'GRAPHQL_PARSE_FAILED');
      throw error;
    }
    trace?.enter('validate');
    const tooLarge = checkDocumentBounds(document, this.#limits);
    if (tooLarge.length > 0) return refused(tooLarge, 'GRAPHQL_VALIDATION_FAILED');
    const invalid = validate(this.#schema, document, this.#rules, { maxErrors: MAX_ERRORS });
    if (invalid.length > 0) return refused(invalid.map(namedAbort), 'GRAPHQL_VALIDATION_FAILED');
    return { document, errors: [], operations: readOperations(document) };
  }
}

function readOperations(document: DocumentNode): Map<string, OperationEntry> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations = new Map<string, OperationEntry>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    operations.set(definition.name?.value ?? '', {
      document,
      operation: definition,
      fragments,
      conditionVariables: conditionVariables(definition, fragments),
      programs: new LRUCache({ max: PROGRAMS_PER_OPERATION }),
    });
  }
  return operations;
}

/** graphql-js compares the fields that share a response key pair by pair and stops at a budget of its own (16.15), without saying why. */
function namedAbort(error: GraphQLError): GraphQLError {
  if (error.message !== 'Validation aborted.') return error;
  return limitError(
    'VALIDATION_LIMIT_EXCEEDED',
    `Checking which fields of the document merge takes more than ${MAX_COMPARISONS} comparisons; that is the limit. Fields or fragments are repeated too often.`,
  );
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  if (error.extensions['code'] !== undefined) return error;
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    extensions: { ...error.extensions, code },
  });
}

/**
 * GetOperation (GraphQL specification, section 6.1).
 * @returns the entry, or the error that says why there is none.
 */
export function selectOperation(kept: KeptDocument, name: string | null | undefined): OperationEntry | GraphQLError {
  const failure = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } });
  if (name !== null && name !== undefined && name !== '') return kept.operations.get(name) ?? failure(`Unknown operation named "${name}".`);
  if (kept.operations.size > 1) return failure('Must provide operation name if query contains multiple operations.');
  for (const only of kept.operations.values()) return only;
  return failure('Must provide an operation.');
}

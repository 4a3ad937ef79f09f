/** Asked once per request: what of this operation is denied to this client? */
import { LRUCache } from 'lru-cache';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { OperationEntry } from '../operation/documents.ts';
import type { ClientRequest } from '../request.ts';
import { readAccessRules, type AccessRules, type Clause, type Rule } from './access-rules.ts';
import { NOBODY, type AuthorizationOptions, type Grants } from './authorization.ts';
import { deniedBy, type Denied } from './denied.ts';
import { guardsOf, type OperationGuards } from './operation-guards.ts';

/** Kept per operation; beyond it the least recent is made again. Each has a program of its own, bounded in the same way. */
const VARIANTS_PER_OPERATION = 64;

export interface Authorizer {
  readonly mode: 'filter' | 'reject';
  /** Whether the answer depends on who is asking: such a one must not be kept for everybody. */
  guards(entry: OperationEntry): boolean;
  /** A promise only where a policy function has to be asked. Rejects as that function does. */
  deniedIn(entry: OperationEntry, request: ClientRequest): Denied | null | Promise<Denied | null>;
}

/** @returns null where the supergraph guards nothing: then nothing is asked at all. */
export function createAuthorizer(document: DocumentNode, api: GraphQLSchema, options: AuthorizationOptions = {}): Authorizer | null {
  const rules = readAccessRules(document);
  if (!rules) return null;
  const known = new WeakMap<OperationEntry, Guarded>();
  const guardedOf = (entry: OperationEntry): Guarded => {
    let guarded = known.get(entry);
    if (!guarded) known.set(entry, (guarded = new Guarded(guardsOf(api, rules, entry), rules)));
    return guarded;
  };
  return {
    mode: options.mode ?? 'filter',
    guards: (entry) => guardedOf(entry).guards.clauses.length > 0,
    deniedIn(entry, request) {
      const guarded = guardedOf(entry);
      if (guarded.guards.clauses.length === 0) return null;
      const grants = options.grantsOf?.(request) ?? NOBODY;
      if (guarded.policies.length === 0 || !options.policies) return guarded.deniedTo(grants, NONE);
      return askPolicies(options.policies, guarded, grants, request);
    },
  };
}

const NONE: ReadonlySet<string> = new Set();

async function askPolicies(
  policies: NonNullable<AuthorizationOptions['policies']>,
  guarded: Guarded,
  grants: Grants,
  request: ClientRequest,
): Promise<Denied | null> {
  return guarded.deniedTo(grants, new Set(await policies(guarded.policies, request)));
}

/** An operation's guards, with the variants that were made of them. */
class Guarded {
  readonly guards: OperationGuards;
  /** Names of the policies that the operation needs. */
  readonly policies: readonly string[];
  readonly #clauses: readonly Clause[];
  readonly #variants = new LRUCache<string, Denied>({ max: VARIANTS_PER_OPERATION });

  constructor(guards: OperationGuards, rules: AccessRules) {
    this.guards = guards;
    this.#clauses = rules.clauses;
    this.policies = [
      ...new Set(
        guards.clauses.flatMap((id) => {
          const clause = rules.clauses[id];
          return clause?.kind === 'policies' ? clause.anyOf.flat() : [];
        }),
      ),
    ];
  }

  deniedTo(grants: Grants, policies: ReadonlySet<string>): Denied | null {
    const lacking = this.guards.clauses.filter((id) => !satisfied(this.#clauses[id], grants, policies));
    if (lacking.length === 0) return null;
    return this.#variant(lacking);
  }

  #variant(lacking: Rule): Denied | null {
    const key = lacking.join(',');
    let variant = this.#variants.get(key) ?? null;
    if (!variant) {
      variant = deniedBy(this.guards, lacking);
      if (variant) this.#variants.set(key, variant);
    }
    return variant;
  }
}

function satisfied(clause: Clause | undefined, grants: Grants, policies: ReadonlySet<string>): boolean {
  if (!clause) return false;
  if (clause.kind === 'authenticated') return grants.authenticated;
  const held = clause.kind === 'scopes' ? grants.scopes : policies;
  return clause.anyOf.some((names) => names.every((name) => held.has(name)));
}

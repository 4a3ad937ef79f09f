/** Subgraphs with something to guard: a salary, a secret, documents, and taxes that are computed from the salary. */
import type { AuthorizationOptions, Grants } from '../../src/gateway/authorization/authorization.ts';
import { federate, type TestGateway, type TestSubgraph } from './testkit.ts';

export const STRANGER: Grants = { authenticated: false, scopes: new Set() };
export const as = (...scopes: string[]): Grants => ({ authenticated: true, scopes: new Set(scopes) });

/** People with a salary, and documents of two kinds, one of them secret. */
export const people: TestSubgraph = {
  sdl: `
    type Query { person: Person people: [Person!]! me: Person! @authenticated search: [Hit] documents: [Document!] stamps: [Stamp] }
    type Mutation { open: String hire: Person! @requiresScopes(scopes: [["hr"]]) close: String }
    type Person @key(fields: "id") {
      id: ID!
      name: String
      email: String @authenticated
      salary: Int @requiresScopes(scopes: [["payroll"], ["hr", "money"]])
      rank: String! @policy(policies: [["staff"]])
      boss: Person
    }
    interface Document { id: ID! title: String }
    type Memo implements Document { id: ID! title: String @authenticated }
    type Flyer implements Document { id: ID! title: String }
    type Secret @requiresScopes(scopes: [["secret"]]) { code: String }
    union Hit = Person | Secret | Flyer
    scalar Seal @authenticated
    enum Ink @policy(policies: [["ink"]]) { RED BLUE }
    type Stamp { seal: Seal ink: Ink size: Int }`,
  resolve: {
    'Query.person': () => ANNA,
    'Query.people': () => [ANNA, BERT],
    'Query.me': () => BERT,
    'Query.search': () => [
      { __typename: 'Secret', code: 'x' },
      { __typename: 'Flyer', title: 'f' },
      { __typename: 'Person', ...ANNA },
    ],
    'Query.documents': () => [
      { __typename: 'Memo', id: 'm', title: 'memo' },
      { __typename: 'Flyer', id: 'f', title: 'flyer' },
    ],
    'Query.stamps': () => [{ seal: 's', ink: 'RED', size: 3 }],
    'Mutation.open': () => 'opened',
    'Mutation.hire': () => BERT,
    'Mutation.close': () => 'closed',
  },
  entities: { Person: ({ id }: { id: string }) => (id === ANNA.id ? ANNA : BERT) },
};
const ANNA = { id: '1', name: 'Anna', email: 'anna@x', salary: 10, rank: 'chief', boss: null as unknown };
const BERT = { id: '2', name: 'Bert', email: 'bert@x', salary: 20, rank: 'clerk', boss: ANNA };
export const taxes: TestSubgraph = {
  sdl: `type Person @key(fields: "id") {
    id: ID!
    salary: Int @external
    office: String
    tax: Int @requires(fields: "salary") @requiresScopes(scopes: [["payroll"], ["hr", "money"]])
  }`,
  entities: { Person: ({ id, salary }: { id: string; salary?: number }) => ({ id, office: `o${id}`, tax: (salary ?? 0) / 2 }) },
};

export function world(grants: Grants, options: Omit<AuthorizationOptions, 'grantsOf'> = {}): TestGateway {
  return federate({ people, taxes }, { authorization: { ...options, grantsOf: () => grants } });
}

export const denied = (what: string, ...path: (string | number)[]) => ({
  message: `Unauthorized field or type: ${what}.`,
  path,
  extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' },
});

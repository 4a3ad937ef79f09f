import type { SupergraphSource } from './supergraph-source.ts';

export const guarded: SupergraphSource = {
  name: 'guarded',
  covers: '@authenticated, @requiresScopes and @policy on fields, types, enums and scalars, also on what @requires needs',
  subgraphs: {
    files: `
      scalar Secret @authenticated
      type Query { file: File files: [File!]! mine: [File] @authenticated audit: Audit! @requiresScopes(scopes: [["audit"], ["read", "admin"]]) any: [Entry] }
      type Mutation { share(with: ID): File @authenticated wipe: Boolean @policy(policies: [["owner"]]) }
      interface Entry { id: ID! name: String }
      type File implements Entry @key(fields: "id") { id: ID! name: String size: Int @authenticated key: Secret owner: User mode: Mode }
      type Folder implements Entry @key(fields: "id") @authenticated { id: ID! name: String files: [File!]! }
      type Audit { lines: [String!]! last: File by: User @policy(policies: [["owner"], ["staff", "present"]]) }
      type User @key(fields: "id") { id: ID! }
      enum Mode @requiresScopes(scopes: [["read"]]) { OPEN SHUT }`,
    users: `
      type Query { me: User @authenticated user(n: Int): User }
      type User @key(fields: "id") { id: ID! name: String email: String @requiresScopes(scopes: [["email"]]) friends: [User!]! boss: User @authenticated salary: Int! @policy(policies: [["payroll"]]) files: [File!] }
      type File @key(fields: "id") { id: ID! size: Int @external cost: Float @requires(fields: "size") @authenticated stars: Int }`,
  },
};

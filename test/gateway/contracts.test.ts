import { describe, expect, it } from '@jest/globals';
import { buildASTSchema, getIntrospectionQuery, parse, print, printSchema, validateSchema } from 'graphql';
import { applyContract } from '../../src/gateway/contract/apply-contract.ts';
import type { Contract } from '../../src/gateway/contract/contract.ts';
import { publicSchema } from '../../src/gateway/supergraph/public-schema.ts';
import { federate, type TestSubgraph } from './testkit.ts';

const library: TestSubgraph = {
  sdl: `
    type Query {
      book: Book @tag(name: "public")
      books(order: Order = TITLE @tag(name: "partner"), filter: Filter): [Book] @tag(name: "public") @tag(name: "partner")
      staff: [Person] @tag(name: "internal")
      find: Found @tag(name: "public")
      item: Item @tag(name: "public")
    }
    type Mutation { burn: Boolean @tag(name: "internal") }
    interface Item @tag(name: "public") { id: ID! price: Int }
    type Book implements Item @key(fields: "id") @tag(name: "public") { id: ID! title: String price: Int @tag(name: "secret") lender: Person }
    type Person { name: String badge: Badge }
    type Badge { number: Int }
    union Found @tag(name: "public") = Book | Person
    enum Order { TITLE PRICE @tag(name: "secret") }
    input Filter { title: String margin: Margin @tag(name: "secret") }
    input Margin { least: Int }`,
  resolve: {
    'Query.book': () => ({ id: '1', title: 'Kitab', price: 3, lender: { name: 'Anna' } }),
    'Query.books': () => [{ id: '1' }],
    'Query.find': () => ({ __typename: 'Person', name: 'Anna' }),
  },
  entities: { Book: ({ id }: { id: string }) => ({ id, price: 3 }) },
};
const shop: TestSubgraph = {
  sdl: `type Book @key(fields: "id") { id: ID! price: Int @external dearer: Int @requires(fields: "price") @tag(name: "public") }`,
  entities: { Book: ({ price }: { price: number }) => ({ dearer: price * 2 }) },
};

const { supergraphSdl } = federate({ library, shop });

/** The API schema under a contract, which must be a valid one. */
function apiOf(contract: Contract, sdl = supergraphSdl): string {
  const schema = buildASTSchema(publicSchema(applyContract(parse(sdl), contract)), { assumeValidSDL: true });
  expect(validateSchema(schema)).toEqual([]);
  return printSchema(schema);
}

describe('a contract that excludes', () => {
  it('hides what has the tag, and nothing else', () => {
    const api = apiOf({ exclude: ['secret', 'internal'] });
    expect(api).not.toMatch(/price|PRICE|margin|Margin|staff|Mutation|burn|lendery/);
    expect(api).toMatch(/books\(order: Order = TITLE, filter: Filter\): \[Book\]/);
    expect(api).toMatch(/lender: Person/);
  });

  it('hides an argument, and a field that cannot be called without one', () => {
    expect(apiOf({ exclude: ['partner'] })).not.toContain('books');
    const required = supergraphSdl.replace('books(order: Order = TITLE @tag(name: "partner")', 'books(order: Order! @tag(name: "odd")');
    expect(apiOf({ exclude: ['odd'] }, required)).not.toContain('books');
    const optional = supergraphSdl.replace('books(order: Order = TITLE @tag(name: "partner")', 'books(order: Order = PRICE');
    expect(apiOf({ exclude: ['secret'] }, optional)).toContain('books(filter: Filter): [Book]');
  });

  it('takes a promise back from an interface that an implementation no longer keeps', () => {
    expect(apiOf({ exclude: ['secret'] })).toMatch(/interface Item \{\n {2}id: ID!\n\}/);
  });

  it('hides a type wherever it is mentioned, and the types that nothing leads to then', () => {
    const tagged = supergraphSdl.replace('type Person @', 'type Person @tag(name: "people") @');
    const api = apiOf({ exclude: ['people'] }, tagged);
    expect(api).not.toMatch(/Person|Badge|lender|staff/);
    expect(api).toContain('union Found = Book');
  });
});

describe('a contract that includes', () => {
  it('hides fields and unions without one of the tags; tags of a type are its fields’ too', () => {
    const api = apiOf({ include: ['public'] });
    expect(api).toContain('type Book implements Item {\n  id: ID!\n  title: String\n  price: Int\n  dearer: Int\n}');
    expect(api).not.toMatch(/staff|Mutation|Person|Badge|lender/);
    expect(api).toContain('books(order: Order = TITLE, filter: Filter): [Book]');
    expect(api).toContain('union Found = Book');
  });

  it('gives way to what is excluded', () => {
    const api = apiOf({ include: ['public'], exclude: ['secret', 'partner'] });
    expect(api).not.toMatch(/price|books|Order|Filter/);
  });

  it('fails where nothing is left, or nothing is said', () => {
    expect(() => apiOf({ include: ['nowhere'] })).toThrow('The contract hides every field of the query type.');
    expect(() => apiOf({ include: [], exclude: [] })).toThrow('A contract needs tags to include or to exclude.');
  });
});

describe('a gateway under a contract', () => {
  const { run } = federate({ library, shop }, { contract: { include: ['public'], exclude: ['secret'] } });

  it('knows nothing of what is hidden', async () => {
    expect((await run('{ book { title price } }')).errors).toMatchObject([
      { message: expect.stringContaining('Cannot query field "price" on type "Book"'), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ]);
    const { text } = await run(getIntrospectionQuery());
    expect(text).not.toMatch(/price|PRICE|margin|staff|Person|Badge|tag|inaccessible/i);
    expect((await run('{ __type(name: "Person") { name } }')).data).toEqual({ __type: null });
  });

  it('plans with it all the same', async () => {
    expect((await run('{ book { dearer } }')).data).toEqual({ book: { dearer: 6 } });
  });

  it('shows nothing of an object of a hidden type', async () => {
    const { text } = await run('{ find { __typename ... on Book { title } } }');
    expect(text).toBe('{"find":null}');
  });

  it('is the same as one over the supergraph that the contract makes', async () => {
    const made = print(applyContract(parse(supergraphSdl), { include: ['public'], exclude: ['secret'] }));
    const other = federate({ library, shop }, { supergraphSdl: made });
    expect(printSchema(other.gateway.schema)).toBe(
      printSchema(federate({ library, shop }, { contract: { include: ['public'], exclude: ['secret'] } }).gateway.schema),
    );
    expect((await other.run('{ book { dearer title } }')).data).toEqual({ book: { dearer: 6, title: 'Kitab' } });
  });
});

describe('@inaccessible', () => {
  const hidden: TestSubgraph = {
    sdl: `
      type Query { any: Any node: Node seen(by: Hidden @inaccessible, as: As): As }
      union Any = Seen | Secret
      interface Node { id: ID! secret: Int @inaccessible }
      interface Inner @inaccessible { id: ID! }
      type Seen implements Node & Inner { id: ID! secret: Int @inaccessible }
      type Secret @inaccessible { code: String }
      input Hidden @inaccessible { x: Int }
      enum As { A B @inaccessible }`,
    resolve: {
      'Query.any': () => ({ __typename: 'Secret', code: 'x' }),
      'Query.node': () => ({ __typename: 'Seen', id: '1' }),
      'Query.seen': () => 'B',
    },
  };

  it.each([
    ['by its own name', (sdl: string) => sdl],
    [
      'renamed by the link',
      (sdl: string) => sdl.replace('/inaccessible/v0.2"', '/inaccessible/v0.2", as: "private"').replaceAll('@inaccessible', '@private'),
    ],
    [
      'renamed by an import',
      (sdl: string) =>
        sdl
          .replaceAll('@inaccessible', '@hide')
          .replace('/inaccessible/v0.2"', '/inaccessible/v0.2", import: [{ name: "@inaccessible", as: "@hide" }]'),
    ],
  ])('%s: is shown nowhere', async (_, rename) => {
    const sdl = rename(federate({ hidden }).supergraphSdl);
    const { run, gateway } = federate({ hidden }, { supergraphSdl: sdl });
    expect(printSchema(gateway.schema)).not.toMatch(/secret|hidden|Inner|\bB\b|inaccessible|private|hide/i);
    expect((await run(getIntrospectionQuery())).text).not.toMatch(/secret|hidden|Inner|"B"|inaccessible|private|hide/i);
    expect((await run('{ any { __typename } node { __typename id } }')).data).toEqual({ any: null, node: { __typename: 'Seen', id: '1' } });
    const { data, errors } = await run('{ seen }');
    expect({ data, errors }).toEqual({
      data: { seen: null },
      errors: [expect.objectContaining({ path: ['seen'], message: expect.not.stringContaining('"B"') })],
    });
  });
});

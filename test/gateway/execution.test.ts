import { describe, expect, it } from '@jest/globals';
import { failWith, federate, type TestSubgraph } from './testkit.ts';

/** Two shops' worth of data: products owned by one subgraph, stock and reviews by two others. */
const products: TestSubgraph = {
  sdl: `
    type Query { top: [Product!]! product(upc: ID!): Product broken: Product }
    type Product @key(fields: "upc") { upc: ID! name: String! price(currency: String = "EUR"): Int weight: Int maker: Maker }
    type Maker @key(fields: "id") { id: ID! }`,
  resolve: {
    'Query.top': () => [
      { upc: '1', weight: 10, maker: { id: 'm1' } },
      { upc: '2', weight: 20, maker: { id: 'm1' } },
      { upc: '3', weight: 30, maker: null },
    ],
    'Query.product': (_: never, { upc }: { upc: string }) => (upc === '404' ? null : { upc, weight: 7, maker: { id: 'm9' } }),
    'Query.broken': () => failWith('no such shelf', { code: 'SHELF' }),
    'Product.name': ({ upc }: { upc: string }) => `product ${upc}`,
    'Product.price': (_: never, { currency }: { currency: string }) => (currency === 'EUR' ? 5 : 6),
  },
};
const stock: TestSubgraph = {
  sdl: `
    type Product @key(fields: "upc") { upc: ID! weight: Int @external inStock: Boolean! shipping: Int @requires(fields: "weight") }`,
  entities: {
    Product: ({ upc, weight }: { upc: string; weight?: number }) =>
      upc === '9' ? null : { upc, inStock: upc !== '2', shipping: weight === undefined ? null : weight * 2 },
  },
};
const makers: TestSubgraph = {
  sdl: `type Maker @key(fields: "id") { id: ID! name: String country: String! }`,
  entities: { Maker: ({ id }: { id: string }) => ({ id, name: `maker ${id}`, country: 'EG' }) },
};

describe('a query over three subgraphs', () => {
  it('asks each once, with each representation once, and answers in the order of the operation', async () => {
    const { run, calls } = federate({ products, stock, makers });
    const { text, errors } = await run('{ top { name shipping maker { country name } upc inStock } }');
    expect(errors).toBeUndefined();
    expect(text).toBe(
      '{"top":[{"name":"product 1","shipping":20,"maker":{"country":"EG","name":"maker m1"},"upc":"1","inStock":true},' +
        '{"name":"product 2","shipping":40,"maker":{"country":"EG","name":"maker m1"},"upc":"2","inStock":false},' +
        '{"name":"product 3","shipping":60,"maker":null,"upc":"3","inStock":true}]}',
    );
    expect(new Map(calls.map(({ subgraph, representations }) => [subgraph, representations.length]))).toEqual(
      new Map([
        ['products', 0],
        ['stock', 3],
        ['makers', 1],
      ]),
    );
    expect(calls).toHaveLength(3);
  });

  it('lets a subgraph see who calls', async () => {
    const { run, calls } = federate({ products, stock, makers });
    await run('query Shelf { top { inStock } }');
    expect(calls.map(({ text }) => text.match(/^query (\w+)/)?.[1])).toEqual(['Shelf__products__0', 'Shelf__stock__1']);
  });

  it('hands on variables, defaults and omissions, only to those who use them', async () => {
    const { run, calls } = federate({ products, stock, makers });
    const answer = await run('query ($upc: ID!, $currency: String) { product(upc: $upc) { price(currency: $currency) inStock } }', {
      upc: 4,
    });
    expect(answer.data).toEqual({ product: { price: 5, inStock: true } });
    expect(calls.map(({ variables }) => variables)).toEqual([{ upc: '4' }, {}]);
  });

  it('compiles once: the second time nothing is planned', async () => {
    const planned: number[] = [];
    const { run } = federate({ products, stock, makers }, { observer: { planned: ({ fetches }) => planned.push(fetches) } });
    const operation = 'query ($no: Boolean!) { top { upc inStock @skip(if: $no) } }';
    for (const no of [false, false, true, false, true]) await run(operation, { no });
    expect(planned).toEqual([2, 1]);
  });
});

describe('errors', () => {
  it('keeps a subgraph field error with its code, on the path of the client’s alias', async () => {
    const { run } = federate({ products, stock, makers });
    const { data, errors } = await run('{ shelf: broken { upc } again: broken { upc } }');
    expect(data).toEqual({ shelf: null, again: null });
    expect(errors).toEqual([
      { message: 'no such shelf', path: ['shelf'], extensions: { code: 'SHELF' } },
      { message: 'no such shelf', path: ['again'], extensions: { code: 'SHELF' } },
    ]);
  });

  it('maps an entity’s error to every place where the entity stands', async () => {
    const failing: TestSubgraph = { ...makers, resolve: { 'Maker.name': () => failWith('no name') } };
    const { run, calls } = federate({ products, stock, makers: failing });
    const { data, errors } = await run('{ top { by: maker { called: name } } }');
    expect(data).toEqual({ top: [{ by: { called: null } }, { by: { called: null } }, { by: null }] });
    expect(errors?.map(({ path }) => path)).toEqual([
      ['top', 0, 'by', 'called'],
      ['top', 1, 'by', 'called'],
    ]);
    expect(calls.filter(({ subgraph }) => subgraph === 'makers')).toHaveLength(1);
  });

  it('nulls the nearest nullable field where a non-null entity field fails, and says so', async () => {
    const failing: TestSubgraph = { ...makers, resolve: { 'Maker.country': () => failWith('no country') } };
    const { run } = federate({ products, stock, makers: failing });
    const { data, errors } = await run('{ product(upc: 1) { name maker { country } } }');
    expect(data).toEqual({ product: { name: 'product 1', maker: null } });
    expect(errors?.map(({ message, path }) => [message, path])).toEqual([['no country', ['product', 'maker', 'country']]]);
  });

  it('reports a missing entity’s non-null field, and nulls up to the top where nothing on the way may be null', async () => {
    const empty: TestSubgraph = { ...stock, entities: { Product: () => null } };
    const { run } = federate({ products, stock: empty, makers });
    expect(await run('{ top { upc inStock } }')).toMatchObject({
      data: null,
      errors: [{ message: 'Cannot return null for non-nullable field Product.inStock.', path: ['top', 0, 'inStock'] }],
    });
    expect((await run('{ product(upc: 1) { upc shipping } }')).data).toEqual({ product: { upc: '1', shipping: null } });
  });

  it('draws what it can when a subgraph is gone, and lists what is missing', async () => {
    const { run } = federate({ products, stock, makers }, {}, (name, execute) =>
      name === 'makers' ? () => Promise.reject(new Error('connection refused')) : execute,
    );
    const answer = await run('{ top { upc maker { id name } } }');
    expect(answer.data).toMatchObject({
      top: [
        { upc: '1', maker: { id: 'm1', name: null } },
        { upc: '2', maker: { id: 'm1', name: null } },
        { upc: '3', maker: null },
      ],
    });
    expect(answer.errors?.map(({ path, extensions }) => [path, extensions])).toEqual([
      [['top', 0, 'maker', 'name'], { code: 'INTERNAL_SERVER_ERROR' }],
      [['top', 1, 'maker', 'name'], { code: 'INTERNAL_SERVER_ERROR' }],
    ]);
    expect(answer.extensions).toEqual({ degraded: ['top.maker.name'] });
  });

  it('nulls each root field when the first fetch fails', async () => {
    const { run } = federate(
      { products, stock, makers },
      {},
      (_, execute) => (request) => (request.operation.text.includes('broken') ? Promise.reject(new Error('gone')) : execute(request)),
    );
    expect(await run('{ product(upc: 1) { upc } broken { upc } }')).toMatchObject({
      data: { product: null, broken: null },
      errors: [{ path: ['product'] }, { path: ['broken'] }],
    });
  });

  it('answers null for an unknown id without an error', async () => {
    const { run, calls } = federate({ products, stock, makers });
    expect(await run('{ product(upc: 404) { name inStock maker { name } } }')).toMatchObject({ data: { product: null } });
    expect(calls).toHaveLength(1);
  });
});

describe('a lying subgraph', () => {
  const lie = (data: unknown) =>
    federate({ products, stock, makers }, {}, (name, execute) =>
      name === 'products' ? () => Promise.resolve({ data: data as Record<string, unknown> }) : execute,
    );

  it.each([
    ['a list for an object', { product: [1] }, '{ product(upc: 1) { name } }', 'Expected an object for Query.product.'],
    ['an object for a list', { top: {} }, '{ top { name } }', 'Expected a list for Query.top.'],
    [
      'an object for a string',
      { product: { upc: '1', name: {} } },
      '{ product(upc: 1) { name } }',
      'String of Product.name cannot represent what a subgraph answered: a value of type object.',
    ],
    [
      'a fraction for an Int',
      { product: { upc: '1', price: 1.5 } },
      '{ product(upc: 1) { price } }',
      'Int of Product.price cannot represent what a subgraph answered: a value of type number.',
    ],
  ])('%s becomes null with an error', async (_, data, operation, message) => {
    const { errors } = await lie(data).run(operation);
    expect(errors?.map((error) => error.message)).toEqual([message]);
  });

  it('cannot poison a prototype', async () => {
    const { run } = lie(JSON.parse('{"product":{"upc":"1","name":"x","__proto__":{"polluted":true}},"__proto__":{"polluted":true}}'));
    expect((await run('{ product(upc: 1) { name } }')).data).toEqual({ product: { name: 'x' } });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('that answers fewer entities than it was asked for fails them all', async () => {
    const { run } = federate({ products, stock, makers }, {}, (name, execute) =>
      name === 'makers' ? () => Promise.resolve({ data: { _entities: [] } }) : execute,
    );
    const { data, errors } = await run('{ product(upc: 1) { maker { name } } }');
    expect(data).toEqual({ product: { maker: { name: null } } });
    expect(errors?.[0]).toMatchObject({
      message: 'A subgraph answered 0 entities for 1 representations.',
      path: ['product', 'maker', 'name'],
    });
  });
});

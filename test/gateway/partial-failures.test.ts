/** One object of several subgraphs, of which one fails: what is missing has its error, and an object of which nobody told the type is no object. */
import { describe, expect, it } from '@jest/globals';
import { SubgraphFault } from '../../src/gateway/transport/subgraph-fault.ts';
import { federate, type TestSubgraph } from './testkit.ts';

const maps: TestSubgraph = {
  sdl: 'type Query { place: Place @shareable } type Place @shareable { title: String point: Point } type Point @shareable { x: Int }',
  resolve: { 'Query.place': () => ({ title: 'Suq', point: { x: 1 } }) },
};
const weather: TestSubgraph = {
  sdl: 'type Query { place: Place @shareable } type Place @shareable { rain: Float point: Point } type Point @shareable { wind: Float }',
  resolve: { 'Query.place': () => ({ rain: 0.5, point: { wind: 3 } }) },
};
const unreachable = () => Promise.reject(new SubgraphFault('SUBGRAPH_UNREACHABLE', 'A subgraph could not be reached.'));

describe('a value type of two subgraphs, one of them dead', () => {
  it.each(['maps', 'weather'])('%s: its fields are null with an error, the others are there', async (dead) => {
    const { run } = federate({ maps, weather }, {}, (name, execute) => (name === dead ? unreachable : execute));
    const { data, errors } = await run('{ place { title rain point { x wind } } }');
    expect(data).toEqual({
      place:
        dead === 'weather'
          ? { title: 'Suq', rain: null, point: { x: 1, wind: null } }
          : { title: null, rain: 0.5, point: { x: null, wind: 3 } },
    });
    const [first, second] = dead === 'weather' ? ['rain', 'wind'] : ['title', 'x'];
    expect(errors?.map(({ path }) => path)).toEqual([
      ['place', first],
      ['place', 'point', second],
    ]);
  });
});

describe('an interface whose concrete type is not told', () => {
  const zoo: TestSubgraph = {
    sdl: 'interface Animal { name: String } type Query { animal: Animal } type Cat implements Animal { name: String lives: Int } type Fish implements Animal { name: String }',
    resolve: { 'Query.animal': () => ({ __typename: 'Cat', name: 'Sukkar', lives: 9 }) },
  };
  const untold = () => federate({ zoo }, {}, () => () => Promise.resolve({ data: { animal: { name: 'Sukkar' } } }));

  it('is shown where all types look alike', async () => {
    expect((await untold().run('{ animal { name ... on Animal { again: name } } }')).text).toBe(
      '{"animal":{"name":"Sukkar","again":"Sukkar"}}',
    );
  });

  it.each(['{ animal { name __typename } }', '{ animal { name ... on Cat { lives } } }'])(
    'is null with an error in %s',
    async (operation) => {
      const { data, errors } = await untold().run(operation);
      expect(data).toEqual({ animal: null });
      expect(errors).toMatchObject([{ path: ['animal'], message: 'No subgraph told which type stands at Query.animal.' }]);
    },
  );
});

it('an error whose path is __proto__ changes no object', async () => {
  const { run } = federate(
    { maps },
    {},
    () => () =>
      Promise.resolve({
        data: { place: JSON.parse('{"title":"Suq"}') },
        errors: [{ message: 'stray', path: ['place', '__proto__', 'title'] }],
      }),
  );
  const { data, errors } = await run('{ place { title } }');
  expect({ data, errors }).toMatchObject({ data: { place: { title: 'Suq' } }, errors: [{ message: 'stray' }] });
});

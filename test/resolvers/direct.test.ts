/** What needs nothing from anywhere is answered at once: no promise for a field because it has an argument. */
import { describe, expect, it } from '@jest/globals';
import { execute, parse } from 'graphql';
import { buildSubgraphNamed } from '../../src/compose/subgraphs.ts';
import { NodeBudget } from '../../resolvers/shared/node-budget.ts';

const context = { viewer: null, locales: ['ar'], nowMs: 0, nodes: new NodeBudget() };

describe('resolvers with arguments', () => {
  it('answer at once where they have the answer', () => {
    const { schema } = buildSubgraphNamed('platform');
    const document = parse('{ app(locale: "en") { stores { label } aiPromo { title } } viewer { id } }');

    expect(execute({ schema, document, contextValue: context })).toEqual({
      data: { app: { stores: expect.any(Array), aiPromo: { title: expect.any(String) } }, viewer: null },
    });
  });

  it('are given what was asked with, defaults included, and may still refuse it', () => {
    const { schema } = buildSubgraphNamed('articles');
    const excerpt = schema.getType('Article')!.toConfig() as { readonly fields?: Record<string, { readonly resolve?: Function }> };
    const resolve = excerpt.fields!['excerpt']!.resolve!;
    const article = { lead: 'one two three four five six seven', wordCount: 7 };

    expect(resolve(article, { chars: 20 }, context, null)).toBe('one two three four…');
    expect(() => resolve(article, { chars: 5 }, context, null) as unknown).toThrow('20');
  });

  it('leave input objects to type-graphql, which makes them instances of their classes', async () => {
    const { schema } = buildSubgraphNamed('articles');
    const asked: string[] = [];
    const articles = { bySlug: { load: async (slug: string) => (asked.push(slug), null) } };
    const document = parse('{ article(by: { slug: "x" }) { id } }');

    expect(await execute({ schema, document, contextValue: { ...context, articles } })).toEqual({ data: { article: null } });
    expect(asked).toEqual(['x']);
  });
});

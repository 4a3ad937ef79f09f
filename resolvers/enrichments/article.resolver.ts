/** What a machine made of an article. */
import { Arg, Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { MAX_RELATED } from '../../src/data/enrichments/enrichment.writes.ts';
import { readingTimeLabel } from '../../src/text/reading-time.ts';
import { badUserInput, requireWithin } from '../shared/bad-user-input.ts';
import { Tagged } from '../shared/caching.ts';
import { Cost, SizeByFirst } from '../shared/costs.ts';
import { localeFor } from '../shared/locale.ts';
import { type GivenLocale, LocaleArg } from '../shared/locale.arg.ts';
import { topicLabel } from '../shared/topic-label.ts';
import type { EnrichmentsContext } from './enrichment.context.ts';
import { articleAi } from './enrichment-values.ts';
import type { ArticleAiValue, DisclosureValue, TopicValue } from './enrichment-values.ts';
import { disclosureLabel } from './enrichment.messages.ts';
import { Article, ArticleAi, ReadingTime, RelatedArticle, Topic } from './enrichment.type.ts';
import { Disclosure } from './provenance.type.ts';

/** A representation, as the reference resolver checked it: what `@requires` brings is there when `ai` is asked. */
export interface ArticleStub {
  readonly id: string;
  readonly wordCount?: number;
  readonly language?: string;
}

/** All that is here of one article. */
export const MADE_OF_ARTICLE = 'enrichments:{$key.id}';

@Resolver(() => Article)
export class ArticleEnrichmentsResolver {
  @Tagged(MADE_OF_ARTICLE)
  @FieldResolver(() => ArticleAi, { nullable: true, description: 'What the service made of it by machine.' })
  @Directive('@requires(fields: "wordCount language")')
  async ai(
    @Root() article: ArticleStub,
    @LocaleArg("The language of labels; the client's first without it.") locale: GivenLocale,
    @Ctx() context: EnrichmentsContext,
  ): Promise<ArticleAiValue> {
    const { wordCount, language } = article;
    if (wordCount === undefined || language === undefined) {
      throw badUserInput('Field "ai" requires "wordCount" and "language" in the representation of Article.');
    }
    return articleAi(await context.enrichments.stateByArticle.load(article.id), { wordCount, language }, locale ?? null);
  }

  @SizeByFirst()
  @Cost(5)
  @Tagged(MADE_OF_ARTICLE)
  @FieldResolver(() => [RelatedArticle], { nullable: true, description: 'Articles like this one, most alike first.' })
  async related(
    @Root() article: ArticleStub,
    @Arg('first', () => Int, { defaultValue: 4, description: `How many at most: 1 to ${MAX_RELATED}.` }) first: number,
    @Ctx() context: EnrichmentsContext,
  ): Promise<readonly RelatedArticleValue[]> {
    requireWithin('first', first, 1, MAX_RELATED);
    const related = await context.enrichments.relatedByArticle(first).load(article.id);
    context.nodes.take(related.length);
    return related.map(({ relatedId, score, reasons }) => ({ article: { id: relatedId }, score, reasons }));
  }
}

interface RelatedArticleValue {
  readonly article: ArticleStub;
  readonly score: number;
  readonly reasons: readonly string[];
}

@Resolver(() => ReadingTime)
export class ReadingTimeResolver {
  @FieldResolver(() => String, { description: 'In words: «3 دقائق قراءة».' })
  label(
    @Root() time: ArticleAiValue['readingTime'],
    @LocaleArg('In which language; that of `ai` without it.') locale: GivenLocale,
    @Ctx() context: EnrichmentsContext,
  ): string {
    return readingTimeLabel(time.seconds, localeFor(locale ?? time.locale, context));
  }
}

@Resolver(() => Disclosure)
export class DisclosureResolver {
  @FieldResolver(() => String, { description: 'What to show beside it.' })
  label(
    @Root() disclosure: DisclosureValue,
    @LocaleArg('In which language; that of `ai` without it.') locale: GivenLocale,
    @Ctx() context: EnrichmentsContext,
  ): string {
    return disclosureLabel(disclosure.method, localeFor(locale ?? disclosure.locale, context));
  }
}

@Resolver(() => Topic)
export class TopicResolver {
  @FieldResolver(() => String, { description: 'What it is called.' })
  label(
    @Root() topic: TopicValue,
    @LocaleArg('In which language; that of `ai` without it.') locale: GivenLocale,
    @Ctx() context: EnrichmentsContext,
  ): string {
    return topicLabel(topic.code, localeFor(locale ?? topic.locale, context));
  }
}

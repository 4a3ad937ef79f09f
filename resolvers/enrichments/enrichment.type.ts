/** What a machine made of an article, and how it says so. Values are made in enrichment-values.ts. */
import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Locale } from '../shared/scalars.ts';
import {
  AiFeature,
  EnrichmentStatus,
  EntityType,
  ReadabilityLevel,
  ReadabilityMeasure,
  RelatedReason,
  SentimentLabel,
} from './enrichment.enums.ts';
import { Enrichment } from './provenance.type.ts';
import { Citation, EntityMention, type TextPlace } from './text-place.type.ts';

@ObjectType('SummarySentence', { description: 'One sentence of a summary.', simpleResolvers: true })
export class SummarySentence {
  @Field(() => String, { description: 'The sentence.' })
  text!: string;

  @Field(() => Citation, { description: 'Where the article says so.' })
  citation!: TextPlace;
}

@ObjectType('Summary', { description: 'The article in a few sentences.', implements: [Enrichment], simpleResolvers: true })
export class Summary extends Enrichment {
  @Field(() => String, { description: 'The sentences in one piece.' })
  text!: string;

  @Field(() => [SummarySentence], { description: 'The sentences one by one, with what they stand on.' })
  sentences!: SummarySentence[];
}

@ObjectType('KeyPoint', { description: 'One of the things the article says.', implements: [Enrichment], simpleResolvers: true })
export class KeyPoint extends Enrichment {
  @Field(() => String, { description: 'The point, in a sentence.' })
  text!: string;

  @Field(() => Citation, { description: 'Where the article says so.' })
  citation!: TextPlace;
}

@ObjectType('Keyword', { description: 'A word or phrase the article is about.', implements: [Enrichment], simpleResolvers: true })
export class Keyword extends Enrichment {
  @Field(() => String, { description: 'As the article writes it.' })
  text!: string;

  @Field(() => Float, { description: 'Its weight within the article: 1 for the weightiest, less for the rest.' })
  score!: number;
}

@ObjectType('Sentiment', { description: 'The tone of the article.', implements: [Enrichment], simpleResolvers: true })
export class Sentiment extends Enrichment {
  @Field(() => SentimentLabel, { description: 'The tone.' })
  label!: string;

  @Field(() => Float, { description: 'From -1, all bad, to 1, all good.' })
  score!: number;

  @Field(() => Float, { description: 'How sure the method is, 0 to 1.' })
  confidence!: number;
}

@ObjectType('Entity', { description: 'Somebody or something the article names.', implements: [Enrichment], simpleResolvers: true })
export class Entity extends Enrichment {
  @Field(() => String, { description: "Its name, in the article's language." })
  name!: string;

  @Field(() => EntityType, { description: 'What it is.' })
  type!: string;

  @Field(() => Float, { description: 'Its weight within the article: 1 for the most prominent, less for the rest.' })
  prominence!: number;

  @Field(() => [EntityMention], { description: 'Where the article names it, in reading order; empty where only the headline does.' })
  mentions!: TextPlace[];
}

@ObjectType('Topic', { description: 'What kind of news the article is.', implements: [Enrichment], simpleResolvers: true })
export class Topic extends Enrichment {
  @Field(() => String, { description: 'The IPTC media topic, eight digits: https://cv.iptc.org/newscodes/mediatopic/' })
  code!: string;

  @Field(() => Float, { description: 'How much of the text speaks for it, 0 to 1.' })
  score!: number;
}

@ObjectType('Readability', { description: 'How hard the article is to read.', implements: [Enrichment], simpleResolvers: true })
export class Readability extends Enrichment {
  @Field(() => ReadabilityMeasure, { description: 'How it is measured.' })
  measure!: string;

  @Field(() => Float, { description: 'In the units of the measure.' })
  score!: number;

  @Field(() => ReadabilityLevel, { description: 'What the score means.' })
  level!: string;
}

@ObjectType('ReadingTime', { description: 'How long an article takes to read.', simpleResolvers: true })
export class ReadingTime {
  @Field(() => Int, { description: 'In seconds.' })
  seconds!: number;
}

@ObjectType('ArticleAi', { description: 'What the service made of an article by machine.', simpleResolvers: true })
export class ArticleAi {
  @Field(() => EnrichmentStatus, { description: 'Is it there, and up to date?' })
  status!: string;

  @Field(() => [AiFeature], { description: 'What is there for this article now.' })
  features!: string[];

  @Field(() => ReadingTime, { description: 'How long it takes to read: there whatever the status.' })
  readingTime!: ReadingTime;

  @Field(() => Summary, { nullable: true, description: 'The article in a few sentences.' })
  summary!: Summary | null;

  @Field(() => [KeyPoint], { nullable: true, description: 'What it says, point by point, in reading order.' })
  keyPoints!: KeyPoint[] | null;

  @Field(() => [Keyword], { nullable: true, description: 'What it is about, weightiest first.' })
  keywords!: Keyword[] | null;

  @Field(() => Sentiment, { nullable: true, description: 'Its tone.' })
  sentiment!: Sentiment | null;

  @Field(() => [Entity], { nullable: true, description: 'Who and what it names, most prominent first.' })
  entities!: Entity[] | null;

  @Field(() => [Topic], { nullable: true, description: 'What kind of news it is, most certain first.' })
  topics!: Topic[] | null;

  @Field(() => Readability, { nullable: true, description: 'How hard it is to read.' })
  readability!: Readability | null;

  @Field(() => Locale, { nullable: true, description: 'The language it was analysed in.' })
  language!: string | null;
}

/** This domain's stub. What it needs of the article itself the gateway brings along. */
@ObjectType('Article', { description: 'An article, as far as machines made something of it.', simpleResolvers: true })
@Directive('@key(fields: "id")')
export class Article {
  @Field(() => ID, { description: 'The id: `art_…`.' })
  id!: string;

  @Field(() => Int, { description: 'Words in the body.' })
  @Directive('@external')
  wordCount!: number;

  @Field(() => Locale, { description: 'The language of the text.' })
  @Directive('@external')
  language!: string;
}

@ObjectType('RelatedArticle', { description: 'An article like this one.', simpleResolvers: true })
export class RelatedArticle {
  @Field(() => Article, { nullable: true, description: 'The other article.' })
  article!: Article | null;

  @Field(() => Float, { description: 'How alike the texts are, 0 to 1.' })
  score!: number;

  @Field(() => [RelatedReason], { description: 'Why it is here.' })
  reasons!: string[];
}

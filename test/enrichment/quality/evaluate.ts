/** Runs the engine over judged articles, as the worker does but without its threads and database, and scores what comes out. */
import { type OpenStory, place, type PlacedArticle } from '../../../src/data/enrichments/stories/story-placement.ts';
import type { EntityType } from '../../../src/data/enrichments/enrichment.record.ts';
import { textOfBlock } from '../../../src/enrichment/engine/article-text.ts';
import { type Enriched, enrich } from '../../../src/enrichment/engine/enrich.ts';
import { parentTopic } from '../../../src/enrichment/engine/topic-codes.ts';
import { FingerprintIndex } from '../../../src/enrichment/fingerprint-index.ts';
import { RelatedIndex } from '../../../src/enrichment/related-index.ts';
import { relationsOf } from '../../../src/enrichment/relations.ts';
import { sentences } from '../../../src/text/sentences.ts';
import { countWords } from '../../../src/text/words.ts';
import { ENTITY_TYPES } from './annotations.ts';
import type { Judged } from './judged-set.ts';
import { type Place, placeOf, sameSentence, textAt } from './letter-place.ts';
import { entityTally, NOTHING, pairTally, plus, rouge, type Tally, tallyOf } from './scores.ts';

export interface SummaryScores {
  readonly sentences: Tally;
  readonly rouge1: Tally;
  readonly rouge2: Tally;
}

export interface Evaluation {
  readonly articles: number;
  readonly summaries: SummaryScores;
  /** The first three sentences, which news writes so that they can be a summary. */
  readonly lead3: SummaryScores;
  readonly entities: Readonly<Record<EntityType, Tally>>;
  /** Right names that are the whole name and no more. */
  readonly exactNames: number;
  readonly topics: Tally;
  /** Of the articles that have related ones: up to five told. */
  readonly related: Tally;
  readonly clusters: Tally;
  /** What went wrong, a line each. */
  readonly misses: readonly string[];
}

/** As in the worker: enrichment-pool.ts. */
const RELATED = { relatedLimit: 5, relatedMinScore: 0.12 };

export function evaluate(set: readonly Judged[]): Evaluation {
  const misses: string[] = [];
  const enriched = new Map(set.map(({ text }) => [text.articleId, enrich(text)]));
  const partsOf = ({ text }: Judged) => enriched.get(text.articleId)!.parts;
  const entities: Record<EntityType, Tally> = { PERSON: NOTHING, PLACE: NOTHING, ORGANISATION: NOTHING, EVENT: NOTHING };
  let exactNames = 0;
  let topics = NOTHING;
  let summaries = NO_SUMMARIES;
  let lead3 = NO_SUMMARIES;
  for (const judged of set) {
    const { annotation, text, gold } = judged;
    const parts = partsOf(judged);
    const chosen = parts.summary.map(({ citation }) => placeOf(text.blocks, citation.block, citation.start, citation.end));
    summaries = plusSummary(summaries, scoreSummary(judged, chosen));
    lead3 = plusSummary(lead3, scoreSummary(judged, leadOf(judged)));
    for (const one of gold.filter((wanted) => !chosen.some((told) => sameSentence(told, wanted))))
      misses.push(`summary lacks: ${annotation.article}: ${textAt(text.blocks, one).slice(0, 90)}`);

    for (const type of ENTITY_TYPES) {
      const told = parts.entities.filter((entity) => entity.type === type);
      const wanted = annotation.entities.filter((entity) => entity.type === type);
      const tally = entityTally(told, wanted, annotation.optional ?? []);
      entities[type] = plus(entities[type], tally);
      exactNames += tally.exact;
      for (const { name } of tally.missed) misses.push(`${type} missed: ${annotation.article}: ${name}`);
      for (const { name } of tally.wrong) misses.push(`${type} wrong: ${annotation.article}: ${name}`);
    }

    const told = [...new Set(parts.topics.map(({ code }) => firstLevelOf(code)))];
    topics = plus(topics, tallyOf(told, annotation.topics, Object.is));
    for (const code of told.filter((one) => !annotation.topics.includes(one))) misses.push(`topic wrong: ${annotation.article}: ${code}`);
    for (const code of annotation.topics.filter((one) => !told.includes(one))) misses.push(`topic missed: ${annotation.article}: ${code}`);
  }
  return { articles: set.length, summaries, lead3, entities, exactNames, topics, ...relate(set, enriched, misses), misses };
}

/** Second level codes are judged by their parents: the editor's codes are of the first. */
function firstLevelOf(code: string): string {
  return parentTopic(code) ?? code;
}

const NO_SUMMARIES: SummaryScores = { sentences: NOTHING, rouge1: NOTHING, rouge2: NOTHING };

function plusSummary(a: SummaryScores, b: SummaryScores): SummaryScores {
  return { sentences: plus(a.sentences, b.sentences), rouge1: plus(a.rouge1, b.rouge1), rouge2: plus(a.rouge2, b.rouge2) };
}

function scoreSummary({ text, gold }: Judged, chosen: readonly Place[]): SummaryScores {
  const told = chosen.map((one) => textAt(text.blocks, one)).join('\n');
  const wanted = gold.map((one) => textAt(text.blocks, one)).join('\n');
  return { sentences: tallyOf(chosen, gold, sameSentence), rouge1: rouge(told, wanted, 1), rouge2: rouge(told, wanted, 2) };
}

/** Without headings, and without the place and the name that stand before some articles as a sentence of their own. */
function leadOf({ text }: Judged): readonly Place[] {
  return text.blocks
    .flatMap((block, index) => {
      const content = block.kind === 'HEADING' ? null : textOfBlock(block);
      return content === null ? [] : sentences(content).map((sentence) => ({ ...sentence, index }));
    })
    .filter((sentence) => countWords(sentence.text) >= 5)
    .slice(0, 3)
    .map(({ index, start, end }) => placeOf(text.blocks, index, start, end));
}

/** All articles first stand in the index, for related ones may be later ones; stories grow in the order of publication. */
function relate(
  set: readonly Judged[],
  enriched: ReadonlyMap<string, Enriched>,
  misses: string[],
): Pick<Evaluation, 'related' | 'clusters'> {
  const index = new RelatedIndex();
  const fingerprints = new FingerprintIndex();
  const state = { articles: new Map<string, PlacedArticle>(), stories: new Map<string, OpenStory>(), merged: new Map<string, string>() };
  for (const { text } of [...set].sort((a, b) => a.text.publishedAt - b.text.publishedAt)) {
    const { articleId, title, language, publishedAt } = text;
    const { vector } = enriched.get(articleId)!;
    const { links } = relationsOf(articleId, vector, index, fingerprints, RELATED);
    index.set(articleId, vector);
    fingerprints.set(articleId, vector.fingerprint);
    const article: PlacedArticle = { id: articleId, storyId: null, title, language, publishedAt, sourceId: '' };
    state.articles.set(articleId, article);
    place(state, article, links);
  }

  const byId = new Map(set.map(({ annotation }) => [annotation.article, annotation]));
  let related = NOTHING;
  for (const { annotation, text } of set) {
    // Words are all that the engine has: an article in the other language is nothing that it could find.
    const wanted = (annotation.related ?? []).filter((other) => byId.get(other)?.language === annotation.language);
    if (wanted.length === 0) continue;
    const told = relationsOf(text.articleId, enriched.get(text.articleId)!.vector, index, fingerprints, RELATED).related.map(
      (one) => one.relatedId,
    );
    related = plus(related, { ...tallyOf(told, wanted, Object.is), wanted: Math.min(5, wanted.length) });
    for (const other of told.filter((one) => !wanted.includes(one))) misses.push(`related wrong: ${annotation.article}: ${other}`);
    for (const other of wanted.filter((one) => !told.includes(one))) misses.push(`related missed: ${annotation.article}: ${other}`);
  }

  // Stories are of one language.
  const clusters = pairTally(
    set.map(({ text }) => text.articleId),
    (article) => state.articles.get(article)!.storyId,
    (article) => `${byId.get(article)!.story} ${byId.get(article)!.language}`,
  );
  misses.push(...clusters.wrong.map((pair) => `cluster wrong: ${pair}`), ...clusters.missed.map((pair) => `cluster missed: ${pair}`));
  return { related, clusters };
}

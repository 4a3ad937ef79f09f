/** Decides what becomes of a candidate: an article, or a reason why not. */
import type { ArticleDraft, Block, ImageRecord } from '../data/articles/article.record.ts';
import { directionOf } from '../text/direction.ts';
import { detectLanguage } from '../text/language.ts';
import { sentences } from '../text/sentences.ts';
import { countWords } from '../text/words.ts';
import { articleDraft } from './article-draft.ts';
import { bodyText } from './block-text.ts';
import {
  cutText,
  MAX_BODY_CHARS,
  MAX_BYLINE_CHARS,
  MAX_SECTION_CHARS,
  MAX_STANDFIRST_CHARS,
  MAX_TAG_CHARS,
  MAX_TAGS,
  MAX_TITLE_CHARS,
} from './bounds.ts';
import type { Candidate } from './candidate.ts';
import { pageAddress } from './canonical-url.ts';
import { cleanLine } from './clean-text.ts';
import { blocksFromHtml } from './html-blocks.ts';
import { qualityFlags } from './quality.ts';
import type { RejectionCode } from './report.ts';
import { blocksFromText } from './text-blocks.ts';

/**
 * Cleans, bounds and checks. The rules for what is missing: docs/decisions/0004-ingest.md.
 * @param now milliseconds; stands in for a time that is missing or lies more than a day ahead
 */
export function judge(candidate: Candidate, now: number): ArticleDraft | RejectionCode {
  const { source } = candidate;
  const address = pageAddress(candidate.url ?? '', { base: candidate.base, ignoredParameters: source.ignoredParameters });
  if (address === null) return 'INVALID_URL';

  const body = blocksOf(candidate);
  const text = bodyText(body);
  const stated = cutText(cleanLine(candidate.title ?? ''), MAX_TITLE_CHARS);
  if (stated === '' && text === '') return 'NO_CONTENT';
  const title = stated === '' ? titleFrom(text) : stated;
  if (title === null) return 'NO_TITLE';

  const { image, blocks } = leadImage(candidate.image, body);
  const language = languageOfText(`${title}\n${text.slice(0, 2_000)}`, candidate.language);
  const isDated = candidate.publishedAt !== null && candidate.publishedAt <= now + DAY_MS;
  const standfirst = bounded(candidate.standfirst, MAX_STANDFIRST_CHARS);
  return articleDraft({
    address,
    sourceId: source.record.id,
    title,
    standfirst: standfirst === null || text.startsWith(standfirst.slice(0, 100)) ? null : standfirst,
    byline: bounded(candidate.byline, MAX_BYLINE_CHARS),
    language,
    ...(language === 'und' && candidate.direction ? { direction: candidate.direction } : {}),
    kind: candidate.kind,
    publishedAt: isDated ? candidate.publishedAt : now,
    timePrecision: isDated ? candidate.timePrecision : 'DAY',
    updatedAt:
      candidate.updatedAt !== null && isDated && candidate.updatedAt > candidate.publishedAt && candidate.updatedAt <= now + DAY_MS
        ? candidate.updatedAt
        : null,
    isDated: isDated && candidate.isApproximate !== true,
    section: bounded(candidate.section, MAX_SECTION_CHARS),
    tags: tagsOf(candidate.tags),
    image,
    blocks,
    qualityFlags: qualityFlags(title, text, source.boilerplate),
  });
}

const DAY_MS = 86_400_000;

function blocksOf({ body, base }: Candidate): Block[] {
  if (body === null) return [];
  if (body.format === 'blocks') return withinBodyBound([...body.blocks]);
  // Markup is cut before it is read, for reading costs by length; four times the text's bound is room for it.
  if (body.format === 'html') return withinBodyBound(blocksFromHtml(body.content.slice(0, MAX_BODY_CHARS * 4), base));
  return blocksFromText(cutText(body.content, MAX_BODY_CHARS));
}

function withinBodyBound(blocks: Block[]): Block[] {
  let chars = 0;
  const end = blocks.findIndex((block) => (chars += bodyText([block]).length) > MAX_BODY_CHARS);
  return end === -1 ? blocks : blocks.slice(0, end);
}

const MAX_MADE_TITLE_CHARS = 120;
const MIN_TITLE_WORDS = 3;

/** The first sentence, cut at a word's end with an ellipsis where it is long: what readers of feeds without titles are shown everywhere. */
function titleFrom(text: string): string | null {
  const paragraph = text.split('\n', 1)[0] ?? '';
  const sentence = paragraph.slice(0, 1_000);
  const first = sentences(sentence)[0]?.text.trim() ?? sentence;
  if (countWords(first) < MIN_TITLE_WORDS) return null;
  return first.length <= MAX_MADE_TITLE_CHARS ? first : `${cutText(first, MAX_MADE_TITLE_CHARS - 1).replace(/[،,:;؛\s]+$/, '')}…`;
}

/** The picture above the article. Where the body begins with it, or has the only one, it is not shown a second time. */
function leadImage(stated: ImageRecord | null, blocks: Block[]): { readonly image: ImageRecord | null; readonly blocks: readonly Block[] } {
  const first = blocks[0];
  if (first?.kind !== 'IMAGE' || first.caption !== null) return { image: stated, blocks };
  if (stated === null || stated.url === first.image.url) return { image: first.image, blocks: blocks.slice(1) };
  return { image: stated, blocks };
}

const ENOUGH_TO_TELL_CHARS = 200;

/** Feeds copy a language from a template as often as they state it: a long text that clearly is in another one is believed over them. */
function languageOfText(text: string, stated: Candidate['language']): string {
  if (stated.tag !== null && stated.isCertain) return stated.tag;
  const detected = detectLanguage(text, stated.tag ?? 'und');
  if (stated.tag === null || detected === stated.tag) return detected;
  const isClear = text.length >= ENOUGH_TO_TELL_CHARS || directionOf(detected) !== directionOf(stated.tag);
  return isClear && !stated.tag.startsWith(`${detected}-`) ? detected : stated.tag;
}

function tagsOf(tags: readonly string[]): string[] {
  const cleaned = tags.slice(0, MAX_TAGS * 4).map((tag) => cleanLine(tag.replace(/^#/, '')));
  return [...new Set(cleaned.filter((tag) => tag !== '' && tag.length <= MAX_TAG_CHARS))].slice(0, MAX_TAGS);
}

function bounded(text: string | null, maxChars: number): string | null {
  const cleaned = cutText(cleanLine(text ?? ''), maxChars);
  return cleaned === '' ? null : cleaned;
}

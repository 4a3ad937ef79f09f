/** From what is known of an article to the row that is stored: everything that follows from its words. */
import { hash } from 'node:crypto';
import type {
  ArticleDraft,
  ArticleKind,
  Block,
  Direction,
  ImageRecord,
  QualityFlag,
  TimePrecision,
} from '../data/articles/article.record.ts';
import { articleId } from '../data/ids.ts';
import { directionOf } from '../text/direction.ts';
import { countWords } from '../text/words.ts';
import { articleSlug } from './article-slug.ts';
import { bodyText } from './block-text.ts';
import { cutText, MAX_LEAD_CHARS } from './bounds.ts';
import type { PageAddress } from './canonical-url.ts';

/** Cleaned and bounded; what is not known is null. */
export interface ArticleFacts {
  readonly address: PageAddress;
  /** `src_…` */
  readonly sourceId: string;
  readonly title: string;
  readonly standfirst: string | null;
  readonly byline: string | null;
  /** BCP 47 */
  readonly language: string;
  /** The language's own where it is absent. */
  readonly direction?: Direction;
  readonly kind: ArticleKind;
  readonly publishedAt: number;
  readonly timePrecision: TimePrecision;
  /** When the publisher says it changed the article. */
  readonly updatedAt: number | null;
  /** False where `publishedAt` is only when we first looked, or counted back from then: then it is no part of the content hash, or each run would see a change. */
  readonly isDated: boolean;
  readonly section: string | null;
  readonly tags: readonly string[];
  readonly image: ImageRecord | null;
  readonly blocks: readonly Block[];
  readonly qualityFlags: readonly QualityFlag[];
  /** The slug to use as it is; made from title and id where it is absent. */
  readonly slug?: string;
}

/** Pure: the same facts give the same draft, id and hash on every machine. */
export function articleDraft(facts: ArticleFacts): ArticleDraft {
  const id = articleId(facts.address.canonicalUrl);
  const text = bodyText(facts.blocks);
  return {
    id,
    slug: facts.slug ?? articleSlug(facts.title, id),
    url: facts.address.url,
    canonicalUrl: facts.address.canonicalUrl,
    sourceId: facts.sourceId,
    title: facts.title,
    standfirst: facts.standfirst,
    lead: leadOf(text),
    byline: facts.byline,
    language: facts.language,
    direction: facts.direction ?? directionOf(facts.language),
    kind: facts.kind,
    state: 'LIVE',
    publishedAt: facts.publishedAt,
    timePrecision: facts.timePrecision,
    updatedAt: facts.updatedAt,
    wordCount: countWords(text),
    section: facts.section,
    tags: facts.tags,
    image: facts.image,
    qualityFlags: facts.qualityFlags,
    contentHash: contentHash(facts),
    body: { blocks: facts.blocks, text },
  };
}

function leadOf(text: string): string {
  // Only the part that can be cut from is joined: bodies reach half a million characters.
  return cutText(text.slice(0, MAX_LEAD_CHARS * 2).replace(/\n+/g, ' '), MAX_LEAD_CHARS);
}

/** Hex SHA-256 of everything a reader sees, in a fixed order. */
function contentHash(facts: ArticleFacts): string {
  const seen = [
    facts.address.url,
    facts.sourceId,
    facts.title,
    facts.standfirst,
    facts.byline,
    facts.language,
    facts.kind,
    facts.isDated ? facts.publishedAt : null,
    facts.section,
    facts.tags,
    facts.image,
    facts.blocks,
    facts.qualityFlags,
  ];
  return hash('sha256', JSON.stringify(seen), 'hex');
}

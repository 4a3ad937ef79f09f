/** The port to the articles: the enrichments domain may not read the articles' tables, so the wiring hands this in. */
import type { ArticleText } from './engine/article-text.ts';

export interface PublishedText extends ArticleText {
  /** Who published it: the engine does not read it, stories count their publishers. */
  readonly sourceId: string;
}

/** Texts by article id, those that are gone left out. Asked for `MAX_TEXTS` at most at a time. */
export type ArticleTexts = (articleIds: readonly string[]) => Promise<ReadonlyMap<string, PublishedText>>;

export const MAX_TEXTS = 100;

/** Names the input of the engine: equal hashes mean that nothing it reads has changed. */
import { createHash } from 'node:crypto';
import { type ArticleText, textOfBlock, withinBounds } from './article-text.ts';

/**
 * Hex SHA-256 of what the engine reads: language, title, standfirst, section, tags, when it was published, and of each block its kind and text, of a quotation also who is
 * quoted. Images stand as
 * their kind alone, for citations count blocks. Not the id, not the other times, not who wrote it.
 */
export function inputHash(given: ArticleText): string {
  const article = withinBounds(given);
  const read = [
    article.language,
    article.title,
    article.standfirst,
    article.section,
    article.tags,
    Math.floor(article.publishedAt / 1_000),
    article.blocks.map((block) => [block.kind, textOfBlock(block), ...(block.kind === 'QUOTE' ? [block.attribution] : [])]),
  ];
  return createHash('sha256').update(JSON.stringify(read)).digest('hex');
}

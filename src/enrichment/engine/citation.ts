/** A made text and the place it was taken from. */
import type { CitedText } from '../../data/enrichments/enrichment.record.ts';
import type { Passage } from './passages.ts';

/**
 * The passage, or its first `length` UTF-16 units, as a cited text, without a comma or semicolon at its end. `citation.quote` is the slice of the block, unit for unit; `text` is the same with its
 * white space made single and its first letter a capital, for it is shown outside the block.
 */
export function cite(passage: Passage, length = passage.text.length): CitedText {
  // A sentence divided at «؛» ends without it.
  const quote = passage.text.slice(0, length).replace(/[\s،,؛;]+$/, '');
  return {
    text: capitalised(quote.replace(/\s+/g, ' ')),
    citation: { block: passage.block, start: passage.start, end: passage.start + quote.length, quote },
  };
}

/** A sentence that lost its "Meanwhile, " begins anew. */
function capitalised(text: string): string {
  return /^\p{Ll}\p{Ll}/u.test(text) ? text[0]!.toUpperCase() + text.slice(1) : text;
}

/** The words of the enrichments domain, in Arabic and English. Other languages get English. */
import type { EnrichmentMethod } from '../../src/data/enrichments/enrichment.record.ts';
import { primaryLanguage } from '../../src/text/locale.ts';

/** What a reader is told of how something was made. */
export function disclosureLabel(method: EnrichmentMethod, locale: string): string {
  return (primaryLanguage(locale) === 'ar' ? ARABIC : ENGLISH)[method];
}

const ARABIC: Readonly<Record<EnrichmentMethod, string>> = {
  EXTRACTIVE: 'جُمل من المقال نفسه اختارها برنامج',
  LEXICON: 'تقدير آلي بحسب ألفاظ المقال',
  RULES: 'استخرجه برنامج من نص المقال',
  EMBEDDING: 'قارن برنامج بين النصوص',
  GENERATIVE: 'كتبه نموذج ذكاء اصطناعي',
  HUMAN: 'من عمل المحررين',
};

const ENGLISH: Readonly<Record<EnrichmentMethod, string>> = {
  EXTRACTIVE: 'Sentences of the article, chosen by software',
  LEXICON: 'Estimated by software from the words of the article',
  RULES: 'Taken from the text by software',
  EMBEDDING: 'Texts compared by software',
  GENERATIVE: 'Written by an AI model',
  HUMAN: 'Made by the editors',
};

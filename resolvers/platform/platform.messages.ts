/** The app's own words, in Arabic and English. Other languages get English. */
import { primaryLanguage } from '../../src/text/locale.ts';
import type { StorePlatform } from './platform.enums.ts';

export interface AppMessages {
  readonly name: string;
  readonly stores: Readonly<Record<StorePlatform, string>>;
  readonly aiPromo: { readonly title: string; readonly description: string };
}

export function appMessages(locale: string): AppMessages {
  return primaryLanguage(locale) === 'ar' ? ARABIC : ENGLISH;
}

const ARABIC: AppMessages = {
  name: 'نيوزغراف',
  stores: { IOS: 'التطبيق لآيفون وآيباد', ANDROID: 'التطبيق لأندرويد', WEB: 'اقرأ في المتصفح' },
  aiPromo: {
    title: 'الخبر في دقيقة',
    description: 'لكل مقال ملخص ونقاط رئيسة وكلمات مفتاحية، مستخرجة آليًا من النص نفسه، ومع كل جملة موضعها في المقال.',
  },
};

const ENGLISH: AppMessages = {
  name: 'Newsgraph',
  stores: { IOS: 'The app for iPhone and iPad', ANDROID: 'The app for Android', WEB: 'Read in the browser' },
  aiPromo: {
    title: 'The news in a minute',
    description:
      'Every article with a summary, key points and keywords, taken from the text itself by software, each sentence with its place in the article.',
  },
};

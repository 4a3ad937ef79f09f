/** The search knows words by their roots, in any spelling, and apart where they are different words; the same on both engines. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { describeSearch, text } from './search-world.ts';

describeSearch('search for words', (world) => {
  const { store, search, found, foundSet } = world;

  describe('Arabic', () => {
    beforeAll(() =>
      store(
        text('companies', 'والشركات الكبرى', 'أعلنت أرباحها'),
        text('company', 'شركة صغيرة', 'تبيع الخبز'),
        text('ai', 'مؤتمر', 'يهتم بالذكاء الاصطناعي'),
        text('wit', 'الذَّكَاءُ والفطنة', 'قصة'),
        text('hospital', 'مستشفى جديد', 'في الرياض'),
        text('hospital-ya', 'مستشفي قديم', 'في جدة'),
        text('school', 'مدرسة للبنات', 'في أبها'),
        text('school-ha', 'مدرسه للبنين', 'في تبوك'),
        text('ali', 'علي يكتب', 'قصيدة'),
        text('on', 'على الطريق', 'سيارة'),
        text('year', 'عام ٢٠١٥', 'أرقام'),
        text('tatweel', 'الســــلام عليكم', 'تحية'),
        text('forms', 'ﺍﻟﻘﻤﺮ ﻭﺍﻟﻨﺠﻮﻡ', 'سماء'),
        text('abdullah', 'عبد الله بن مساعد', 'كرة'),
        text('abdullah-joined', 'عبدالله بن مساعد', 'كرة'),
      ),
    );

    it.each([
      ['والشركات', ['companies', 'company']],
      ['الشركات', ['companies', 'company']],
      ['شركات', ['companies', 'company']],
      ['بالذكاء', ['ai', 'wit']],
      ['الذكاء', ['ai', 'wit']],
      ['ذَكاء', ['ai', 'wit']],
      ['2015', ['year']],
      ['٢٠١٥', ['year']],
      ['السلام', ['tatweel']],
      ['ســلام', ['tatweel']],
      ['القمر', ['forms']],
      ['ﺍﻟﻨﺠﻮﻡ', ['forms']],
      ['عبدالله', ['abdullah', 'abdullah-joined']],
      ['عبد الله', ['abdullah', 'abdullah-joined']],
      ['في الرياض', ['hospital']],
      ['هل يوجد خبز؟', ['company']],
      ['الخبز', ['company']],
    ])('%s', async (query, expected) => {
      expect(await foundSet(query)).toEqual(expected);
    });

    it.each([
      ['مستشفى', ['hospital', 'hospital-ya']],
      ['مستشفي', ['hospital-ya', 'hospital']],
      ['مدرسة', ['school', 'school-ha']],
      ['مدرسه', ['school-ha', 'school']],
    ])('%s finds both spellings, its own first', async (query, expected) => {
      expect(await found(query)).toEqual(expected);
    });

    it('tells spellings apart where letters must be exact', async () => {
      expect(await found('مستشفى', { mode: 'EXACT' })).toEqual(['hospital']);
      expect(await found('مستشفي', { mode: 'EXACT' })).toEqual(['hospital-ya']);
      expect(await found('علي', { mode: 'EXACT' })).toEqual(['ali']);
      expect(await found('على', { mode: 'EXACT' })).toEqual(['on']);
      expect(await found('عـَلـى', { mode: 'EXACT' })).toEqual(['on']);
      expect(await found('شركات', { mode: 'EXACT' })).toEqual([]);
    });

    it('keeps the particle «على» from the name «علي» in any mode', async () => {
      expect(await found('علي')).toEqual(['ali']);
      expect(await found('على')).toEqual(['on']);
    });
  });

  describe('forms that stems keep apart', () => {
    beforeAll(() =>
      store(
        text('one-minister', 'وزير التجارة', 'زيارة'),
        text('ministers', 'اجتماع وزراء التجارة', 'بيان'),
        text('knife', 'سكين المطبخ', 'أدوات'),
        text('with-knife', 'هجوم بسكين', 'حادث'),
        text('samsung-latin', 'هاتف Samsung جديد', 'شاشة'),
        text('samsung', 'سامسونج تربح', 'أسهم'),
        text('samsung-gh', 'سامسونغ تخسر', 'أسهم'),
        text('apple', 'ساعة «أبل» الجديدة', 'تقنية'),
        text('camels', 'سباق إبل', 'تراث'),
        text('whatsapp', 'تحديث واتس آب', 'تطبيق'),
        text('princes', 'استقبل أمير المنطقة', 'خبر'),
        text('cameras', 'كاميرات المراقبة', 'مرور'),
        text('civil', 'الدفاع المدني', 'إنقاذ'),
        text('cities', 'المدن الكبرى', 'سكان'),
        text('city', 'مدينة صغيرة', 'سكان'),
      ),
    );

    it.each<[string, readonly string[]]>([
      ['وزير', ['one-minister', 'ministers']],
      ['الوزراء', ['ministers', 'one-minister']],
      ['سكين', ['knife', 'with-knife']],
      ['لسكين', ['knife']],
      ['بسكين', ['with-knife']],
      ['Apple', ['apple']],
      ['إبل', ['camels', 'apple']],
      ['WhatsApp', ['whatsapp']],
      ['كاميرات', ['cameras']],
      ['مدينة', ['city', 'cities']],
      ['المدن', ['cities', 'city', 'civil']],
    ])('%s, its own form first', async (query, expected) => {
      expect((await found(query))[0]).toBe(expected[0]);
      expect(await foundSet(query)).toEqual([...expected].sort());
      // Facets count the same.
      const { languages } = await world.database.query('articles.searchFacets', { query });
      expect(languages).toEqual([{ value: 'ar', count: expected.length }]);
    });

    it.each(['Samsung', 'سامسونج', 'سامسونغ', 'لسامسونج'])('%s finds the name in both scripts', async (query) => {
      expect(await foundSet(query)).toEqual(query === 'لسامسونج' ? ['samsung'] : ['samsung', 'samsung-gh', 'samsung-latin']);
    });

    it('asks for nothing but what is typed where the reader says so, and marks what was found', async () => {
      expect(await foundSet('"وزراء"')).toEqual(['ministers']);
      expect(await foundSet('التجارة -وزراء')).toEqual(['one-minister']);
      expect(await foundSet('وزراء', { mode: 'EXACT' })).toEqual(['ministers']);
      const { hits } = await search('لسكين');
      const marked = await world.database.query('articles.searchHighlights', {
        query: 'لسكين',
        articleIds: hits.map((hit) => hit.articleId),
      });
      expect(
        marked.map(([first]) => first!.fragments.map((one) => one.ranges.map(({ start, end }) => one.text.slice(start, end)))),
      ).toEqual([[['سكين']]]);
    });
  });
});

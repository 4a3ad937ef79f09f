import { describe, expect, it } from '@jest/globals';
import { fits, parseFieldMap, readFieldMap } from '../../src/ingest/field-map.ts';
import { RecordReader } from '../../src/ingest/mapped-record.ts';
import { shippedFieldMaps } from '../../src/ingest/shipped-maps.ts';

const MINIMAL = { fields: { title: 'headline', url: 'link', body: 'text' } };

describe('parseFieldMap', () => {
  it('fills in what a map may leave out', () => {
    expect(parseFieldMap(MINIMAL, 'm')).toEqual({
      ...MINIMAL,
      body: 'text',
      decodeEntities: false,
      date: { format: 'feed', zone: 'UTC', precision: 'SECOND' },
      sources: {},
      unknownSources: 'derive',
      boilerplate: [],
    });
  });

  it.each([
    ['a field that is missing', { fields: { title: 'a', url: 'b' } }, 'fields.body'],
    ['a property nobody knows', { ...MINIMAL, colour: 'red' }, 'colour'],
    ['a zone that does not exist', { ...MINIMAL, date: { zone: 'Mars/Olympus' } }, 'date.zone'],
    ['a format without a year', { ...MINIMAL, date: { format: 'MM-dd' } }, 'date.format'],
    [
      'a source without a name in its language',
      { ...MINIMAL, sources: { x: { names: { en: 'X' }, domains: ['x.example'], language: 'ar' } } },
      'sources',
    ],
    [
      'a domain with www',
      { ...MINIMAL, sources: { x: { names: { en: 'X' }, domains: ['www.x.example'], language: 'en' } } },
      'sources.x.domains[0]',
    ],
    [
      'a country in small letters',
      { ...MINIMAL, sources: { x: { names: { en: 'X' }, domains: ['x.example'], language: 'en', country: 'sa' } } },
      'sources.x.country',
    ],
  ])('names %s', (_, json, path) => {
    expect(() => parseFieldMap(json, 'my.map.json')).toThrow(
      expect.objectContaining({
        name: 'FieldMapError',
        message: expect.stringMatching(new RegExp(`my\\.map\\.json[^]*${path.replace(/[[\].]/g, '\\$&')}`)),
      }),
    );
  });

  it('names the file that is not there', async () => {
    await expect(readFieldMap('/nowhere/my.map.json')).rejects.toMatchObject({
      name: 'FieldMapError',
      message: expect.stringContaining('/nowhere/my.map.json'),
    });
  });
});

describe('the shipped maps', () => {
  it('are sound, and the one for SaudiNewsNet knows its twelve newspapers in both languages', async () => {
    const maps = await shippedFieldMaps();
    const record = {
      source: 'okaz',
      url: 'http://www.okaz.com.sa/1',
      date_extracted: '2015-07-21 02:28:21',
      title: 't',
      author: '',
      content: '',
    };
    const map = maps.find((candidate) => fits(candidate, record));
    expect(Object.keys(map?.sources ?? {})).toHaveLength(12);
    for (const source of Object.values(map?.sources ?? {}))
      expect(source).toMatchObject({
        names: { ar: expect.any(String), en: expect.any(String) },
        language: 'ar',
        country: expect.stringMatching(/^[A-Z]{2}$/),
      });
  });
});

describe('RecordReader', () => {
  const map = parseFieldMap(
    {
      fields: { title: 'headline', url: 'link', body: 'text.full', publishedAt: 'at', source: 'paper', tags: 'tags', byline: 'by' },
      decodeEntities: true,
      date: { format: 'yyyy-MM-dd HH:mm:ss', zone: 'Asia/Riyadh', precision: 'DAY' },
      language: 'ar',
      unknownSources: 'reject',
      sources: { okaz: { names: { ar: 'عكاظ' }, domains: ['okaz.example'], language: 'ar', ignoredParameters: ['Weekly'] } },
    },
    'm',
  );
  const record = {
    headline: 'A &amp; B',
    link: 'http://okaz.example/1',
    text: { full: 'x < y &nbsp;&quot;z&quot;' },
    at: '2026-03-01 10:00:00',
    paper: 'okaz',
    tags: 'one, two',
    by: '&nbsp;S. Idris',
  };

  it('reads by the map', () => {
    expect(new RecordReader(map).read(record)).toEqual({
      kind: 'candidate',
      candidate: expect.objectContaining({
        url: 'http://okaz.example/1',
        title: 'A & B',
        body: { format: 'text', content: 'x < y \u00A0"z"' },
        byline: '\u00A0S. Idris',
        publishedAt: Date.UTC(2026, 2, 1, 7),
        timePrecision: 'DAY',
        language: { tag: 'ar', isCertain: true },
        tags: ['one', ' two'],
        source: expect.objectContaining({
          ignoredParameters: ['weekly'],
          record: expect.objectContaining({ slug: 'okaz', names: { ar: 'عكاظ' } }),
        }),
      }),
    });
  });

  it.each([
    ['an unknown newspaper', { ...record, paper: 'herald' }, 'UNKNOWN_SOURCE'],
    ['a date that is none', { ...record, at: '2026-02-31 10:00:00' }, 'INVALID_DATE'],
    ['neither address nor newspaper', { ...record, paper: null, link: null }, 'INVALID_URL'],
  ])('refuses %s', (_, changed, code) => {
    expect(new RecordReader(map).read(changed)).toEqual({ kind: 'rejected', code });
  });

  it('makes a source from the host where the map allows it', () => {
    const open = parseFieldMap({ ...MINIMAL, unknownSources: 'derive' }, 'm');
    const reading = new RecordReader(open).read({ headline: 'T', link: 'https://www.news.example/1', text: 'b' });
    expect(reading).toMatchObject({
      kind: 'candidate',
      candidate: { source: { record: { slug: 'news-example', domains: ['news.example'], names: { und: 'news.example' } } } },
    });
  });

  it('never takes what a record inherits', () => {
    expect(fits(parseFieldMap({ fields: { title: 'constructor', url: 'link', body: 'toString' } }, 'm'), { link: 'x' })).toBe(false);
  });
});

import { describe, expect, it } from '@jest/globals';
import { directionOf, directionOfText } from '../../src/text/direction.ts';

describe('direction of a language', () => {
  it.each([
    ['ar', 'RTL'],
    ['ar-EG', 'RTL'],
    ['fa', 'RTL'],
    ['ur-PK', 'RTL'],
    ['he', 'RTL'],
    ['ckb', 'RTL'],
    ['ku-Arab', 'RTL'],
    ['pa-Arab-PK', 'RTL'],
    ['en', 'LTR'],
    ['ku', 'LTR'],
    ['ar-Latn', 'LTR'],
    ['zh-Hant', 'LTR'],
    ['und', 'LTR'],
    ['', 'LTR'],
  ])('%s is %s', (language, direction) => {
    expect(directionOf(language)).toBe(direction);
  });
});

describe('direction of a text by its first strong character (UAX #9, P2 and P3)', () => {
  it.each([
    ['أعلنت شركة OpenAI', 'RTL'],
    ['OpenAI تبني أول مركز بيانات', 'LTR'],
    ['«1.25 مليار» دولار', 'RTL'],
    ['١٢٣ km', 'LTR'],
    ['۱۲۳ کیلومتر', 'RTL'],
    ['12345 !?', 'LTR'],
    ['', 'LTR'],
    ['\u200Fabc', 'RTL'],
    ['\u061Cabc', 'RTL'],
    ['\u200Eسلام', 'LTR'],
    ['שלום world', 'RTL'],
    ['\u2068Meta\u2069 تعلن', 'RTL'],
    ['\u2067\u2068x\u2069y\u2069 تعلن', 'RTL'],
    ['𞤀𞤁 fulfulde', 'RTL'],
    ['𝐀 سلام', 'LTR'],
    ['ﻣﺮﺣﺒﺎ hello', 'RTL'],
  ])('%s', (text, direction) => {
    expect(directionOfText(text)).toBe(direction);
  });

  it('takes the fallback where nothing is strong, and looks no further than its bound', () => {
    expect(directionOfText('2026', 'RTL')).toBe('RTL');
    expect(directionOfText(`${' '.repeat(10_000)}سلام`)).toBe('LTR');
  });
});

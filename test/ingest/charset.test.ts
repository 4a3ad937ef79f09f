import { describe, expect, it } from '@jest/globals';
import { decodeText } from '../../src/ingest/charset.ts';

const TEXT = 'خبر عاجل';
/** Windows-1256 and ISO 8859-6, letter by letter. */
const WINDOWS_1256 = Buffer.from([0xce, 0xc8, 0xd1, 0x20, 0xda, 0xc7, 0xcc, 0xe1]);
const ISO_8859_6 = Buffer.from([0xce, 0xc8, 0xd1, 0x20, 0xd9, 0xc7, 0xcc, 0xe4]);
const declared = (encoding: string, bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`<?xml version="1.0" encoding="${encoding}"?>`), bytes]);

describe('decodeText', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT), null],
    ['UTF-8 under a wrong label', Buffer.from(TEXT), 'iso-8859-1'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${TEXT}`), null],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${TEXT}`, 'utf16le'), 'utf-8'],
    ['what the transport says', ISO_8859_6, 'iso-8859-6'],
    ['a label that is wrong', WINDOWS_1256, 'utf-8'],
    ['a label that nobody knows', WINDOWS_1256, 'x-martian'],
    ['no label', WINDOWS_1256, null],
  ])('%s', (_, bytes, stated) => {
    expect(decodeText(bytes, stated)).toBe(TEXT);
  });

  it('believes the XML declaration where the transport says nothing', () => {
    expect(decodeText(declared('iso-8859-6', ISO_8859_6), null)).toContain(TEXT);
    expect(decodeText(declared('utf-8', WINDOWS_1256), null)).toContain(TEXT);
  });

  it('guesses Western text too', () => {
    expect(decodeText(Buffer.from('Les élèves ont dîné à Orléans', 'latin1'), null)).toBe('Les élèves ont dîné à Orléans');
  });
});

/** Reads one article of the sample content: JSON facts between `---` lines, then a small part of Markdown (sample/README.md). */
import { z } from 'zod';
import type { Block, ImageRecord } from '../data/articles/article.record.ts';

const picture = z.strictObject({ file: z.string().regex(/^media\/[\w./-]+$/), alt: z.string(), credit: z.string().nullable().optional() });

const facts = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  source: z.string(),
  title: z.string().min(1),
  standfirst: z.string().nullable(),
  byline: z.string().nullable(),
  language: z.string(),
  section: z.string().nullable(),
  tags: z.array(z.string()),
  image: picture.nullable(),
  age: z.string().regex(/^P(?=\d|T\d)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?)?$/, 'an ISO 8601 duration of days, hours and minutes, such as P1DT8H'),
  qualityFlags: z.array(z.enum(['EMPTY', 'TRUNCATED', 'BOILERPLATE', 'LIGATURE_LOSS', 'ENCODING_DAMAGE'])).optional(),
});

export interface SampleDocument {
  readonly facts: Omit<z.output<typeof facts>, 'image' | 'age'> & { readonly image: ImageRecord | null };
  /** How long before the first load it was published. */
  readonly ageMs: number;
  readonly blocks: readonly Block[];
}

/**
 * @param name of the file, for the message
 * @throws Error naming the file and the rule that it breaks
 */
export function readSampleDocument(source: string, name: string): SampleDocument {
  const parts = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source.replace(/\r\n/g, '\n'));
  if (parts === null) throw new Error(`${name}: no JSON between two lines of ---`);
  let json: unknown;
  try {
    json = JSON.parse(parts[1] ?? '');
  } catch (cause) {
    throw new Error(`${name}: what stands between the lines of --- is not JSON: ${(cause as Error).message}`, { cause });
  }
  const parsed = facts.safeParse(json);
  if (!parsed.success) throw new Error(`${name}: ${z.prettifyError(parsed.error)}`);
  const { image, age, ...rest } = parsed.data;
  return {
    facts: { ...rest, image: image === null ? null : sampleImage(image) },
    ageMs: durationMs(age),
    blocks: blocksOf(parts[2] ?? ''),
  };
}

/** The gateway serves `media/…` of the sample folder under `/media/…`. */
export function sampleImage(
  image: { readonly file: string; readonly alt: string; readonly credit?: string | null | undefined },
  size: { width: number; height: number } | null = PICTURE_SIZE,
): ImageRecord {
  return { url: `/${image.file}`, width: size?.width ?? null, height: size?.height ?? null, alt: image.alt, credit: image.credit ?? null };
}

const PICTURE_SIZE = { width: 1200, height: 675 };
const DAY_MS = 86_400_000;

function durationMs(duration: string): number {
  const number = (unit: string): number => Number(new RegExp(`(\\d+)${unit}`).exec(duration)?.[1] ?? 0);
  return number('D') * DAY_MS + number('H') * 3_600_000 + number('M') * 60_000;
}

function blocksOf(body: string): Block[] {
  return body
    .split(/\n[ \t]*\n/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map(blockOf);
}

function blockOf(source: string): Block {
  const lines = source.split('\n').map((line) => line.trim());
  const first = lines[0] ?? '';
  const heading = /^(#{2,3}) (.+)$/.exec(first);
  if (heading !== null && lines.length === 1) return { kind: 'HEADING', level: heading[1]!.length, text: heading[2]! };
  const image = /^!\[([^\]]*)\]\((media\/[\w./-]+)(?: "([^"]*)")?\)$/.exec(first);
  if (image !== null && lines.length === 1)
    return { kind: 'IMAGE', image: sampleImage({ file: image[2]!, alt: image[1]! }), caption: image[3] ?? null };
  if (lines.every((line) => line.startsWith('- '))) return { kind: 'LIST', ordered: false, items: lines.map((line) => line.slice(2)) };
  if (lines.every((line, index) => line.startsWith(`${index + 1}. `)))
    return { kind: 'LIST', ordered: true, items: lines.map((line) => line.replace(/^\d+\. /, '')) };
  if (lines.every((line) => line.startsWith('>'))) return quoteOf(lines.map((line) => line.slice(1).trim()));
  return { kind: 'PARAGRAPH', text: lines.join(' ') };
}

function quoteOf(lines: readonly string[]): Block {
  const attribution = lines.length > 1 ? /^— (.+)$/.exec(lines.at(-1) ?? '')?.[1] : undefined;
  return { kind: 'QUOTE', text: (attribution === undefined ? lines : lines.slice(0, -1)).join(' '), attribution: attribution ?? null };
}

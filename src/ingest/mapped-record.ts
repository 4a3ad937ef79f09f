/** Reads one JSON record by a field map. */
import type { SourceRecord } from '../data/sources/source.record.ts';
import { sourceId } from '../data/ids.ts';
import { pageAddress } from './canonical-url.ts';
import type { Candidate, CandidateSource, Reading } from './candidate.ts';
import { propertyOf, type FieldMap, type MappedSource } from './field-map.ts';
import { lineFromHtml } from './html-blocks.ts';
import { decodeReferences } from './decode-references.ts';
import { languageOf } from './language-tag.ts';
import { readTime } from './published-time.ts';
import { sourceFromHost } from './derived-source.ts';
import { isHijriDate } from './written-time.ts';
import type { RejectionCode } from './report.ts';

/** One per map and run: sources are made once. */
export class RecordReader {
  readonly #map: FieldMap;
  readonly #sources = new Map<string, CandidateSource>();
  readonly #byDomain = new Map<string, CandidateSource>();

  constructor(map: FieldMap) {
    this.#map = map;
    for (const [slug, mapped] of Object.entries(map.sources)) {
      const source: CandidateSource = {
        record: sourceRecord(slug, mapped),
        ignoredParameters: mapped.ignoredParameters,
        boilerplate: map.boilerplate,
      };
      this.#sources.set(slug, source);
      for (const domain of mapped.domains) this.#byDomain.set(domain, source);
    }
  }

  read(record: Readonly<Record<string, unknown>>): Reading {
    const { fields, date } = this.#map;
    const url = this.#text(record, fields.url);
    const language = languageOf(this.#text(record, fields.language)) ?? this.#map.language ?? null;
    const source = this.#sourceOf(record, url, language);
    if (typeof source === 'string') return { kind: 'rejected', code: source };

    const written = this.#text(record, fields.publishedAt);
    const publishedAt = written === null ? null : readTime(written, date.format, date.zone);
    if (written !== null && publishedAt === null) return { kind: 'rejected', code: isHijriDate(written) ? 'HIJRI_DATE' : 'INVALID_DATE' };
    const changed = this.#text(record, fields.updatedAt);

    const body = this.#text(record, fields.body);
    const candidate: Candidate = {
      url,
      base: source.record.homepage,
      title: this.#line(record, fields.title),
      body: body === null ? null : { format: this.#map.body, content: body },
      standfirst: this.#line(record, fields.standfirst),
      byline: this.#line(record, fields.byline),
      publishedAt,
      timePrecision: date.precision,
      updatedAt: changed === null ? null : readTime(changed, date.format, date.zone),
      language: { tag: language ?? source.record.language, isCertain: language !== null },
      kind: 'ARTICLE',
      section: this.#line(record, fields.section),
      tags: tagsOf(fields.tags === undefined ? undefined : propertyOf(record, fields.tags)),
      image: imageOf(this.#text(record, fields.image), source.record.homepage),
      source,
    };
    return { kind: 'candidate', candidate };
  }

  /** Texts and numbers; null for everything else and for what is blank. */
  #text(record: Readonly<Record<string, unknown>>, name: string | undefined): string | null {
    const value = name === undefined ? undefined : propertyOf(record, name);
    if (typeof value === 'number') return String(value);
    if (typeof value !== 'string' || value.trim() === '') return null;
    return this.#map.decodeEntities && this.#map.body === 'text' ? decodeReferences(value) : value;
  }

  #line(record: Readonly<Record<string, unknown>>, name: string | undefined): string | null {
    const text = this.#text(record, name);
    return text !== null && this.#map.body === 'html' ? lineFromHtml(text) : text;
  }

  #sourceOf(record: Readonly<Record<string, unknown>>, url: string | null, language: string | null): CandidateSource | RejectionCode {
    const { fields, unknownSources } = this.#map;
    const name = this.#text(record, fields.source)?.trim() ?? null;
    const known = name === null ? undefined : this.#sources.get(name);
    if (known !== undefined) return known;
    const address = url === null ? null : pageAddress(url);
    // Without an address there is nothing to store, whoever published it.
    if (address === null) return 'INVALID_URL';
    const host = new URL(address.url).hostname.replace(/^www\./, '');
    const byDomain = name === null ? this.#byDomain.get(host) : undefined;
    if (byDomain !== undefined) return byDomain;
    if (unknownSources === 'reject') return 'UNKNOWN_SOURCE';
    const derived: CandidateSource = {
      record: sourceFromHost(host, name ?? host, language),
      ignoredParameters: [],
      boilerplate: this.#map.boilerplate,
    };
    this.#byDomain.set(host, derived);
    return derived;
  }
}

function sourceRecord(slug: string, mapped: MappedSource): SourceRecord {
  const { ignoredParameters: _, ...fields } = mapped;
  return { ...fields, id: sourceId(slug), slug, icon: null };
}

function tagsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.split(/[,،;]/);
  return Array.isArray(value) ? value.filter((tag): tag is string => typeof tag === 'string') : [];
}

function imageOf(url: string | null, base: string | null): Candidate['image'] {
  const address = url === null ? null : pageAddress(url, { base });
  return address === null ? null : { url: address.url, width: null, height: null, alt: null, credit: null };
}

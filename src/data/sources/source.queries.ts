/** Reads of the sources domain. Batched reads answer in the order of what was asked, `null` where there is none. */
import type { Reader } from '../database.ts';
import type { Page, PageRequest } from '../page.ts';
import type { SourceRecord } from './source.record.ts';

export interface SourceFilter {
  /** ISO 3166-1 alpha-2 */
  readonly country?: string | null;
  /** BCP 47 */
  readonly language?: string | null;
}

/** What a cursor stands for. */
export interface SourceKey {
  readonly slug: string;
}

export function sourcesByIds(db: Reader, ids: readonly string[]): Promise<readonly (SourceRecord | null)[]> { throw new Error(`being written ${db.engine} ${ids.length}`); }
export function sourcesBySlugs(db: Reader, slugs: readonly string[]): Promise<readonly (SourceRecord | null)[]> { throw new Error(`being written ${db.engine} ${slugs.length}`); }
/** By any of a source's domains, written without `www.` and in lower case. */
export function sourcesByDomains(db: Reader, domains: readonly string[]): Promise<readonly (SourceRecord | null)[]> { throw new Error(`being written ${db.engine} ${domains.length}`); }
/** In order of the slug. */
export function sourcePage(db: Reader, args: { readonly filter?: SourceFilter | null; readonly page: PageRequest<SourceKey> }): Promise<Page<SourceRecord>> { throw new Error(`being written ${db.engine} ${String(args)}`); }
export function sourceCount(db: Reader, filter?: SourceFilter | null): Promise<number> { throw new Error(`being written ${db.engine} ${String(filter)}`); }

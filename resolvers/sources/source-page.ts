/** Pages of sources: arguments checked, cursors read and written. */
import type { SourceFilter as SourceFilterQuery, SourceKey } from '../../src/data/sources/source.queries.ts';
import type { SourceRecord } from '../../src/data/sources/source.record.ts';
import { badUserInput } from '../shared/bad-user-input.ts';
import { connectionOf } from '../shared/connection.ts';
import type { Connection, RowPage } from '../shared/connection.ts';
import { pageOf } from '../shared/connection.args.ts';
import type { ConnectionArgs, PageOf } from '../shared/connection.args.ts';
import { decodeCursor } from '../shared/cursor.ts';
import { checkedFilter } from '../shared/filter.input.ts';
import type { SourcesContext } from './source.context.ts';
import type { SourceFilter } from './source.input.ts';

const CURSOR_ORDER = 'sources:SLUG';

/** Throws BAD_USER_INPUT naming the argument that is wrong. */
export function sourcePageArguments(
  args: ConnectionArgs,
  filter: SourceFilter | null | undefined,
): { readonly filter: SourceFilterQuery | null; readonly page: PageOf<SourceKey> } {
  const keyFrom = (argument: string, cursor: string): SourceKey => {
    const [slug] = decodeCursor(argument, cursor, CURSOR_ORDER, ['string']) as [string];
    return { slug };
  };
  return { filter: sourceFilter(filter), page: pageOf(args, keyFrom) };
}

export function sourceConnection(
  context: SourcesContext,
  page: RowPage<SourceRecord>,
  totalCount: () => Promise<number>,
): Connection<SourceRecord> {
  return connectionOf(context, page, { order: CURSOR_ORDER, keyOf: (source) => [source.slug] }, totalCount);
}

function sourceFilter(filter: SourceFilter | null | undefined): SourceFilterQuery | null {
  if (!filter) return null;
  const countries = checkedFilter('filter.countries', filter.countries);
  return {
    countries: countries && {
      in: countryCodes('filter.countries.in', countries.in),
      notIn: countryCodes('filter.countries.notIn', countries.notIn),
    },
    languages: checkedFilter('filter.languages', filter.languages),
  };
}

/** Upper-case codes. Throws BAD_USER_INPUT where one is not two letters. */
function countryCodes(argument: string, codes: readonly string[] | null): readonly string[] | null {
  const wrong = codes?.find((code) => !/^[A-Za-z]{2}$/.test(code));
  if (wrong !== undefined) {
    throw badUserInput(
      `Argument "${argument}" takes ISO 3166-1 codes of two letters, but ${JSON.stringify(wrong.slice(0, 20))} was given.`,
      argument,
    );
  }
  return codes && codes.map((code) => code.toUpperCase());
}

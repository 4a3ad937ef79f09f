/** Sources: found one by one, or as a connection. */
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { sourceCount, sourcePage } from '../../src/data/sources/source.queries.ts';
import type { SourceRecord } from '../../src/data/sources/source.record.ts';
import { directionOf } from '../../src/text/direction.ts';
import { requireWithin } from '../shared/bad-user-input.ts';
import { Kept, Tagged, TOLD } from '../shared/caching.ts';
import { ConnectionArgs } from '../shared/connection.args.ts';
import type { Connection } from '../shared/connection.ts';
import { ConnectionSize } from '../shared/costs.ts';
import { Image } from '../shared/image.type.ts';
import { localeFor } from '../shared/locale.ts';
import { type GivenLocale, LocaleArg } from '../shared/locale.arg.ts';
import { theOneOf } from '../shared/one-of.ts';
import { Direction } from '../shared/text-direction.enum.ts';
import { localizedText } from './localized-text.ts';
import type { SourcesContext } from './source.context.ts';
import { SourceBy, SourceFilter } from './source.input.ts';
import { sourceConnection, sourcePageArguments } from './source-page.ts';
import { Source, SourceConnection } from './source.type.ts';

const ICON_SIZE = { minimum: 16, maximum: 512 };

@Resolver(() => Source)
export class SourceResolver {
  @Tagged('source:{$args.by.id}')
  @Query(() => Source, { nullable: true, description: 'One publisher; null where there is none.' })
  source(
    @Arg('by', () => SourceBy, { description: 'What it is found by.' }) by: SourceBy,
    @Ctx() context: SourcesContext,
  ): Promise<SourceRecord | null> {
    const [name, value] = theOneOf('by', by);
    switch (name) {
      case 'id':
        return context.sources.byId.load(value);
      case 'slug':
        return context.sources.bySlug.load(value);
      case 'domain':
        return context.sources.byDomain.load(value.toLowerCase().replace(/^www\./, ''));
    }
  }

  @ConnectionSize()
  @Kept(TOLD)
  @Tagged('source-lists')
  @Query(() => SourceConnection, { nullable: true, description: 'Publishers, in order of their slugs.' })
  async sources(
    @Arg('filter', () => SourceFilter, { nullable: true, description: 'Which publishers; all without it.' }) filter:
      | SourceFilter
      | null
      | undefined,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Ctx() context: SourcesContext,
  ): Promise<Connection<SourceRecord>> {
    const args = sourcePageArguments(page, filter);
    return sourceConnection(context, await sourcePage(context.database, args), () => sourceCount(context.database, args.filter));
  }

  @FieldResolver(() => String, { description: 'Its name in this language, or in its own where there is none.' })
  name(@Root() source: SourceRecord, @LocaleArg() locale: GivenLocale, @Ctx() context: SourcesContext): string {
    return localizedText(source.names, localeFor(locale, context), source.language) ?? source.slug;
  }

  @FieldResolver(() => String, { nullable: true, description: 'What it is, in a sentence or two, in this language or in its own.' })
  description(@Root() source: SourceRecord, @LocaleArg() locale: GivenLocale, @Ctx() context: SourcesContext): string | null {
    return localizedText(source.descriptions, localeFor(locale, context), source.language);
  }

  @FieldResolver(() => Image, { nullable: true, description: 'Its icon, square.' })
  icon(
    @Root() source: SourceRecord,
    @Arg('size', () => Int, {
      defaultValue: 64,
      description: `Edge in pixels it will be shown at: ${ICON_SIZE.minimum} to ${ICON_SIZE.maximum}.`,
    })
    size: number,
  ): SourceRecord['icon'] {
    requireWithin('size', size, ICON_SIZE.minimum, ICON_SIZE.maximum);
    // One file serves every size for now (SVG, or the publisher's largest); width and height say how it is to be drawn.
    return source.icon && { ...source.icon, width: size, height: size };
  }

  @FieldResolver(() => Direction, { description: 'The direction of its language.' })
  direction(@Root() source: SourceRecord): string {
    return directionOf(source.language);
  }
}

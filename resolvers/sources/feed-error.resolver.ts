/** The message of a user error, in the reader's language. One resolver for every implementer. */
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { localeFor } from '../shared/locale.ts';
import { type GivenLocale, LocaleArg } from '../shared/locale.arg.ts';
import { feedErrorMessage } from './feed.messages.ts';
import { UserError } from './feed-error.type.ts';
import type { UserErrorValue } from './feed-error.type.ts';
import type { SourcesContext } from './source.context.ts';

@Resolver(() => UserError)
export class FeedErrorResolver {
  @FieldResolver(() => String, { description: 'The reason, for people.' })
  message(@Root() error: UserErrorValue, @LocaleArg() locale: GivenLocale, @Ctx() context: SourcesContext): string {
    return feedErrorMessage(error.code, localeFor(locale, context));
  }
}

/** The message of a user error, in the reader's language. One resolver for every implementer. */
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { localeFor } from '../shared/locale.ts';
import { type GivenLocale, LocaleArg } from '../shared/locale.arg.ts';
import type { CommentsContext } from './comment.context.ts';
import { userErrorMessage } from './comment.messages.ts';
import { UserError } from './user-error.type.ts';
import type { UserErrorValue } from './user-error.type.ts';

@Resolver(() => UserError)
export class UserErrorResolver {
  @FieldResolver(() => String, { description: 'The reason, for people.' })
  message(@Root() error: UserErrorValue, @LocaleArg() locale: GivenLocale, @Ctx() context: CommentsContext): string {
    return userErrorMessage(error.code, error.details, localeFor(locale, context));
  }
}

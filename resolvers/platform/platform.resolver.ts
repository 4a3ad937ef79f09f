/** Who is asking, and what the app says of itself. */
import { Ctx, Query, Resolver } from 'type-graphql';
import type { Viewer as ViewerClaims } from '../../src/auth/viewer.ts';
import { Kept, RELEASED } from '../shared/caching.ts';
import { localeFor } from '../shared/locale.ts';
import { type GivenLocale, LocaleArg } from '../shared/locale.arg.ts';
import type { PlatformContext } from './platform.context.ts';
import { StorePlatform } from './platform.enums.ts';
import { appMessages } from './platform.messages.ts';
import { App, Viewer } from './platform.type.ts';

/** Pages of this host: until there are stores, they tell how to put the site on a phone's home screen. */
const STORE_URLS: Readonly<Record<StorePlatform, string>> = { IOS: '/apps/ios', ANDROID: '/apps/android', WEB: '/' };

@Resolver()
export class PlatformResolver {
  @Query(() => Viewer, { nullable: true, description: 'Who is asking; null without a token.' })
  viewer(@Ctx() context: PlatformContext): ViewerClaims | null {
    return context.viewer;
  }

  @Kept(RELEASED)
  @Query(() => App, { nullable: true, description: 'The news app itself.' })
  app(@LocaleArg() locale: GivenLocale, @Ctx() context: PlatformContext): App {
    const messages = appMessages(localeFor(locale, context));
    return {
      name: messages.name,
      stores: Object.values(StorePlatform).map((platform) => ({ platform, url: STORE_URLS[platform], label: messages.stores[platform] })),
      aiPromo: messages.aiPromo,
    };
  }
}

/** How to put the site on a phone's home screen, where it opens like an app. What the app links of the platform lead to until there are stores. */
import { homeHref } from './addresses.ts';
import { renderPage } from './layout.tsx';
import { messagesFor } from './messages.ts';
import type { PageView } from './page-view.ts';

export const INSTALL_PATHS = { ios: '/apps/ios', android: '/apps/android' } as const;
export type InstallPlatform = keyof typeof INSTALL_PATHS;

/** Needs no operation: nothing on it is the graph's. */
export function renderInstallPage(platform: InstallPlatform, view: PageView): string {
  const messages = messagesFor(view.locale);
  const { title, text, steps } = messages.install[platform];
  return renderPage({
    view,
    app: null,
    head: { title, description: text, path: INSTALL_PATHS[platform], type: 'website' },
    children: (
      <article class="install">
        <h1>{title}</h1>
        <p>{text}</p>
        <ol>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p>
          <a class="button" href={homeHref(view)}>
            {messages.home}
          </a>
        </p>
      </article>
    ),
  });
}

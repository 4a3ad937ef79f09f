/** What the platform domain tells of the apps: the AI promotion and the stores. Absent where it is silent. */
import type { App } from './page-data.ts';
import { ownUrl } from './addresses.ts';
import { PhoneIcon, SparkIcon } from './icons.tsx';
import type { Messages } from './messages.ts';

interface AppProps {
  readonly app: App | null | undefined;
  readonly messages: Messages;
}

export function AppCard({ app, messages }: AppProps) {
  if (!app?.aiPromo) return null;
  return (
    <section class="app-card" aria-labelledby="page-app">
      <SparkIcon />
      <h2 id="page-app">{app.aiPromo.title}</h2>
      <p>{app.aiPromo.description}</p>
      <StoreLinks app={app} messages={messages} />
    </section>
  );
}

export function StoreLinks({ app, messages }: AppProps) {
  // Whoever reads this is in the browser already.
  const stores = (app?.stores ?? []).flatMap((store) => {
    const url = store.platform === 'WEB' ? null : ownUrl(store.url);
    return url === null ? [] : [{ ...store, url }];
  });
  if (stores.length === 0) return null;
  return (
    <ul class="stores" aria-label={messages.getTheApp}>
      {stores.map(({ platform, url, label }) => (
        <li key={platform}>
          <a href={url} rel="noopener external">
            <PhoneIcon />
            <bdi>{label}</bdi>
          </a>
        </li>
      ))}
    </ul>
  );
}

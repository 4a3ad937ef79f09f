/** The document around every page: head, skip link, header, footer. No script and no inline style, so that a strict policy holds. */
import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';
import type { App } from './page-data.ts';
import { absoluteUrl, homeHref, otherLocaleHref } from './addresses.ts';
import { GlobeIcon } from './icons.tsx';
import { messagesFor, type Messages } from './messages.ts';
import { favicon, stylesheet, touchIcon, webManifest } from './page-assets.ts';
import { PAGE_LOCALES, type PageView } from './page-view.ts';
import { SearchForm } from './search-form.tsx';
import { StoreLinks } from './app-card.tsx';

export interface PageHead {
  /** Without the site's name. Null on the home page. */
  readonly title: string | null;
  readonly description: string;
  /** Path on this host, with the query that makes it another page, if any. */
  readonly path: string;
  readonly type: 'website' | 'article';
  readonly image?: { readonly url: string; readonly alt: string } | null;
  readonly publishedTime?: string;
  readonly index?: boolean;
}

interface PageProps {
  readonly view: PageView;
  readonly head: PageHead;
  readonly app: App | null | undefined;
  /** Which language filter is current; undefined off the home page. */
  readonly filter?: PageView['language'];
  /** What stands in the search box. */
  readonly query?: string;
  /** The same page with its surroundings in the other language, where more than path and place make it. */
  readonly otherLocaleHref?: string;
  readonly children: ComponentChildren;
}

export function renderPage(props: PageProps): string {
  return `<!doctype html>\n${render(<Page {...props} />)}\n`;
}

function Page({ view, head, app, filter, query = '', otherLocaleHref: switchHref, children }: PageProps) {
  const messages = messagesFor(view.locale);
  const elsewhere = switchHref ?? otherLocaleHref(head.path.split('?')[0]!, view, messages.otherLocale.locale);
  return (
    <html lang={view.locale} dir={messages.direction}>
      <Head head={head} view={view} siteName={app?.name ?? messages.siteName} />
      <body>
        <a class="skip" href="#page-content">
          {messages.skipToContent}
        </a>
        <Header view={view} messages={messages} name={app?.name ?? messages.siteName} elsewhere={elsewhere} filter={filter} query={query} />
        <main id="page-content" tabIndex={-1}>
          {children}
        </main>
        <Footer app={app} messages={messages} />
      </body>
    </html>
  );
}

function Head({ head, view, siteName }: { readonly head: PageHead; readonly view: PageView; readonly siteName: string }) {
  const title = head.title === null ? siteName : `${head.title} · ${siteName}`;
  const canonical = view.baseUrl + head.path;
  return (
    <head>
      <meta charset="utf-8" />
      <title>{title}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="description" content={head.description} />
      {head.index === false ? <meta name="robots" content="noindex" /> : <link rel="canonical" href={canonical} />}
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" media="(prefers-color-scheme: light)" content="#ffffff" />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#111416" />
      <meta property="og:site_name" content={siteName} />
      <meta property="og:type" content={head.type} />
      <meta property="og:title" content={head.title ?? siteName} />
      <meta property="og:description" content={head.description} />
      <meta property="og:url" content={canonical} />
      <meta property="og:locale" content={view.locale} />
      {head.image && <meta property="og:image" content={absoluteUrl(head.image.url, view.baseUrl)} />}
      {head.image && <meta property="og:image:alt" content={head.image.alt} />}
      {head.publishedTime && <meta property="article:published_time" content={head.publishedTime} />}
      <meta name="twitter:card" content={head.image ? 'summary_large_image' : 'summary'} />
      <link rel="icon" type={favicon.contentType} href={favicon.path} />
      <link rel="apple-touch-icon" href={touchIcon.path} />
      <link rel="manifest" href={webManifest.path} />
      <link rel="stylesheet" href={stylesheet.path} />
    </head>
  );
}

interface HeaderProps {
  readonly view: PageView;
  readonly messages: Messages;
  readonly name: string;
  /** The same page in the other language. */
  readonly elsewhere: string;
  readonly filter: PageView['language'] | undefined;
  readonly query: string;
}

function Header({ view, messages, name, elsewhere, filter, query }: HeaderProps) {
  const { otherLocale } = messages;
  return (
    <header class="site-header">
      <div class="site-header-inner">
        <a class="brand" href={homeHref(view)}>
          <img class="brand-mark" src={favicon.path} alt="" width="32" height="32" />
          <bdi class="brand-name">{name}</bdi>
        </a>
        <SearchForm view={view} messages={messages} query={query} />
        <nav class={filter === undefined ? 'filters filters-elsewhere' : 'filters'} aria-label={messages.filterByLanguage}>
          {([null, ...PAGE_LOCALES] as const).map((language) => (
            <a
              key={language}
              href={homeHref(view, { language })}
              aria-current={filter === language ? 'page' : undefined}
              {...(language === null ? {} : { lang: language, hreflang: language })}
            >
              {language === null ? messages.allLanguages : LANGUAGE_NAMES[language]}
            </a>
          ))}
        </nav>
        <a
          class="locale-switch"
          href={elsewhere}
          lang={otherLocale.locale}
          hreflang={otherLocale.locale}
          rel="alternate"
          aria-label={otherLocale.name}
          title={otherLocale.name}
        >
          <GlobeIcon />
          <bdi>{otherLocale.sign}</bdi>
        </a>
      </div>
    </header>
  );
}

const LANGUAGE_NAMES = { ar: 'العربية', en: 'English' } as const;

function Footer({ app, messages }: { readonly app: App | null | undefined; readonly messages: Messages }) {
  return (
    <footer class="site-footer">
      <div class="site-footer-inner">
        {app?.aiPromo ? null : <StoreLinks app={app} messages={messages} />}
        <p class="site-footer-words">
          {messages.footer} <a href="/graphql">{messages.forDevelopers}</a>
        </p>
      </div>
    </footer>
  );
}

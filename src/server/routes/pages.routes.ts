/** The reader pages. Each is drawn from exactly one operation of schema/operations, executed by the same engine that clients ask. */
import {
  ArticlePageDocument,
  HomeFeedDocument,
  SearchDocument,
  SourcePageDocument,
  StoryPageDocument,
  type TypedDocumentString,
} from '../../../schema/typed/graphql.ts';
import {
  ARTICLE_PATH,
  INSTALL_PATHS,
  SEARCH_PATH,
  SOURCE_PATH,
  STORY_PATH,
  articlePageVariables,
  homeFeedVariables,
  pageAssets,
  pageContentSecurityPolicy,
  readPageView,
  readSearchRequest,
  renderArticlePage,
  renderErrorPage,
  renderHomePage,
  renderInstallPage,
  renderSearchPage,
  renderSourcePage,
  renderStoryPage,
  searchVariables,
  sourcePageVariables,
  storyPageVariables,
  type InstallPlatform,
  type PageView,
} from '../../../web/pages/index.ts';
import { viewerOfAuthorization } from '../../auth/bearer.ts';
import type { Tokens } from '../../auth/tokens.ts';
import { ClientError } from '../../errors/client-error.ts';
import { audienceOf } from '../../errors/mask.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import type { Logger } from '../../telemetry/logger.ts';
import { prefersHtml } from '../graphql/accept.ts';
import { matches, unchangedHeaders } from '../graphql/caching-headers.ts';
import { clientRequestOf } from '../graphql/client-request.ts';
import type { Exchange, Handler } from '../http/exchange.ts';
import { languagesOf } from '../http/languages.ts';
import { allowMethods, notFound, reply } from '../http/reply.ts';
import type { Route } from '../router.ts';
import { createDrawnPages, drawPage, type DrawnPage } from './drawn-pages.ts';

export interface PagesOptions {
  readonly gateway: Gateway;
  readonly tokens: Tokens | null;
  readonly publicUrl: string | null;
  readonly log: Logger;
}

export interface Pages {
  readonly routes: readonly Route[];
  /** For paths nothing is at: a page for people, JSON for programs. */
  readonly notFound: Handler;
}

export function createPages({ gateway, tokens, publicUrl, log }: PagesOptions): Pages {
  const drawn = createDrawnPages();
  /** A page is made of one answer, of who looks at it and how, and of its address: drawn once for the same. */
  const run = async <Answer, Variables extends Record<string, unknown>>(
    exchange: Exchange,
    view: PageView,
    document: TypedDocumentString<Answer, Variables>,
    variables: Variables,
    draw: (answer: Answer) => string,
  ): Promise<DrawnPage> => {
    const viewer = tokens === null ? null : await viewerOfAuthorization(tokens, exchange.request.headers.authorization);
    const request = { source: document.toString(), variables, client: clientRequestOf(exchange, viewer) };
    const kept = gateway.kept(request);
    if (kept !== null) return drawn.of([kept.etag, view, exchange.path, exchange.search], () => draw(JSON.parse(kept.text) as Answer));
    const { data, errors } = await gateway.execute(request);
    if (!data) throw pageError(errors ?? []);
    throwIfRefused(errors ?? []);
    return drawPage(draw(JSON.parse(data.text) as Answer));
  };

  const home = page(publicUrl, log, (exchange, view) =>
    run(exchange, view, HomeFeedDocument, homeFeedVariables(view), (data) => renderHomePage(data, view)),
  );

  const article = page(publicUrl, log, (exchange, view) => {
    const id = decodedSegment(exchange.path.slice(ARTICLE_PATH.length));
    return run(exchange, view, ArticlePageDocument, articlePageVariables(id, view), (data) => {
      if (!data.article) throw notFound(exchange.path);
      return renderArticlePage(data, view);
    });
  });

  const search = page(publicUrl, log, async (exchange, view) => {
    const request = readSearchRequest(new URLSearchParams(exchange.search));
    if (request.query === '') return drawPage(renderSearchPage(null, request, view));
    return run(exchange, view, SearchDocument, searchVariables(request, view), (data) => renderSearchPage(data, request, view));
  });

  const source = page(publicUrl, log, (exchange, view) => {
    const slug = decodedSegment(exchange.path.slice(SOURCE_PATH.length));
    return run(exchange, view, SourcePageDocument, sourcePageVariables(slug, view), (data) => {
      if (!data.source) throw notFound(exchange.path);
      return renderSourcePage({ ...data, source: data.source }, view);
    });
  });

  const story = page(publicUrl, log, (exchange, view) => {
    const id = decodedSegment(exchange.path.slice(STORY_PATH.length));
    return run(exchange, view, StoryPageDocument, storyPageVariables(id, view), (data) => {
      if (!data.story) throw notFound(exchange.path);
      return renderStoryPage({ ...data, story: data.story }, view);
    });
  });

  return {
    routes: [
      { name: 'home', path: '/', handler: home },
      { name: 'article', path: `${ARTICLE_PATH}*`, handler: article },
      { name: 'search', path: SEARCH_PATH, handler: search },
      { name: 'story', path: `${STORY_PATH}*`, handler: story },
      { name: 'source', path: `${SOURCE_PATH}*`, handler: source },
      ...(Object.entries(INSTALL_PATHS) as [InstallPlatform, string][]).map(([platform, path]) => ({
        name: 'install',
        path,
        handler: page(publicUrl, log, async (_exchange, view) => drawPage(renderInstallPage(platform, view))),
      })),
      ...assetRoutes(),
    ],
    notFound: (exchange) => {
      if (!prefersHtml(exchange.request.headers.accept)) throw notFound(exchange.path);
      sendPage(exchange, 404, drawPage(renderErrorPage(404, viewOf(exchange, publicUrl))));
    },
  };
}

/** What is wrong with a request for a page is told on a page. */
function page(publicUrl: string | null, log: Logger, draw: (exchange: Exchange, view: PageView) => Promise<DrawnPage>): Handler {
  return async (exchange) => {
    allowMethods(exchange, ['GET', 'HEAD']);
    const view = viewOf(exchange, publicUrl);
    try {
      sendPage(exchange, 200, await draw(exchange, view));
    } catch (error) {
      if (audienceOf(error) === 'internal') log.error({ err: error, requestId: exchange.requestId }, 'a page failed');
      const status = error instanceof ClientError ? error.status : 500;
      sendPage(exchange, status, drawPage(renderErrorPage(status, view)));
    }
  };
}

function sendPage(exchange: Exchange, status: number, { html, etag }: DrawnPage): void {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': pageContentSecurityPolicy,
    'cache-control': 'private, no-cache',
    vary: 'Accept-Language, Authorization, Accept-Encoding',
    'cross-origin-opener-policy': 'same-origin',
    etag,
  };
  if (status === 200 && matches(exchange.request, etag)) reply(exchange, 304, unchangedHeaders(headers), null);
  else reply(exchange, status, headers, html);
}

function viewOf(exchange: Exchange, publicUrl: string | null): PageView {
  const { request, path, search } = exchange;
  const baseUrl = publicUrl ?? `http://${hostOf(request.headers.host)}`;
  return readPageView({
    url: new URL(search, `${baseUrl}${encodeURI(path)}`),
    locales: languagesOf(request.headers['accept-language']),
    baseUrl,
  });
}

/** The Host header ends up in links: only what is a host name and a port. */
function hostOf(header: string | undefined): string {
  return header !== undefined && /^([\w.-]{1,253}|\[[\da-fA-F:]{2,45}\])(:\d{1,5})?$/.test(header) ? header : 'localhost';
}

function decodedSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A broken escape is a name nothing has.
    throw notFound(segment);
  }
}

/** Nothing at all was answered: what the reader sent was wrong (a made-up cursor), or nothing could be reached. */
function pageError(errors: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[]): Error {
  const code = errors[0]?.extensions?.['code'];
  const message = errors[0]?.message ?? 'No data.';
  if (code === 'BAD_USER_INPUT') return new ClientError('BAD_USER_INPUT', message, { status: 400 });
  if (code === 'UNAUTHENTICATED') return new ClientError('UNAUTHENTICATED', message, { status: 401 });
  return new Error(`The page's operation was not answered: ${message}`);
}

/**
 * The field a page is about was refused: a made-up cursor is the reader's mistake (400), an article that could not be asked for is not "not found" (503).
 * Everything else that is missing the page itself tells.
 */
function throwIfRefused(
  errors: readonly {
    readonly path?: readonly (string | number)[];
    readonly message: string;
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[],
): void {
  for (const error of errors) {
    const path = error.path?.join('.') ?? '';
    const badInput = error.extensions?.['code'] === 'BAD_USER_INPUT';
    if (LISTS.has(path) && badInput) throw pageError([error]);
    if (SUBJECTS.has(path) && !badInput) throw new ClientError('UNAVAILABLE', error.message, { status: 503 });
  }
}

/** What a page goes through, by a cursor of the address. */
const LISTS: ReadonlySet<string> = new Set(['articles', 'search', 'source.articles', 'story.articles']);
/** What a page is about. */
const SUBJECTS: ReadonlySet<string> = new Set(['article', 'source', 'story']);

function assetRoutes(): Route[] {
  return pageAssets.map(({ path, contentType, body }) => ({
    name: 'asset',
    path,
    handler(exchange: Exchange) {
      allowMethods(exchange, ['GET', 'HEAD']);
      reply(exchange, 200, { 'content-type': contentType, 'cache-control': 'public, max-age=31536000, immutable' }, body);
    },
  }));
}

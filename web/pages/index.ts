/**
 * The reader pages: a graph's answer in, HTML out. Each page is drawn from exactly one operation of `schema/operations`:
 *
 *     const view = readPageView({ url, locales, baseUrl });
 *     const data = await run(ArticlePageDocument, articlePageVariables(id, view));
 *     reply(renderArticlePage(data, view));
 *
 * `data` may be partial: where a domain is down, the page says what is missing and draws the rest.
 */
export { renderHomePage } from './home-page.tsx';
export { renderArticlePage } from './article-page.tsx';
export { renderSearchPage } from './search-page.tsx';
export { readSearchRequest, searchVariables } from './search-request.ts';
export type { SearchRequest } from './search-request.ts';
export { renderSourcePage } from './source-page.tsx';
export { renderStoryPage } from './story-page.tsx';
export { renderErrorPage } from './error-page.tsx';
export { INSTALL_PATHS, renderInstallPage } from './install-page.tsx';
export type { InstallPlatform } from './install-page.tsx';
export { articlePageVariables, homeFeedVariables, readPageView, sourcePageVariables, storyPageVariables } from './page-view.ts';
export type { PageLocale, PageRequest, PageView } from './page-view.ts';
export { ARTICLE_PATH, SEARCH_PATH, SOURCE_PATH, STORY_PATH, articleHref } from './addresses.ts';
export { pageAssets, pageContentSecurityPolicy } from './page-assets.ts';
export type { PageAsset } from './page-assets.ts';

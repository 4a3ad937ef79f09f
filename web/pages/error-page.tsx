/** A page that cannot be shown, told to a person. */
import { homeHref } from './addresses.ts';
import { renderPage } from './layout.tsx';
import { messagesFor } from './messages.ts';
import type { PageView } from './page-view.ts';

/** @param status the HTTP status the page is sent with; statuses without words of their own are told as 404 (4xx) or 500 */
export function renderErrorPage(status: number, view: PageView): string {
  const messages = messagesFor(view.locale);
  const { title, text } = messages.errors[status] ?? messages.errors[status < 500 ? 404 : 500]!;
  return renderPage({
    view,
    app: null,
    head: { title, description: text, path: '/', type: 'website', index: false },
    children: (
      <div class="error">
        <p class="error-status" aria-hidden="true">
          {status}
        </p>
        <h1>{title}</h1>
        <p>{text}</p>
        <p>
          <a class="button" href={homeHref(view)}>
            {messages.home}
          </a>
        </p>
      </div>
    ),
  });
}

/** What a search can be narrowed down with: links that add a condition, and links that take it away again. */
import type { ComponentChildren } from 'preact';
import { searchHref } from './addresses.ts';
import { Fold } from './fold.tsx';
import { CloseIcon } from './icons.tsx';
import type { Messages } from './messages.ts';
import type { SearchQuery } from './page-data.ts';
import type { PageView } from './page-view.ts';
import { dateChoices } from './search-dates.ts';
import type { SearchRequest } from './search-request.ts';

type Search = NonNullable<SearchQuery['search']>;
type Conditions = Partial<Pick<SearchRequest, 'source' | 'language' | 'topic' | 'date'>>;

interface FacetProps {
  readonly request: SearchRequest;
  readonly view: PageView;
  readonly messages: Messages;
}

interface Choice {
  readonly key: string;
  readonly label: ComponentChildren;
  /** Null where it is not known. */
  readonly count: number | null;
  readonly conditions: Conditions;
}

const MOST_CHOICES = 8;

export function Facets({ search, ...props }: FacetProps & { readonly search: Search | null }) {
  const { request, messages } = props;
  const facets = search?.facets;
  if (!facets) return null;
  const groups: readonly (readonly [string, readonly Choice[]])[] = [
    [
      messages.facets.source,
      request.source === null
        ? facets.sources.flatMap(({ source, count }) =>
            source ? [{ key: source.id, label: <bdi>{source.name}</bdi>, count, conditions: { source: source.id } }] : [],
          )
        : [],
    ],
    [
      messages.facets.language,
      request.language === null
        ? facets.languages.map(({ language, count }) => ({
            key: language,
            label: messages.languageName(language),
            count,
            conditions: { language },
          }))
        : [],
    ],
    [
      messages.facets.topic,
      request.topic === null
        ? facets.topics.map(({ code, label, count }) => ({ key: code, label: <bdi>{label}</bdi>, count, conditions: { topic: code } }))
        : [],
    ],
    [
      messages.facets.date,
      dateChoices(facets.dates, request.date).map(({ date, count }) => ({
        key: date,
        label: dateLabel(date, messages),
        count,
        conditions: { date },
      })),
    ],
  ];
  // One choice is none.
  const worthwhile = groups.filter(([, choices]) => choices.length > 1);
  if (worthwhile.length === 0) return null;
  const atLeast = search.totalCount.relation === 'AT_LEAST';
  return (
    <nav class="facets" aria-label={messages.narrow}>
      <Fold label={messages.narrow}>
        {worthwhile.map(([title, choices]) => (
          <section key={title}>
            <h2>{title}</h2>
            <ul>
              {choices.slice(0, MOST_CHOICES).map((choice) => (
                <li key={choice.key}>
                  <FacetLink {...props} choice={choice} atLeast={atLeast} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </Fold>
    </nav>
  );
}

function FacetLink({ choice, atLeast, request, view, messages }: FacetProps & { readonly choice: Choice; readonly atLeast: boolean }) {
  return (
    <a href={searchHref({ ...request, ...choice.conditions }, view)} rel="nofollow">
      <span>{choice.label}</span>
      {choice.count === null ? null : (
        <bdi class="count" dir="ltr">
          {messages.number(choice.count)}
          {atLeast ? '+' : ''}
        </bdi>
      )}
    </a>
  );
}

/** The conditions that hold now. */
export function ChosenFacets({ facets, request, view, messages }: FacetProps & { readonly facets: Search['facets'] | undefined }) {
  const chosen: Choice[] = [];
  if (request.source !== null) {
    const known = facets?.sources.find(({ source }) => source?.id === request.source)?.source;
    chosen.push({
      key: 'source',
      label: <bdi>{known?.name ?? messages.chosenSource}</bdi>,
      count: null,
      conditions: { source: null },
    });
  }
  if (request.language !== null) {
    chosen.push({ key: 'language', label: messages.languageName(request.language), count: null, conditions: { language: null } });
  }
  if (request.topic !== null) {
    const known = facets?.topics.find(({ code }) => code === request.topic);
    chosen.push({ key: 'topic', label: <bdi>{known?.label ?? messages.chosenTopic}</bdi>, count: null, conditions: { topic: null } });
  }
  if (request.date !== null) {
    chosen.push({ key: 'date', label: dateLabel(request.date, messages), count: null, conditions: { date: null } });
  }
  if (chosen.length === 0) return null;
  return (
    <ul class="chips chosen" aria-label={messages.narrowedTo}>
      {chosen.map(({ key, label, conditions }) => (
        <li key={key}>
          <a href={searchHref({ ...request, ...conditions }, view)} title={messages.widen}>
            {label}
            <CloseIcon />
          </a>
        </li>
      ))}
    </ul>
  );
}

function dateLabel(date: string, messages: Messages): string {
  return date.length === 'yyyy-mm'.length ? messages.month(`${date}-01`) : messages.date(date);
}

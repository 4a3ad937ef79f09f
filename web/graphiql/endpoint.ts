/** The gateway's endpoint, as this page reaches it. */
import { createGraphiQLFetcher, type Fetcher, type FetcherParams } from '@graphiql/toolkit';
import { GraphQLError, Kind, parse } from 'graphql';
import { keepExplained } from './explain/explained-answers.ts';
import { EXPLAIN_HEADER, takeExplanation } from './explain/take-explanation.ts';

const ENDPOINT = '/graphql';

/** Sends the token with every request, unless the headers editor names another, and keeps what answers tell of their making for the panel. */
export function createTokenFetcher(token: () => string): Fetcher {
  const send = createGraphiQLFetcher({ url: ENDPOINT });
  return async (parameters, options) => {
    const operation = named(parameters);
    const explain = operation.operationName === 'IntrospectionQuery' ? {} : EXPLAIN_HEADER;
    const answer = await send(operation, { ...options, headers: { ...explain, ...authorization(token()), ...options?.headers } });
    return takeExplanation(answer, (explanation) => keepExplained(operation.operationName ?? '', { query: parameters.query, explanation }));
  };
}

export interface FoundArticles {
  /** An article to ask about, by language; null where there is none. */
  readonly ar: string | null;
  readonly en: string | null;
}

/** Ids of articles that exist, for the variables. Null where the endpoint serves another graph than ours, or does not answer. */
export async function findArticles(): Promise<FoundArticles | null> {
  const query = `query NewestOfEachLanguage {
    ar: articles(first: 1, filter: { languages: { in: ["ar"] } }) { nodes { id } }
    en: articles(first: 1, filter: { languages: { in: ["en"] } }) { nodes { id } }
  }`;
  try {
    const response = await fetch(ENDPOINT, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { data } = (await response.json()) as { data?: Partial<Record<'ar' | 'en', { nodes: { id: string }[] } | null>> | null };
    if (!data) return null;
    return { ar: data.ar?.nodes[0]?.id ?? null, en: data.en?.nodes[0]?.id ?? null };
  } catch (error) {
    // GraphiQL itself is still of use, and shows what is wrong when an operation is run.
    // oxlint-disable-next-line no-console -- the console is where one who opens GraphiQL looks
    console.warn(`${ENDPOINT} does not answer:`, error);
    return null;
  }
}

/**
 * After a change of tab GraphiQL knows the new operation's name a moment late and would send the old one. Where the text holds one operation,
 * its own name is the right one. Text that does not parse goes as it is: the gateway says what is wrong with it.
 */
function named(parameters: FetcherParams): FetcherParams {
  try {
    const operations = parse(parameters.query).definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
    return operations.length === 1 ? { ...parameters, operationName: operations[0]!.name?.value ?? null } : parameters;
  } catch (error) {
    if (error instanceof GraphQLError) return parameters;
    throw error;
  }
}

function authorization(token: string): Record<string, string> {
  return token === '' ? {} : { Authorization: `Bearer ${token}` };
}

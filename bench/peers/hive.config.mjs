// Hive Gateway with its Rust planner. Off: pages for browsers, request logging, and sharing of subgraph requests between clients,
// which never happens where each client brings a token of its own.
export const gatewayConfig = {
  propagateHeaders: { fromClientToSubgraphs: ({ request }) => ({ authorization: request.headers.get('authorization') }) },
  transportEntries: { '*.http': { options: { deduplicateInflightRequests: false } } },
  inboundInflightRequestDeduplication: false,
  logging: 'warn',
  graphiql: false,
  landingPage: false,
  disableWebsockets: true,
};

export type SubgraphFaultCode =
  | 'SUBGRAPH_UNREACHABLE'
  | 'SUBGRAPH_TIMEOUT'
  | 'SUBGRAPH_INVALID_RESPONSE'
  | 'SUBGRAPH_RESPONSE_TOO_LARGE'
  | 'REQUEST_ABORTED';

/** No GraphQL response was had from a subgraph. The message may be shown to clients; `cause` is for the log. */
export class SubgraphFault extends Error {
  override readonly name = 'SubgraphFault';
  readonly code: SubgraphFaultCode;
  constructor(code: SubgraphFaultCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

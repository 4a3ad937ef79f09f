/** A gateway over one schema, executed by graphql-js: enough to test the server around it, with the call log that tests assert on. */
import { execute, getOperationAST, GraphQLError, parse, validate, type GraphQLSchema } from 'graphql';
import type { Gateway, PreparedDocument } from '../../../src/gateway/gateway.ts';
import { JsonText, type GatewayRequest } from '../../../src/gateway/request.ts';

export interface CountedGateway extends Gateway {
  readonly prepared: string[];
  readonly executed: GatewayRequest[];
}

export function graphqlJsGateway(schema: GraphQLSchema): CountedGateway {
  const prepared: string[] = [];
  const executed: GatewayRequest[] = [];
  const documents = new Map<string, PreparedDocument>();

  const prepare = (source: string): PreparedDocument => {
    prepared.push(source);
    const known = documents.get(source);
    if (known !== undefined) return known;
    const fresh = read(schema, source);
    documents.set(source, fresh);
    return fresh;
  };

  return {
    schema,
    prepared,
    executed,
    prepare,
    async execute(request) {
      executed.push(request);
      const { document } = prepare(request.source);
      if (document === null) throw new Error('The server must not execute what was refused.');
      if (!getOperationAST(document, request.operationName)) {
        return {
          errors: [
            { message: `Unknown operation named "${request.operationName ?? ''}".`, extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } },
          ],
        };
      }
      const result = await execute({
        schema,
        document,
        operationName: request.operationName,
        variableValues: request.variables,
        contextValue: request.client,
      });
      const errors = result.errors?.map((error) => error.toJSON());
      return {
        ...(result.data !== undefined && { data: result.data === null ? null : new JsonText(JSON.stringify(result.data)) }),
        ...(errors && {
          errors: result.data === undefined ? errors.map((error) => ({ ...error, extensions: { code: 'BAD_USER_INPUT' } })) : errors,
        }),
      };
    },
    vary: [],
    kept: () => null,
    plan: () => [],
    explain: () => '',
  };
}

function read(schema: GraphQLSchema, source: string): PreparedDocument {
  const refuse = (errors: readonly GraphQLError[], code: string): PreparedDocument => ({
    document: null,
    errors: errors.map(
      (error) =>
        new GraphQLError(error.message, {
          nodes: error.nodes ?? null,
          source: error.source ?? null,
          positions: error.positions ?? null,
          extensions: { code },
        }),
    ),
  });
  try {
    const document = parse(source);
    const errors = validate(schema, document);
    return errors.length === 0 ? { document, errors } : refuse(errors, 'GRAPHQL_VALIDATION_FAILED');
  } catch (error) {
    return refuse([error as GraphQLError], 'GRAPHQL_PARSE_FAILED');
  }
}

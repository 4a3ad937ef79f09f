/**
 * Bounds that must hold before a document is parsed: graphql-js parses recursively, so a document nested ten thousand levels deep
 * would exhaust the stack. One pass of the lexer counts tokens and open brackets; nothing is built.
 */
import { GraphQLError, Lexer, Source, TokenKind } from 'graphql';
import type { GatewayLimits } from '../gateway.ts';
import { limitError } from './limit-error.ts';

/** Selection sets of introspection queries nest about 15 deep; list and object literals count too. */
const NESTING_PER_DEPTH = 3;

/** @returns the errors of the bounds and of the lexer; empty where the text may be parsed. */
export function checkTextBounds(text: string, limits: GatewayLimits): GraphQLError[] {
  const lexer = new Lexer(new Source(text, 'GraphQL request'));
  const maxNesting = limits.maxDepth * NESTING_PER_DEPTH;
  let tokens = 0;
  let nesting = 0;
  try {
    for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
      tokens += 1;
      if (tokens > limits.maxTokens) return [limitError('TOKEN_LIMIT_EXCEEDED', `The document has more than ${limits.maxTokens} tokens.`)];
      if (token.kind === TokenKind.BRACE_L || token.kind === TokenKind.BRACKET_L || token.kind === TokenKind.PAREN_L) {
        nesting += 1;
        if (nesting > maxNesting) {
          return [
            limitError(
              'DEPTH_LIMIT_EXCEEDED',
              `The document nests brackets more than ${maxNesting} levels deep; the operation's depth limit is ${limits.maxDepth}.`,
            ),
          ];
        }
      } else if (token.kind === TokenKind.BRACE_R || token.kind === TokenKind.BRACKET_R || token.kind === TokenKind.PAREN_R) {
        nesting -= 1;
      }
    }
    return [];
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

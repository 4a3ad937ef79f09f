/** What fields cost and how long their lists are, told in the schema, so that a gateway can count an operation before it asks for anything. */
import { Directive } from 'type-graphql';
import { MAX_PAGE_SIZE } from './connection.args.ts';

/** A connection: its `nodes` and `edges` are as long as `first` or `last` says. Which of them must be given the resolver says, with the argument's name. */
export function ConnectionSize(slicing: readonly string[] = ['first', 'last']): ReturnType<typeof Directive> {
  return Directive(
    `@listSize(assumedSize: ${MAX_PAGE_SIZE}, slicingArguments: ${JSON.stringify(slicing)}, sizedFields: ["nodes", "edges"], requireOneSlicingArgument: false)`,
  );
}

/** A list as long as its argument `first` says. */
export function SizeByFirst(): ReturnType<typeof Directive> {
  return Directive('@listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)');
}

/** A list about as long as that: what it has on average, not its bound. */
export function AssumedSize(size: number): ReturnType<typeof Directive> {
  return Directive(`@listSize(assumedSize: ${size})`);
}

/** @param weight in objects of the usual kind, which cost 1. */
export function Cost(weight: number): ReturnType<typeof Directive> {
  return Directive(`@cost(weight: ${weight})`);
}

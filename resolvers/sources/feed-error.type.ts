/** Typed errors of feed mutations: what the client can do something about. The same types as in the comments subgraph, with the codes of this one. */
import { Directive, Field, InterfaceType, ObjectType } from 'type-graphql';
import { FeedErrorCode } from './feed.enums.ts';

export interface UserErrorValue {
  readonly __typename: 'ValidationError' | 'NotPermitted' | 'NotFound' | 'Conflict';
  readonly code: FeedErrorCode;
  readonly path: readonly string[];
}

@InterfaceType('UserError', { description: 'Why a change was not made, for the person who wanted it.', autoRegisterImplementations: false })
export abstract class UserError {
  @Field(() => FeedErrorCode, { description: 'The reason, for programs.', simple: true })
  code!: FeedErrorCode;

  @Field(() => [String], { description: 'Which argument is at fault, as a path from the arguments: `["input", "body"]`.', simple: true })
  path!: string[];
}

@ObjectType('ValidationError', { description: 'A value that is not allowed.', implements: [UserError], simpleResolvers: true })
@Directive('@shareable')
export class ValidationError extends UserError {}

@ObjectType('NotPermitted', {
  description: 'The viewer may not do this, or nobody said who the viewer is.',
  implements: [UserError],
  simpleResolvers: true,
})
@Directive('@shareable')
export class NotPermitted extends UserError {}

@ObjectType('NotFound', { description: 'What was named does not exist.', implements: [UserError], simpleResolvers: true })
@Directive('@shareable')
export class NotFound extends UserError {}

@ObjectType('Conflict', { description: 'It contradicts what was done before.', implements: [UserError], simpleResolvers: true })
@Directive('@shareable')
export class Conflict extends UserError {}

/** Typed errors of mutations: what the client can do something about. Values carry `__typename`; messages are made when they are asked. */
import { Directive, Field, InterfaceType, ObjectType } from 'type-graphql';
import { UserErrorCode } from './comment.enums.ts';
import type { MessageArguments } from './comment.messages.ts';

export interface UserErrorValue {
  readonly __typename: 'ValidationError' | 'NotPermitted' | 'NotFound' | 'Conflict';
  readonly code: UserErrorCode;
  readonly path: readonly string[];
  readonly details: MessageArguments;
}

@InterfaceType('UserError', { description: 'Why a change was not made, for the person who wanted it.', autoRegisterImplementations: false })
export abstract class UserError {
  @Field(() => UserErrorCode, { description: 'The reason, for programs.', simple: true })
  code!: UserErrorCode;

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

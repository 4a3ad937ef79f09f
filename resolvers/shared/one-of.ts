/** Inputs of which exactly one field is given. type-graphql knows no `@oneOf`: the SDL says it, this checks it. */
import { badUserInput } from './bad-user-input.ts';

/** The one field that is set, as `[name, value]`. Throws BAD_USER_INPUT for none, for two, and for a null. */
export function theOneOf<Input extends object>(
  argument: string,
  input: Input,
): { [Name in keyof Input]-?: readonly [Name, NonNullable<Input[Name]>] }[keyof Input] {
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  const [only] = given;
  if (given.length === 1 && only && only[1] !== null) {
    return only as unknown as { [Name in keyof Input]-?: readonly [Name, NonNullable<Input[Name]>] }[keyof Input];
  }
  const found =
    given.length === 0
      ? 'none was given'
      : given.length === 1
        ? `"${only?.[0]}" was null`
        : `${given.map(([name]) => `"${name}"`).join(' and ')} were given`;
  throw badUserInput(`Argument "${argument}" must have exactly one field, not null: ${found}.`, argument);
}

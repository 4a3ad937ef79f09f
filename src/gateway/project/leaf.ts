/** Leaves: result coercion (GraphQL specification, section 3.5) of values that came as JSON, to JSON text. */
import { isEnumType, type GraphQLLeafType } from 'graphql';
import { explain, type Writer } from './written.ts';

const MAX_INT = 2_147_483_647;
const MIN_INT = -2_147_483_648;

/** @param where `Type.field`, for the message. */
export function leafWriter(type: GraphQLLeafType, where: string): Writer {
  if (isEnumType(type)) {
    const texts = new Map(type.getValues().map(({ name }) => [name, JSON.stringify(name)]));
    // A value the client may not know of is not shown, not even in the error.
    return (value, errors) => texts.get(value as string) ?? explain(errors, `Enum "${type.name}" of ${where} has no such value.`);
  }
  const wrong = (value: unknown): string =>
    `${type.name} of ${where} cannot represent what a subgraph answered: a value of type ${Array.isArray(value) ? 'list' : typeof value}.`;
  switch (type.name) {
    case 'String':
      return (value, errors) => {
        if (typeof value === 'string') return JSON.stringify(value);
        return typeof value === 'number' || typeof value === 'boolean' ? `"${value}"` : explain(errors, wrong(value));
      };
    case 'ID':
      return (value, errors) => {
        if (typeof value === 'string') return JSON.stringify(value);
        return typeof value === 'number' && Number.isInteger(value) ? `"${value}"` : explain(errors, wrong(value));
      };
    case 'Int':
      return (value, errors) =>
        typeof value === 'number' && Number.isInteger(value) && value <= MAX_INT && value >= MIN_INT
          ? String(value)
          : explain(errors, wrong(value));
    case 'Float':
      return (value, errors) => (typeof value === 'number' && Number.isFinite(value) ? String(value) : explain(errors, wrong(value)));
    case 'Boolean':
      return (value, errors) => (typeof value === 'boolean' ? String(value) : explain(errors, wrong(value)));
    default:
      // Custom scalars are the subgraphs' own: any JSON value.
      return (value, errors) => JSON.stringify(value) ?? explain(errors, wrong(value));
  }
}

/** Writing direction, for `dir` attributes. */
import { describedEnum } from './described-enum.ts';

export const Direction = describedEnum('Direction', 'The direction a text is written in.', {
  LTR: 'Left to right, as English.',
  RTL: 'Right to left, as Arabic.',
  AUTO: 'Not known: let the first strong character decide (`dir="auto"`).',
});

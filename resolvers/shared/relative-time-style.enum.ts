/** How a relative time is worded. */
import { describedEnum } from './described-enum.ts';

export const RelativeTimeStyle = describedEnum('RelativeTimeStyle', 'How a relative time is worded.', {
  NEWS: 'As news pages write: «منذ 5 أيام», "5 days ago".',
  STANDARD: 'As the Unicode locale data has it: «قبل 5 أيام», with the digits of the locale.',
});
export type RelativeTimeStyle = keyof typeof RelativeTimeStyle;

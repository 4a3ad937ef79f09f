/** The enumerations of the platform domain. */
import { describedEnum } from '../shared/described-enum.ts';

export const Role = describedEnum('Role', 'What a person may do.', {
  READER: 'May comment.',
  MODERATOR: 'May also delete what others wrote.',
  EDITOR: 'May also change articles and sources.',
  ADMIN: 'May do everything.',
});

export const StorePlatform = describedEnum('StorePlatform', 'Where an app runs.', {
  IOS: 'On iPhone and iPad.',
  ANDROID: 'On Android.',
  WEB: 'In a browser.',
});
export type StorePlatform = keyof typeof StorePlatform;

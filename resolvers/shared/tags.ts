/** Tags of the schema: a contract shows or hides by them (`EXCLUDE_TAGS=editorial`, `newsgraph compose --contract`). */

/** How articles come in: for those who run the service, not for those who read. */
export const EDITORIAL = '@tag(name: "editorial")';

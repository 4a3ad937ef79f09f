/** Who is asking: the claims of a verified token, or nobody. Roles are cumulative only by the checks that say so. */
export const ROLES = ['READER', 'MODERATOR', 'EDITOR', 'ADMIN'] as const;
export type Role = (typeof ROLES)[number];

export interface Viewer {
  /** `usr_…` */
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** The token's `scope` claim; absent where it has none. */
  readonly scopes?: readonly string[];
}

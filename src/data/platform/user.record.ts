/** One person: one row of `users`. Times are milliseconds since the Unix epoch, UTC. */
export interface UserRecord {
  /** `usr_…` */
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** What goes wrong in the data layer itself. Never shown to clients. */
export class DatabaseFault extends Error {
  override readonly name = 'DatabaseFault';
  /** `DATABASE_UNUSABLE`, `DATABASE_CLOSED`, `WRITE_QUEUE_FULL`, `WRITER_LOST`, `BAD_INPUT`, or the driver's own code (`ERR_SQLITE_ERROR`, `23505`, …). */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

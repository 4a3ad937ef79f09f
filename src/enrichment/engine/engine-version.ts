/** Raised whenever the same input would give another answer; everything is then made again. */
export const ENGINE_VERSION = '2.2.0';

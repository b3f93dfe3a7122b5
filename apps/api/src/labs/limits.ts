/** One file of a lab. */
export const FILE_LIMIT_BYTES = 50 * 1024 * 1024;
/** An archive of labs, as it is sent. */
export const ARCHIVE_LIMIT_BYTES = 100 * 1024 * 1024;
/** A file that is read to be shown as a page; a larger one is for downloading. */
export const PAGE_LIMIT_BYTES = 10 * 1024 * 1024;

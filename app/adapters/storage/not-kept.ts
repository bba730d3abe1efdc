/** A disk or a quota that is full, a folder that is none or may not be written, a bucket that takes nothing, is not there or cannot be reached. */
const CODES = new RegExp(
  `^(${[
    "ENOSPC|EDQUOT|EROFS|EACCES|EPERM|EIO|ENOTDIR|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|TimeoutError",
    "QuotaExceeded|AccessDenied|SlowDown|ServiceUnavailable|InsufficientStorage|EntityTooLarge|AllAccessDisabled",
    "NoSuchBucket|InvalidAccessKeyId|SignatureDoesNotMatch|InternalError",
  ].join("|")})$`,
);

/** What a person is told then. */
export const NOT_KEPT_WORDS = "The file cannot be kept right now. Nothing of yours is lost: try again in some minutes.";

/** Whether something failed because the storage takes no more at this moment, and not by what was sent. */
export function isNotKept(error: unknown): boolean {
  const { code, name, cause } = (error ?? {}) as { code?: unknown; name?: unknown; cause?: unknown };
  return (
    [code, name].some((word) => typeof word === "string" && CODES.test(word)) ||
    (cause !== undefined && isNotKept(cause))
  );
}

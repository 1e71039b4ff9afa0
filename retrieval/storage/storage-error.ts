/** Files could not be written or read: the disk's fault, not the caller's. One line that says what failed and what to do. */
export class StorageError extends Error {
  override readonly name = "StorageError";
  readonly cure: string;

  constructor(what: string, cure: string, options?: ErrorOptions) {
    super(`${what}. ${cure}`, options);
    this.cure = cure;
  }
}

/** What each of the system's codes means to the person who runs the program, and what helps. */
const FAULTS: Record<string, [meaning: string, cure: string]> = {
  ENOSPC: ["the disk is full", "Free some space, or set DATA_DIR to a folder on another disk."],
  EDQUOT: ["the disk quota is used up", "Free some space, or set DATA_DIR to a folder on another disk."],
  EROFS: ["the file system is read-only", "Set DATA_DIR to a folder that can be written."],
  EACCES: [
    "permission denied",
    "Give this user the right to read and write the folder, or set DATA_DIR to another one.",
  ],
  EPERM: [
    "permission denied",
    "Give this user the right to read and write the folder, or set DATA_DIR to another one.",
  ],
  ENOTDIR: ["a file stands where a folder is needed", "Remove that file, or set DATA_DIR to another folder."],
  EMFILE: ["too many open files", "Raise the limit of open files (ulimit -n) and try again."],
  EIO: ["the disk reported an error", "Check the disk, or set DATA_DIR to a folder on another one."],
};

/** The fault behind `cause` as a `StorageError`; `action` completes "Cannot …", such as "write the index in data/index". */
export function storageError(action: string, cause: unknown): StorageError {
  if (cause instanceof StorageError) return cause;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const [meaning, cure] = FAULTS[code] ?? [
    cause instanceof Error ? cause.message : String(cause),
    "Try again; if it fails again, remove the folder: it is made anew from the articles.",
  ];
  return new StorageError(`Cannot ${action}: ${meaning}`, cure, { cause });
}

/** What `answer` gives; a fault when it gives nothing within so many ms, and then what it gives later is left aside. */
export async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, fail) => (timer = setTimeout(() => fail(new Error("no answer in time")), ms)));
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** How much is carried out together: so many at most, of so many bytes (one that is larger goes alone), in so many statements at once. */
type Limits<One> = { most: number; mostBytes: number; bytesOf: (one: One) => number; atOnce: number };

type Waiting<One, Answer> = { one: One; give: (answer: Answer) => void; fail: (fault: unknown) => void };

/**
 * Carries out together what arrives while something is carried out already, so that many share one statement and its commit; each gets its own
 * answer, and not before that. Where one of them makes the whole fail, each is tried by itself.
 */
export function together<One, Answer>(
  carryOut: (ones: One[]) => Promise<Answer[]>,
  { most, mostBytes, bytesOf, atOnce }: Limits<One>,
): (one: One) => Promise<Answer> {
  const waiting: Waiting<One, Answer>[] = [];
  let running = 0;
  const next = (): Waiting<One, Answer>[] => {
    let bytes = 0;
    let count = 0;
    while (count < Math.min(most, waiting.length)) {
      bytes += bytesOf(waiting[count]!.one);
      if (count > 0 && bytes > mostBytes) break;
      count += 1;
    }
    return waiting.splice(0, count);
  };
  const work = async (): Promise<void> => {
    for (let some = next(); some.length > 0; some = next()) await carryOutSome(some);
    running -= 1;
  };
  const carryOutSome = async (some: Waiting<One, Answer>[]): Promise<void> => {
    try {
      const answers = await carryOut(some.map(({ one }) => one));
      some.forEach(({ give }, at) => give(answers[at]!));
    } catch (fault) {
      if (some.length === 1) some[0]!.fail(fault);
      else for (const one of some) await carryOutSome([one]);
    }
  };
  return (one) =>
    new Promise((give, fail) => {
      waiting.push({ one, give, fail });
      if (running >= atOnce) return;
      running += 1;
      // What arrives in the same turn of the loop comes along.
      setImmediate(() => void work());
    });
}

/**
 * SQL of the `text[]` of so many parameters, from number `first` on. Long texts go one by one: as one list, each of their quotation marks is escaped in this
 * process first, which takes seconds and hundreds of megabytes for ten megabytes of JSON.
 */
export function textsFrom(first: number, count: number): string {
  return `ARRAY[${Array.from({ length: count }, (_, at) => `$${first + at}`).join(", ")}]::text[]`;
}

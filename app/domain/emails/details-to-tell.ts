const MOST = { details: 4, name: 60, value: 120 };

/** What a customer wrote or chose beside the photo, as an email repeats it: the first few that are words for people, each cut to a line. */
export function detailsToTell(details: unknown): { name: string; value: string }[] {
  return (Array.isArray(details) ? details : [])
    .flatMap((one: unknown) => {
      const { name, value } = (one ?? {}) as { name?: unknown; value?: unknown };
      if (typeof name !== "string" || typeof value !== "string") return [];
      const isForPeople = !name.startsWith("_") && value.trim() !== "" && !/https?:|[{[]"/.test(value);
      return isForPeople ? { name: cut(name, MOST.name), value: cut(value, MOST.value) } : [];
    })
    .slice(0, MOST.details);
}

function cut(text: string, most: number): string {
  const line = [...text.replace(/\s+/g, " ").trim()];
  return line.length <= most ? line.join("") : `${line.slice(0, most - 1).join("")}…`;
}

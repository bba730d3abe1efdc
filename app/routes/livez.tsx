/** Whether this process lives: it answers, whatever else does not. */
export function loader() {
  return new Response("alive\n", { headers: { "Content-Type": "text/plain", "Cache-Control": "no-store" } });
}

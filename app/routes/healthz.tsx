/** What `/readyz` was called before: for those that ask it still. */
export { loader } from "./readyz.tsx";
